package io.hivemind.runtime;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Input;
import io.hivemind.protocol.Outcome;

/** How application threads of a drone get the pages that they miss. */
final class Touches {
    private final Input.Manner usual;
    private final LockedNode node;
    private final Waits waits;
    private final Failures failures;
    private final Luck luck;

    Touches(DroneConfig config, LockedNode node, Waits waits, Failures failures) {
        this.usual = config.room().isBounded() ? Input.Manner.SETTLED : Input.Manner.LOOSE;
        this.node = node;
        this.waits = waits;
        this.failures = failures;
        this.luck = new Luck();
    }

    /** {@return what is known of a thread that touches pages and holds none of them} */
    Input.Manner usual() {
        return usual;
    }

    /** Waits until each of {@code count} pages from {@code first} on has had access {@code wanted}. */
    void await(int first, int count, Access wanted, Input.Manner manner) {
        int thread = node.threads().current().number();
        Ticket ticket = node.ask(luck, number -> new Input.Touch(number, thread, first, count, wanted, manner));
        if (waits.until(ticket, waits.boundNanos(), false) != Waits.End.OUTCOME) {
            RuntimeException late = waits.timedOut(ticket);
            if (manner != Input.Manner.LOOSE) {
                // The node takes the thread to be waiting, and would let go of pages that it may go on to use.
                node.fail("A thread waited too long for pages; the hive ends. " + late.getMessage());
            }
            throw late;
        }
        if (ticket.outcome() instanceof Outcome.Full(String text)) {
            throw failures.full(
                    text + " Use shorter spans, which end when their thread synchronises, or give each drone more"
                            + " with HIVEMIND_MEMORY_PER_DRONE or --memory-per-drone.");
        }
    }
}
