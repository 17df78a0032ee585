package io.hivemind.protocol;

/**
 * A state that the protocol rules out. A drone may fail, memory may not lie: the core checks always, and whoever drives
 * it must stop the drone.
 */
public final class ProtocolException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Makes one that says, in a full sentence with ids, what was found and what the rule is. */
    public ProtocolException(String sentence) {
        super(sentence);
    }
}
