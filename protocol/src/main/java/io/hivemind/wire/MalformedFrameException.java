package io.hivemind.wire;

/** Bytes from outside that are not what they should be. Whoever reads a link must close it; the drone is not harmed. */
public final class MalformedFrameException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Makes one that says, in a full sentence, what was found and what is allowed. */
    public MalformedFrameException(String sentence) {
        super(sentence);
    }
}
