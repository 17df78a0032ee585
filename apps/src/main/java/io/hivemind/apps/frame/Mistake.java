package io.hivemind.apps.frame;

import java.io.Serial;

/**
 * Something that whoever started the program can put right: a wrong option, a missing file, a heap too small. Its message
 * is one sentence that is shown as it is, without a stack trace.
 */
public final class Mistake extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes a mistake with the sentence that tells it. */
    public Mistake(String sentence) {
        super(sentence);
    }

    /** Makes a mistake with the sentence that tells it, and what brought it to light. */
    public Mistake(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
