package io.hivemind.simulator;

import io.hivemind.protocol.Input;
import io.hivemind.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out the programs of all threads, one simple operation at a time, and plays what an access does in the product:
 * check, ask the core if need be, and land later. Between check and landing anything may happen; that is the race that
 * eats stores.
 */
final class Interpreter {
    private final World world;
    private final Attendance attendance;
    private final Accesses accesses;
    private final Chances chances;
    private final Checkers checkers;
    private final RoomWatch rooms;
    private final Holds holds;
    private final Gates gates;
    private final Tokens tokens;
    private long lastTicket = AppThread.NO_TICKET;

    Interpreter(
            World world,
            Attendance attendance,
            Chances chances,
            Checkers checkers,
            RoomWatch rooms,
            Holds holds,
            Gates gates) {
        this.world = world;
        this.attendance = attendance;
        this.chances = chances;
        this.checkers = checkers;
        this.rooms = rooms;
        this.holds = holds;
        this.gates = gates;
        this.accesses = new Accesses(world, chances, checkers);
        this.tokens = new Tokens(checkers.order);
    }

    /** {@return the number of the thread that a ticket was given out to} */
    static int threadOf(long ticket, int threads) {
        return (int) (ticket % threads);
    }

    /** Lets a thread go on until it waits, stops for a while or ends. */
    void go(AppThread thread) {
        if (thread.outcome.isPresent()) {
            finish(thread);
        }
        if (thread.landing.isPresent()) {
            land(thread);
        }
        while (thread.waiting.isEmpty() && thread.landing.isEmpty()) {
            if (thread.todo.isEmpty()) {
                thread.ended = true;
                wake(tokens.ended(thread, world.threadsOf(thread.drone)));
                return;
            }
            Op op = thread.todo.remove();
            perform(thread, op);
            if (thread.waiting.isEmpty() && thread.landing.isEmpty() && stops(thread, op)) {
                return;
            }
        }
    }

    /** Whether the thread lets others go first after {@code op}; then it will go on later. */
    private boolean stops(AppThread thread, Op op) {
        int moments = op instanceof Op.Pause pause ? pause.moments() : 0;
        if (thread.random.nextDouble() < chances.stop()) {
            moments += 1 + thread.random.nextInt(chances.stopMoments());
        }
        if (moments > 0) {
            world.goOn(thread, moments);
        }
        return moments > 0;
    }

    /** The core ended the wait of a thread. What must be so at this very moment is checked here, not when the thread goes on. */
    void resumed(AppThread thread, Outcome outcome) {
        Op op = thread.waiting.orElseThrow();
        if (outcome instanceof Outcome.Full full && op instanceof Op.Use) {
            throw new Failure.Found(
                    Failure.Kind.NO_ROOM, thread + " gets no room for " + OpText.of(op) + ": " + full.text());
        }
        if (!mayEnd(op, outcome)) {
            throw new Failure.Found(
                    Failure.Kind.BAD_OUTCOME,
                    "The wait of " + thread + ", " + OpText.of(op) + ", ended with " + outcome + ".");
        }
        switch (op) {
            case Op.Locked locked when isHeld(outcome) -> granted(thread, locked.lock(), outcome);
            case Op.Await await -> {
                boolean signalled = outcome instanceof Outcome.Plain plain && plain.isSignalled();
                checkers.awaited(
                        thread.number,
                        await.lock(),
                        world.fence(thread.drone, await.lock()),
                        await.condition(),
                        signalled);
                granted(thread, await.lock(), outcome);
            }
            case Op.Arrive arrive
            when outcome instanceof Outcome.Passed passed ->
                checkers.passed(thread.number, arrive.barrier(), arrive.threads(), passed.view());
            case Op.Leave _ -> world.letGo(thread.drone);
            case Op.Use _ -> rooms.granted(thread);
            default -> {}
        }
        thread.ticket = AppThread.NO_TICKET;
        thread.outcome = Optional.of(outcome);
        world.goOn(
                thread,
                thread.random.nextInt(4)
                        + (thread.random.nextDouble() < chances.gap()
                                ? thread.random.nextInt(chances.gapMoments())
                                : 0));
    }

    private static boolean isHeld(Outcome outcome) {
        return outcome == Outcome.Plain.DONE || outcome == Outcome.Plain.INHERITED;
    }

    private void granted(AppThread thread, long lock, Outcome outcome) {
        boolean inherited = outcome instanceof Outcome.Plain plain && plain.isInherited();
        if (inherited && !world.members().isAnybodySuspected()) {
            throw new Failure.Found(
                    Failure.Kind.BAD_OUTCOME,
                    thread + " inherits lock " + lock + ", and nobody is taken to have failed.");
        }
        checkers.granted(thread.number, lock, world.fence(thread.drone, lock), inherited);
    }

    private static boolean mayEnd(Op op, Outcome outcome) {
        if (!(outcome instanceof Outcome.Plain plain)) {
            return outcome instanceof Outcome.Passed && op instanceof Op.Arrive;
        }
        return switch (plain) {
            case INHERITED -> op instanceof Op.Locked;
            case DONE -> !(op instanceof Op.Await || op instanceof Op.Arrive);
            case REFUSED -> op instanceof Op.Locked locked && locked.manner() == Op.Manner.TRY;
            case ABANDONED -> op instanceof Op.Locked || op instanceof Op.Arrive;
            case SIGNALLED, NOT_SIGNALLED, SIGNALLED_AND_INHERITED, NOT_SIGNALLED_AND_INHERITED ->
                op instanceof Op.Await;
        };
    }

    /** A thread goes on after a wait. */
    private void finish(AppThread thread) {
        Op op = thread.waiting.orElseThrow();
        Outcome outcome = thread.outcome.orElseThrow();
        thread.waiting = Optional.empty();
        thread.outcome = Optional.empty();
        switch (op) {
            case Op.Locked locked -> {
                if (isHeld(outcome)) {
                    enter(thread, locked);
                }
            }
            case Op.Await await -> fence(thread, await.lock());
            case Op.Arrive _ -> {
                if (outcome == Outcome.Plain.ABANDONED) {
                    thread.todo.addFirst(op);
                }
            }
            case Op.Leave _ -> {}
            case Op.Use use -> accesses.granted(thread, use);
            default -> throw new IllegalStateException(OpText.of(op) + " waits for nothing of the core");
        }
    }

    private void perform(AppThread thread, Op op) {
        chaos(thread);
        if (!(op instanceof Op.Unchecked || op instanceof Op.LetGo)) {
            world.catchUp(thread);
        }
        switch (op) {
            case Op.Span span when !holds.mayHold(thread, accesses.pages(span)) -> thread.first(span.inside());
            case Op.Use use -> access(thread, use);
            case Op.LetGo _ -> holds.letGo(thread);
            case Op.Locked locked -> acquire(thread, locked);
            case Op.Release release -> {
                endSpans(thread);
                checkers.released(thread.number, release.lock());
                world.step(thread.drone, new Input.Release(thread.local, release.lock()));
            }
            case Op.Arrive arrive -> arrive(thread, arrive);
            case Op.Await await -> await(thread, await);
            case Op.Signal signal -> {
                endSpans(thread);
                checkers.signals(thread.number, signal.lock(), signal.condition(), signal.all());
                world.step(
                        thread.drone, new Input.Signal(thread.local, signal.lock(), signal.condition(), signal.all()));
            }
            case Op.Give give -> wake(tokens.give(thread, give.token()));
            case Op.Receive receive -> waitUnless(thread, op, tokens.receive(thread, receive.token()));
            case Op.Join _ -> waitUnless(thread, op, tokens.join(thread, world.threadsOf(thread.drone)));
            case Op.Admit admit -> attendance.admit(thread, admit.drone());
            case Op.Leave _ -> leave(thread);
            case Op.Gather _ -> waitUnless(thread, op, attendance.areAllIn(thread));
            case Op.Phase phase -> {
                if (!checkers.barriers.hasOpenedWithout(thread.number, phase.barrier())) {
                    thread.first(phase.ops());
                }
            }
            case Op.Collect _ -> world.step(thread.drone, new Input.Collect());
            case Op.Pause _ -> {}
            case Op.Put put -> thread.first(Unfolding.of(put));
            case Op.Take take -> thread.first(Unfolding.of(take));
            case Op.Open open -> thread.first(Unfolding.of(open));
            case Op.Pass pass -> thread.first(Unfolding.of(pass));
            case Op.Decide decide when waitsInVain(thread, decide) -> {}
            case Op.Decide decide -> thread.first(Unfolding.of(decide, thread.registers));
            case Op.Fetch fetch -> thread.first(Unfolding.of(fetch, thread.registers));
        }
    }

    /** {@return whether a thread finds a gate shut that nobody is left to open} */
    private boolean waitsInVain(AppThread thread, Op.Decide decide) {
        return decide.compound() instanceof Op.Pass pass
                && !Unfolding.isOpen(thread.registers)
                && !gates.mayOpen(pass.gate());
    }

    private void chaos(AppThread thread) {
        if (chances.collect() > 0 && thread.random.nextDouble() < chances.collect()) {
            world.step(thread.drone, new Input.Collect());
        }
    }

    /** Begins an access. Unless the core must be asked, it lands at once or after a gap. */
    private void access(AppThread thread, Op.Use op) {
        Optional<Input.Touch> touch = accesses.check(thread, op, nextTicket(thread));
        if (touch.isPresent()) {
            waitFor(thread, op, touch.get().ticket());
            world.step(thread.drone, touch.get());
            return;
        }
        thread.landing = Optional.of(op);
        if (thread.random.nextDouble() < chances.gap()) {
            world.goOn(thread, 1 + thread.random.nextInt(chances.gapMoments()));
        } else {
            land(thread);
        }
    }

    private void land(AppThread thread) {
        Op.Use op = thread.landing.orElseThrow();
        thread.landing = Optional.empty();
        accesses.land(thread, op);
    }

    private static void addLocks(Op.Locked locked, List<Long> wanted) {
        wanted.add(locked.lock());
        for (Op op : locked.body()) {
            if (op instanceof Op.Locked inner) {
                addLocks(inner, wanted);
            }
        }
    }

    private void acquire(AppThread thread, Op.Locked locked) {
        endSpans(thread);
        if (thread.random.nextDouble() < chances.summon()) {
            List<Long> wanted = new ArrayList<>();
            addLocks(locked, wanted);
            world.step(thread.drone, new Input.Summon(wanted));
        }
        long ticket = nextTicket(thread);
        waitFor(thread, locked, ticket);
        if (locked.manner() == Op.Manner.PATIENT) {
            giveUpLater(thread, ticket);
        }
        world.step(
                thread.drone, new Input.Acquire(ticket, thread.local, locked.lock(), locked.manner() == Op.Manner.TRY));
    }

    /** The thread runs on with the lock that it was granted. */
    private void enter(AppThread thread, Op.Locked locked) {
        fence(thread, locked.lock());
        thread.todo.addFirst(new Op.Release(locked.lock()));
        thread.first(locked.body());
    }

    private void fence(AppThread thread, long lock) {
        checkers.fenced(thread.number, lock, world.fence(thread.drone, lock));
    }

    private void await(AppThread thread, Op.Await await) {
        endSpans(thread);
        long ticket = nextTicket(thread);
        checkers.awaits(thread.number, await.lock(), await.condition());
        waitFor(thread, await, ticket);
        if (thread.random.nextDouble() < chances.impatience()) {
            giveUpLater(thread, ticket);
        }
        gates.awaits(thread);
        world.step(thread.drone, new Input.Await(ticket, thread.local, await.lock(), await.condition()));
    }

    private void arrive(AppThread thread, Op.Arrive arrive) {
        if (checkers.barriers.hasOpenedWithout(thread.number, arrive.barrier())) {
            checkers.barriers.leftOut(thread.number, arrive.barrier());
            return;
        }
        endSpans(thread);
        long ticket = nextTicket(thread);
        checkers.arrived(thread.number, arrive.barrier());
        waitFor(thread, arrive, ticket);
        if (arrive.impatient()) {
            giveUpLater(thread, ticket);
        }
        world.step(thread.drone, new Input.Arrive(ticket, thread.local, arrive.barrier(), arrive.threads()));
    }

    /** The drone leaves, or does so when somebody has come in who stays. */
    private void leave(AppThread thread) {
        if (attendance.mayLeave(thread)) {
            endSpans(thread);
            long ticket = nextTicket(thread);
            waitFor(thread, new Op.Leave(), ticket);
            world.leave(thread.drone, ticket);
        } else {
            waitUnless(thread, new Op.Leave(), false);
        }
    }

    private void giveUpLater(AppThread thread, long ticket) {
        if (thread.patience > 0) {
            thread.patience--;
            world.giveUpAfter(thread, ticket, thread.random.nextInt(1 + chances.patienceMoments()));
        }
    }

    private void waitFor(AppThread thread, Op op, long ticket) {
        thread.ticket = ticket;
        thread.waiting = Optional.of(op);
        if (chances.inquire() > 0 && thread.random.nextDouble() < chances.inquire()) {
            world.askAfter(thread, ticket, thread.random.nextInt(1 + chances.slowMoments()));
        }
    }

    /** A thread synchronises, and so may use its spans no longer. */
    private void endSpans(AppThread thread) {
        thread.spanOpen = false;
        holds.letGo(thread);
    }

    /** What a thread waits for here its drone hears nothing of, so it may hold what it holds for as long as it likes. */
    private void waitUnless(AppThread thread, Op op, boolean there) {
        thread.spanOpen = false;
        if (thread.random.nextDouble() < chances.letGo()) {
            holds.letGo(thread);
        }
        if (!there) {
            thread.waiting = Optional.of(op);
        }
    }

    /** Threads that waited for others by other means than the core look again. */
    void wake(List<AppThread> threads) {
        for (AppThread thread : threads) {
            thread.todo.addFirst(thread.waiting.orElseThrow());
            thread.waiting = Optional.empty();
            world.goOn(thread, 1 + thread.random.nextInt(4));
        }
    }

    private long nextTicket(AppThread thread) {
        int threads = world.threadCount();
        lastTicket = (lastTicket / threads + 1) * threads + thread.number;
        return lastTicket;
    }
}
