package io.hivemind.simulator;

import java.util.List;

/**
 * One thing that an application thread does. Programs are trees of these; {@link AppThread} carries them out, unfolding
 * the compound ones into simple ones as it goes.
 */
sealed interface Op {
    /** A use of shared memory. */
    sealed interface Use extends Op {}

    /** A compound operation that waits on a condition until shared memory says that it may go on. */
    sealed interface Monitored extends Op {}

    /** A load of {@code width} bytes, which is checked. */
    record Load(int address, int width) implements Use {}

    /** A store of {@code width} bytes that the run draws. */
    record Store(int address, int width) implements Use {}

    /**
     * A span over {@code length} bytes: asked for once, then used without any further check.
     *
     * @param writable whether {@code inside} may have stores
     * @param inside loads and stores within the span, and nothing else
     */
    record Span(int address, int length, boolean writable, List<Use> inside) implements Use {}

    /** A region under a lock. If the lock is not to be had in this manner, {@code body} is left out. */
    record Locked(long lock, Manner manner, List<Op> body) implements Op {}

    /** Arrives at a barrier at which {@code threads} threads of every drone meet; an impatient thread gives up and comes again. */
    record Arrive(int barrier, int threads, boolean impatient) implements Op {}

    /** Puts item {@code item} into a bounded queue, waiting for room on a condition. */
    record Put(Queue queue, int item) implements Monitored {}

    /** Takes an item from a queue, waiting for one on a condition, and then loads the payload that belongs to it. */
    record Take(Queue queue) implements Monitored {}

    /** Opens a gate: sets its flag under the lock and signals all. */
    record Open(Gate gate) implements Op {}

    /** Waits on a condition until a gate is open, and does {@code inside} under its lock; or leaves that out, if nobody is left to open it. */
    record Pass(Gate gate, List<Op> inside) implements Monitored {}

    /** Gives a token to another thread of the same drone, with Java's own means: the core hears nothing of it. */
    record Give(int token) implements Op {}

    /** Waits for a token of another thread of the same drone. */
    record Receive(int token) implements Op {}

    /** Waits until all other threads of the drone have ended, as {@code Thread.join} does. */
    record Join() implements Op {}

    /** Demands a collection. */
    record Collect() implements Op {}

    /** Lets a newcomer in, which is there from now on and waits. */
    record Admit(int drone) implements Op {}

    /** The drone leaves: all its other threads have ended. It does so only when somebody is in who stays to the end. */
    record Leave() implements Op {}

    /** Waits until all newcomers of the program are in. */
    record Gather() implements Op {}

    /** What a newcomer does before it arrives at a barrier next, left out if that has opened without it. */
    record Phase(int barrier, List<Op> ops) implements Op {}

    /** Loads every byte of a page, and checks those of which it is known here who stored them last. */
    record Survey(int page) implements Use {}

    /** Does nothing for a while. */
    record Pause(int moments) implements Op {}

    /** Loads every byte of a page, and checks those that are not racy. */
    record Audit(int page) implements Use {}

    /** How a lock is asked for. */
    enum Manner {
        /** Waits for ever. */
        WAIT,
        /** Does not wait. */
        TRY,
        /** Waits for a while. */
        PATIENT
    }

    /** A place in the heap. */
    record Var(int address, int width) {}

    /**
     * A bounded queue in the shared heap, guarded by a lock with two conditions.
     *
     * @param notEmpty the condition consumers wait on; producers wait on the next
     * @param payload what each item stands for, written before it is put and read after it was taken
     */
    record Queue(long lock, int notEmpty, Var count, Var head, List<Var> slots, List<Var> payload) {
        int notFull() {
            return notEmpty + 1;
        }
    }

    /** A flag in the shared heap, guarded by a lock, with a condition for those who wait until it is set. */
    record Gate(long lock, int condition, Var flag) {}

    // What follows is made by unfolding, and is in no program.

    /** A store of a given value, least byte first. */
    record Write(int address, int width, long value) implements Use {}

    /** A load whose value is remembered in a register of the thread. */
    record LoadInto(int register, Var source) implements Use {}

    /** A load or store inside a span, which no longer checks its access. */
    record Unchecked(Use use) implements Use {}

    /** Lets go of everything that the thread holds. */
    record LetGo() implements Op {}

    /** Gives a lock back. */
    record Release(long lock) implements Op {}

    /** Waits on a condition of a lock that the thread holds. */
    record Await(long lock, int condition) implements Op {}

    /** Signals a condition of a lock that the thread holds. */
    record Signal(long lock, int condition, boolean all) implements Op {}

    /** Goes on with a compound operation, now that the registers hold what it asked for. */
    record Decide(Monitored compound) implements Op {}

    /** Loads the payload of the item in register 2. */
    record Fetch(Queue queue) implements Op {}
}
