package io.hivemind.links;

import java.io.IOException;

/** The other end of a connection does not belong to the hive. */
final class StrangerException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says why, in a full sentence. */
    StrangerException(String sentence) {
        super(sentence);
    }
}
