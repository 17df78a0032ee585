package io.hivemind.runtime;

import io.hivemind.protocol.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** The waits that a node has not ended yet. Used under the lock round the node. */
final class Tickets {
    /** More than one drone. */
    private static final int SEVERAL = -2;

    private final Map<Long, Ticket> byNumber = new HashMap<>();
    private long last;
    /** To whom the current step has sent something: to nobody, to a drone, or to several. */
    private int asked = Luck.NOBODY;
    /** Whose message the current step handles. */
    private int answering = Luck.NOBODY;

    /** {@return the ticket of a wait of the current thread, which the next step begins} */
    Ticket issue(Luck luck) {
        Ticket ticket = new Ticket(++last, Thread.currentThread(), luck);
        byNumber.put(ticket.number(), ticket);
        asked = Luck.NOBODY;
        return ticket;
    }

    /** The current step has sent something to drone {@code to}. */
    void ask(int to) {
        asked = asked == to || asked == Luck.NOBODY ? to : SEVERAL;
    }

    /** {@return whom the step has asked that was last begun with a ticket, if it is one drone} */
    int asked() {
        return asked;
    }

    /** The steps from now on handle messages of drone {@code from}, or of nobody. */
    void answering(int from) {
        answering = from;
    }

    /** Ends a wait; {@return the drone whose link its thread reads meanwhile, if it does} */
    int end(long number, Outcome outcome) {
        Ticket ended = byNumber.remove(number);
        if (ended == null) {
            return Luck.NOBODY;
        }
        ended.answeredBy(answering);
        ended.end(outcome);
        return ended.ledFrom();
    }

    /** Makes all who wait look again. */
    void wakeAll() {
        byNumber.values().forEach(Ticket::wake);
    }

    int size() {
        return byNumber.size();
    }

    /**
     * Nudges those whose links waiters read on although they should have given up, and cannot look at the time meanwhile.
     *
     * @return those of them that have said nothing at all for longer than {@code deafNanos}
     */
    List<Integer> deaf(long deafNanos, IntConsumer nudge) {
        List<Integer> deaf = new ArrayList<>();
        for (Ticket ticket : byNumber.values()) {
            long overdue = ticket.overdueNanos();
            int led = ticket.ledFrom();
            if (overdue >= 0 && led != Luck.NOBODY) {
                nudge.accept(led);
                if (overdue > deafNanos) {
                    deaf.add(led);
                }
            }
        }
        return deaf;
    }
}
