package io.hivemind.simulator;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Outcome;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Where one application thread is in its program. {@link Interpreter} moves it. */
final class AppThread {
    /** The ticket of a thread that waits for nothing of the core. */
    static final long NO_TICKET = 0;

    final int number;
    final int drone;
    /** The number by which the drone's node knows the thread. */
    final int local;

    /** What is left to do, first things first. */
    final Deque<Op> todo = new ArrayDeque<>();

    final long[] registers = new long[3];

    long ticket = NO_TICKET;
    /** What the ticket was given out for, or what waits for another thread of the drone. */
    Optional<Op> waiting = Optional.empty();
    /** How the wait of the ticket ended, until the thread goes on. */
    Optional<Outcome> outcome = Optional.empty();
    /** The access that has been checked and has not landed yet. */
    Optional<Op.Use> landing = Optional.empty();

    boolean registered;
    /** Whether it may store through a span without asking, until it synchronises. */
    boolean spanOpen;

    /** The pages of the access that it waits for or that has not landed yet, from this one on. */
    int firstPage;

    int pageCount;
    Access wanted = Access.INVALID;
    /** Where room is bounded: the pages that it holds. */
    final BitSet held = new BitSet();
    /** Of the pages that it waits for, those that were dropped after it had been given access to them or before. */
    final BitSet lost = new BitSet();

    /** The number of the view whose change it has taken part in last; -1 before any. */
    int viewSeen;

    boolean ended;
    boolean retired;
    /** How often it may still give up a wait, so that giving up for ever does not keep it from ending. */
    int patience = 40;

    /**
     * Where its pauses and its values are drawn from. Every thread has its own, so that a program with a piece less meets
     * nearly the same course elsewhere.
     */
    final SplittableRandom random;

    AppThread(int number, int drone, int local, List<Op> program, SplittableRandom random) {
        this.random = random;
        this.number = number;
        this.drone = drone;
        this.local = local;
        todo.addAll(program);
    }

    /** Puts operations in front of what is left to do. */
    void first(List<? extends Op> ops) {
        for (int i = ops.size() - 1; i >= 0; i--) {
            todo.addFirst(ops.get(i));
        }
    }

    /** {@return whether it can be between the check and the landing of a store} Waiting for the access counts: the answer may be under way. */
    boolean mayStore() {
        return spanOpen
                || landing.filter(AppThread::stores).isPresent()
                || waiting.filter(op -> op instanceof Op.Use use && stores(use)).isPresent();
    }

    /** {@return whether it can be between the check and the landing of any access, pages that it holds excepted} */
    boolean mayAccess() {
        return landing.isPresent() || waiting.filter(op -> op instanceof Op.Use).isPresent();
    }

    /** {@return whether it may access a page without being given access again} */
    boolean uses(int page) {
        boolean granted = landing.isPresent() || (mayAccess() && outcome.isPresent());
        return held.get(page) || (granted && isTouched(page));
    }

    /** {@return whether it waits for access to a page} */
    boolean awaits(int page) {
        return landing.isEmpty() && outcome.isEmpty() && mayAccess() && isTouched(page);
    }

    /** {@return how many pages it holds or will hold, as far as the core knows} */
    int pagesHeld() {
        boolean willHold = landing.filter(op -> op instanceof Op.Span).isPresent()
                || waiting.filter(op -> op instanceof Op.Span).isPresent();
        return held.cardinality() + (willHold ? pageCount : 0);
    }

    /** {@return what it does at present} */
    String doing() {
        return landing.map(OpText::of).orElseGet(() -> waiting.map(OpText::of).orElse("nothing"));
    }

    /** {@return whether a use of memory needs leave to store} */
    static boolean stores(Op.Use use) {
        return switch (use) {
            case Op.Store _, Op.Write _ -> true;
            case Op.Load _, Op.LoadInto _, Op.Audit _, Op.Survey _ -> false;
            case Op.Span span -> span.writable();
            case Op.Unchecked unchecked -> stores(unchecked.use());
        };
    }

    private boolean isTouched(int page) {
        return page >= firstPage && page < firstPage + pageCount;
    }

    @Override
    public String toString() {
        return "thread " + local + " of drone " + drone;
    }
}
