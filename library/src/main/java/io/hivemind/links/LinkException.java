package io.hivemind.links;

/** A drone could not be linked to the others. The message is a full sentence. */
public final class LinkException extends Exception {
    private static final long serialVersionUID = 1L;

    LinkException(String sentence) {
        super(sentence);
    }

    LinkException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** {@return the sentence} */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
