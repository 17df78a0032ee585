package io.hivemind.protocol;

import java.util.List;

/**
 * Everything that can happen to a drone. Inputs are values: they can be printed, kept and replayed.
 *
 * <p>A {@code ticket} names one wait, is chosen by the caller and never used twice; the core ends the wait with
 * {@link Effects#resume}. A {@code thread} names an application thread of this drone.
 */
public sealed interface Input {
    /** A message of another drone arrived. */
    record Received(int from, Message message) implements Input {}

    /**
     * A thread needs {@code count} pages from {@code first} on with access {@code wanted}. The wait ends when each of them
     * has been so since the wait began: another thread's acquire may already have invalidated some again, which does not
     * matter to this one.
     *
     * @param manner what is known of the other pages that the thread has had access to
     */
    record Touch(long ticket, int thread, int first, int count, Access wanted, Manner manner) implements Input {
        /** A touch by a thread of whose other accesses nothing is known. */
        public Touch(long ticket, int thread, int first, int count, Access wanted) {
            this(ticket, thread, first, count, wanted, Manner.LOOSE);
        }
    }

    /** What is known of a thread that touches pages. In a hive with bounded room it is not {@link #LOOSE}. */
    enum Manner {
        /** The thread may go on to access any page that it had access to before, without asking again. */
        LOOSE,
        /** The thread has finished all accesses to other pages than those that it holds. */
        SETTLED,
        /** As {@link #SETTLED}; and from now on it holds the pages that it touches, until it lets go. */
        HELD
    }

    /** A thread has finished all accesses, also to the pages that it held. */
    record LetGo(int thread) implements Input {}

    /**
     * A thread wants a lock that it does not hold.
     *
     * @param immediate whether to end with {@link Outcome.Plain#REFUSED} instead of waiting while somebody holds it
     */
    record Acquire(long ticket, int thread, long lock, boolean immediate) implements Input {}

    /** Some locks will be wanted here soon: those whose tokens are elsewhere are asked for, and nobody waits. */
    record Summon(List<Long> locks) implements Input {}

    /** A thread gives back a lock that it holds. */
    record Release(int thread, long lock) implements Input {}

    /** A thread that holds {@code lock} gives it back and waits for a signal on one of its conditions, then for the lock. */
    record Await(long ticket, int thread, long lock, int condition) implements Input {}

    /** A thread that holds {@code lock} wakes the thread that has waited longest on a condition of it, or all. */
    record Signal(int thread, long lock, int condition, boolean all) implements Input {}

    /**
     * A thread arrives at a barrier, which opens when {@code threads} threads of every drone have arrived. A thread that
     * abandoned its wait still counts as arrived, and takes its wait up again by arriving again.
     */
    record Arrive(long ticket, int thread, int barrier, int threads) implements Input {}

    /** The wait of {@code ticket} on a lock, condition or barrier is given up, unless it has ended already. */
    record Abandon(long ticket) implements Input {}

    /** Asks what the wait {@code about} waits for; ends with {@link Outcome.Answer}. */
    record Inquire(long ticket, long about) implements Input {}

    /** A thread is about to store into shared memory for the first time; where room is bounded, or to load from it. */
    record Register(int thread) implements Input {}

    /** A registered thread was seen to be nowhere between the check and the store of an access. */
    record Quiesce(int thread) implements Input {}

    /** A registered thread has ended. */
    record Retire(int thread) implements Input {}

    /**
     * A newcomer is connected to every member and waits, as drone {@code rank}, to be taken in. No drone had that rank, and no
     * newcomer with a higher one was admitted before.
     */
    record Admit(int rank) implements Input {}

    /**
     * This drone wants to leave. Its threads hold no lock and wait for nothing, and use shared memory no more. The wait ends with
     * {@link Outcome.Plain#DONE} when nobody will say anything to it again.
     */
    record Leave(long ticket) implements Input {}

    /** Drone {@code drone} is taken to have failed: nothing that it says will be heard any more. */
    record Suspect(int drone) implements Input {}

    /**
     * What this drone stores in {@code count} pages from {@code first} on need not outlive it, from now on and for good: it can be
     * made again. Other drones need not know; what they store there is as safe as they say.
     */
    record Exempt(int first, int count) implements Input {}

    /** Somebody wants a collection, whatever the budget says. */
    record Collect() implements Input {}

    /** Time passes. What a tick lasts is the caller's choice; the core only counts them. */
    record Tick() implements Input {}
}
