package io.hivemind.protocol;

/** All that the core can do to the world outside it. Calls come from within {@link Node#step}, in the order in which they must take effect. */
public interface Effects {
    /** Sends {@code message} to drone {@code to}, which is never the sender. Messages between two drones arrive in order. */
    void send(int to, Message message);

    /** Ends the wait of {@code ticket}. May come within the very step that brought the ticket. */
    void resume(long ticket, Outcome outcome);
}
