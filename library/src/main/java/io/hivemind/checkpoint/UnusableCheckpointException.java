package io.hivemind.checkpoint;

import java.io.IOException;

/** What was found is no checkpoint, or not a whole one, or not one for this hive. Its message is a full sentence that names the file. */
public final class UnusableCheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes one with the sentence that tells it. */
    public UnusableCheckpointException(String sentence) {
        super(sentence);
    }
}
