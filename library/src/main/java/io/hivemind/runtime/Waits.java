package io.hivemind.runtime;

import io.hivemind.protocol.Input;
import io.hivemind.protocol.Outcome;
import io.hivemind.protocol.View;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How application threads of a drone wait for their tickets: never without a bound, and never for a hive that has ended. */
final class Waits {
    /** How long the others have to say what a wait past its bound waits for. */
    private static final long INQUIRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * How long a waiting thread keeps its processor, if there is one for each drone: a thread that sleeps may wake where another
     * drone computes, and then both share that processor until the system moves one.
     */
    private static final long STAY_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** Why a wait ended. */
    enum End {
        OUTCOME,
        TIMED_OUT,
        /** The interrupt is spent: the caller throws {@link InterruptedException} or interrupts the thread again. */
        INTERRUPTED;

        /** {@return whether the wait had its outcome} */
        boolean unlessInterrupted() throws InterruptedException {
            if (this == INTERRUPTED) {
                throw new InterruptedException();
            }
            return this == OUTCOME;
        }
    }

    private final int rank;
    private final Duration bound;
    private final LockedNode node;
    private final Failures failures;
    private final Luck inquiries;
    /** Zero where there are fewer processors than drones: whoever waits would take one from those who compute. */
    private final long stayNanos;

    Waits(DroneConfig config, LockedNode node, Failures failures) {
        this.rank = config.rank();
        this.bound = config.waitBound();
        this.inquiries = new Luck();
        this.stayNanos = config.size() <= Runtime.getRuntime().availableProcessors() ? STAY_NANOS : 0;
        this.node = node;
        this.failures = failures;
    }

    /** Throws if the current thread is interrupted, which it is no more then. */
    static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** {@return the bound on waits that have no time of their own, in nanoseconds} */
    long boundNanos() {
        return bound.toNanos();
    }

    /** Waits until {@code ticket} has an outcome, {@code nanos} have passed, or the thread is interrupted and may be. */
    End until(Ticket ticket, long nanos, boolean interruptible) {
        if (ticket.outcome() != null) {
            return End.OUTCOME;
        }
        long began = System.nanoTime();
        int peer = interruptible ? Luck.NOBODY : ticket.expectedFrom();
        if (peer < 0) {
            return park(ticket, began, nanos, interruptible);
        }
        BooleanSupplier done = () -> ticket.isWoken() || System.nanoTime() - began > nanos;
        if (lead(ticket, peer, began + nanos, done)) {
            return park(ticket, began, nanos, false);
        }
        node.links().follow(peer, done);
        try {
            return park(ticket, began, nanos, false);
        } finally {
            node.links().unfollow(peer);
        }
    }

    /** The waiting thread itself reads the link that it waits for: no other thread has to wake it. */
    private boolean lead(Ticket ticket, int peer, long deadline, BooleanSupplier done) {
        ticket.lead(peer, deadline);
        try {
            return node.links().lead(peer, done);
        } finally {
            ticket.lead(Luck.NOBODY, deadline);
        }
    }

    private End park(Ticket ticket, long began, long nanos, boolean interruptible) {
        boolean interrupted = false;
        ticket.stay(Math.min(nanos, stayNanos));
        try {
            while (true) {
                if (ticket.outcome() != null) {
                    return End.OUTCOME;
                }
                node.checkRunning();
                if (Thread.interrupted()) {
                    if (interruptible) {
                        return End.INTERRUPTED;
                    }
                    interrupted = true;
                }
                long left = nanos - (System.nanoTime() - began);
                if (left <= 0) {
                    return End.TIMED_OUT;
                }
                ticket.park(left);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@return whether {@code ticket}, with which this drone leaves, had its outcome within the bound} */
    boolean untilOut(Ticket ticket) {
        long began = System.nanoTime();
        boolean interrupted = false;
        try {
            while (ticket.outcome() == null) {
                node.checkHive();
                long left = bound.toNanos() - (System.nanoTime() - began);
                if (left <= 0) {
                    return false;
                }
                ticket.park(left);
                interrupted |= Thread.interrupted();
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Waits like {@link #until}, and gives the wait up if it does not end in time; but it may have been served just then,
     * and then it counts as served. Afterwards the ticket has an outcome.
     *
     * @param own whether {@code nanos} is the caller's own time; if not, it is the bound, and passing it is a failure
     */
    End settle(Ticket ticket, long nanos, boolean interruptible, boolean own) {
        End end = until(ticket, nanos, interruptible);
        if (end == End.OUTCOME) {
            return end;
        }
        boolean failure = end == End.TIMED_OUT && !own;
        String sentence = failure ? sentence(ticket) : "";
        if (isServed(giveUp(ticket))) {
            if (end == End.INTERRUPTED) {
                Thread.currentThread().interrupt();
            }
            return End.OUTCOME;
        }
        if (failure) {
            throw failures.timedOut(sentence);
        }
        return end;
    }

    /**
     * Waits like {@link #settle} for the caller's own time.
     *
     * @return what the wait was for, as the end of a sentence that begins "waits for", if it did not end in time
     * @throws InterruptedException if the thread was interrupted, and the wait did not end at just that moment
     */
    Optional<String> settleOrTell(Ticket ticket, long nanos) throws InterruptedException {
        End end = until(ticket, nanos, true);
        String missing = end == End.TIMED_OUT ? whatFor(ticket) : "";
        if (end == End.OUTCOME || isServed(giveUp(ticket))) {
            if (end == End.INTERRUPTED) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }
        if (end == End.INTERRUPTED) {
            throw new InterruptedException();
        }
        return Optional.of(missing);
    }

    /** {@return what a thread throws whose wait for {@code ticket} lasted past the bound} */
    RuntimeException timedOut(Ticket ticket) {
        return failures.timedOut(sentence(ticket));
    }

    /** {@return in which view the barrier opened that {@code ticket} waited for} */
    static View passed(Ticket ticket) {
        if (ticket.outcome() instanceof Outcome.Passed(View view)) {
            return view;
        }
        throw new IllegalStateException("A barrier was passed without a view: " + ticket.outcome() + ".");
    }

    /** {@return whether a wait that ended so has what it was for} */
    static boolean isServed(@Nullable Outcome outcome) {
        return switch (outcome) {
            case Outcome.Plain plain ->
                plain == Outcome.Plain.DONE || plain == Outcome.Plain.INHERITED || plain.isSignalled();
            case Outcome.Passed _ -> true;
            case null, default -> false;
        };
    }

    /** {@return whether a wait ended so with a lock that a drone had which has failed with it} */
    static boolean isInherited(@Nullable Outcome outcome) {
        return outcome instanceof Outcome.Plain plain && plain.isInherited();
    }

    private Outcome giveUp(Ticket ticket) {
        node.abandon(ticket);
        until(ticket, boundNanos(), false);
        Outcome outcome = ticket.outcome();
        if (outcome == null) {
            // A condition gives no thread back without its lock: there is nothing that this thread could do next.
            node.fail(sentence(ticket));
            throw failures.ended("Drone " + rank + " has failed.");
        }
        return outcome;
    }

    private String sentence(Ticket ticket) {
        return "Thread " + Thread.currentThread().getName() + " of drone " + rank + " waited " + readable(bound)
                + " for " + whatFor(ticket) + "; raise HIVEMIND_WAIT if that is normal.";
    }

    private String whatFor(Ticket about) {
        Ticket inquiry = node.ask(inquiries, number -> new Input.Inquire(number, about.number()));
        until(inquiry, INQUIRY_NANOS, false);
        Outcome answer = inquiry.outcome();
        return answer instanceof Outcome.Answer(String text)
                ? text.replace("barrier " + Drone.CLOSING, "all drones to leave")
                : "other drones, which do not answer";
    }

    private static String readable(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
