package io.hivemind.rules.planted;

/** An exception of the public interface. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what happened. */
    public Failure(String sentence) {
        super(sentence);
    }
}
