package io.hivemind.simulator;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Input;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.NodeConfig;
import io.hivemind.protocol.Outcome;
import io.hivemind.protocol.View;
import io.hivemind.simulator.Agenda.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * One run: a whole hive in one thread. It plays the network, the clock and the runtime of every drone, and lets threads,
 * messages and ticks happen in an order that the seed decides alone.
 */
final class World implements SimDrone.Surroundings {
    private final Program program;
    private final Chances chances;
    private final Journal journal;
    private final Checkers checkers;
    private final Agenda agenda = new Agenda();
    private final Links links;
    private final Runtimes runtimes;
    private final RoomWatch rooms;
    private final Members members;
    private final Attendance attendance;
    private final SplittableRandom coming;
    private final Dangers dangers = new Dangers();
    private final Recovery recovery;
    private final Breaks breaks;
    private final Fates fates;
    private final Reaper reaper;
    private final Pauses pauses;
    private final Isolation isolation;
    private final Interpreter interpreter;
    private final List<SimDrone> drones = new ArrayList<>();
    private final Crew crew;
    private final Hearsay hearsay;
    private long steps;

    World(Program program, Chances chances, SplittableRandom random, Journal journal) {
        this.program = program;
        this.chances = chances;
        this.journal = journal;
        this.checkers = new Checkers(program, chances.faults().areThere());
        this.links = new Links(program.drones(), chances, random.nextLong());
        this.runtimes = new Runtimes(this, chances, random.split());
        this.crew = new Crew(program, agenda, chances);
        this.rooms = new RoomWatch(chances.room(), crew.all());
        this.members = new Members(program.founders(), dangers);
        this.hearsay = new Hearsay(members, checkers, crew);
        this.attendance = new Attendance(this, members, dangers, program);
        this.coming = random.split();
        this.recovery = new Recovery(
                rank -> drone(rank).node().totals().collections(),
                members,
                dangers,
                checkers,
                program,
                chances.faults().backup());
        SplittableRandom failing = random.split();
        this.breaks = new Breaks(members, agenda, chances, program.drones(), failing);
        this.fates = new Fates(this, members, checkers, attendance, recovery, breaks, crew.gates(), agenda, chances);
        this.reaper =
                new Reaper(members, attendance, recovery, dangers, fates, agenda, chances, program.drones(), failing);
        this.interpreter = new Interpreter(
                this, attendance, chances, checkers, rooms, new Holds(this, chances, program), crew.gates());
        List<List<Op>> byThread = program.byThread();
        for (int rank = 0; rank < program.drones(); rank++) {
            NodeConfig config = new NodeConfig(
                    rank,
                    program.founders(),
                    program.pages(),
                    chances.budgetBytes(),
                    chances.graceTicks(),
                    chances.ahead(),
                    chances.arity(),
                    chances.room(),
                    chances.faults().backup());
            drones.add(new SimDrone(config, program.pageSize(), this));
            crew.add(byThread, random);
        }
        for (int rank = 0; rank < program.founders(); rank++) {
            crew.start(rank, random);
            startClock(rank, random);
        }
        this.pauses = new Pauses(agenda, random.split());
        this.isolation =
                new Isolation(this, members, recovery, dangers, breaks, pauses, agenda, chances, random.split());
        Exemptions.draw(program, chances.faults(), agenda, random.split());
    }

    private void startClock(int drone, SplittableRandom random) {
        agenda.after(random.nextInt(chances.tickMoments()), new Event.Tick(drone));
        agenda.after(random.nextInt(chances.lookMoments()), new Event.Look(drone));
    }

    /** Runs to the end. @throws Failure.Found if anything is wrong */
    void run() {
        while (crew.isRunning() || agenda.hasWork()) {
            Event event = agenda.next();
            happen(event);
            if (crew.isStuck(patience())) {
                throw new Failure.Found(Failure.Kind.HANG, new Hang(this, agenda, crew.all()).describe());
            }
        }
        members.requireSurvivors();
        journal.end();
    }

    /** Lets one thing happen, unless it has to wait until a drone goes on. */
    void happen(Event event) {
        steps++;
        if (pauses.holdsUp(event)) {
            return;
        }
        switch (event) {
            case Event.Deliver deliver -> {
                if (breaks.arrives(deliver.from(), deliver.to())) {
                    stepIfThere(deliver.to(), () -> new Input.Received(deliver.from(), deliver.message()));
                }
            }
            case Event.Go go -> {
                if (!members.hasEnded(go.drone())) {
                    crew.go(go.thread(), interpreter);
                }
            }
            case Event.Kill kill -> reaper.kill(kill);
            case Event.Isolate isolate -> isolation.isolate(isolate);
            case Event.Resume resume -> {
                befalls(resume.stopped(), "goes on");
                pauses.resume(resume.stopped()).forEach(this::happen);
            }
            case Event.Suspect suspect -> suspect(suspect.drone(), suspect.failed());
            case Event.Excluded excluded -> {
                if (breaks.arrives(excluded.from(), excluded.drone()) && !members.isGone(excluded.drone())) {
                    fates.excluded(excluded.from(), excluded.drone());
                }
            }
            case Event.Exempt exempt -> stepIfThere(exempt.drone(), () -> recovery.exempt(exempt.page()));
            case Event.End end -> fates.fails(end.drone(), "ends");
            case Event.Admit admit -> attendance.letIn(admit.drone(), admit.newcomer());
            case Event.Withdraw withdraw -> fates.withdraws(withdraw.drone());
            case Event.GiveUp giveUp -> stepIfThere(giveUp.drone(), () -> new Input.Abandon(giveUp.ticket()));
            case Event.Ask ask -> stepIfThere(ask.drone(), () -> new Input.Inquire(runtimes.question(), ask.ticket()));
            case Event.Tick tick -> {
                if (stepIfThere(tick.drone(), Input.Tick::new)) {
                    agenda.after(chances.tickMoments(), tick);
                }
            }
            case Event.Look look -> {
                if (!members.isGone(look.drone())) {
                    runtimes.look(drones.get(look.drone()), crew.of(look.drone()));
                    agenda.after(chances.lookMoments(), look);
                }
            }
        }
    }

    /** A drone finds out that another is gone, or that their link is. */
    private void suspect(int drone, int other) {
        if (!members.isGone(drone)) {
            members.suspected(other);
            breaks.closes(drone, other);
            step(drone, new Input.Suspect(other));
        }
    }

    /** Puts something into a drone's core, unless the drone was let go. Returns whether it was not. */
    private boolean stepIfThere(int drone, Supplier<Input> input) {
        boolean there = !members.isGone(drone);
        if (there) {
            step(drone, input.get());
        }
        return there;
    }

    /** Puts something into a drone's core. */
    void step(int drone, Input input) {
        journal.note(agenda.now(), drone, new Journal.Happening.In(input));
        drones.get(drone).step(input);
        hearsay.stepped(drone(drone));
        rooms.stepped(drones.get(drone));
    }

    @Override
    public void sent(int from, int to, Message message) {
        if (to == from || to < 0 || to >= drones.size()) {
            throw new Failure.Found(
                    Failure.Kind.STOPPED, "Drone " + from + " sends to drone " + to + ": " + Text.of(message) + ".");
        }
        if (breaks.isClosed(from, to)) {
            return;
        }
        if (breaks.isWhole(from, to)) {
            // Otherwise it may not have heard who has left.
            members.sends(from, to, message);
        }
        reaper.sent(from, to, message);
        isolation.sent(from, to, message);
        long arrival = links.arrival(agenda.now(), from, to);
        journal.note(agenda.now(), from, new Journal.Happening.Sent(to, message, arrival));
        agenda.at(arrival, new Event.Deliver(from, to, message));
    }

    @Override
    public void resumed(int drone, long ticket, Outcome outcome) {
        journal.note(agenda.now(), drone, new Journal.Happening.Resumed(ticket, outcome));
        if (runtimes.answered(ticket, outcome)) {
            return;
        }
        AppThread thread = crew.of(ticket);
        if (thread.ticket != ticket || thread.drone != drone) {
            throw new Failure.Found(
                    Failure.Kind.BAD_OUTCOME,
                    "Drone " + drone + " ends wait " + ticket + " with " + outcome + ", but " + thread
                            + " does not wait for that any more.");
        }
        interpreter.resumed(thread, outcome);
    }

    @Override
    public void lost(int drone, List<Message.Repair> repairs) {
        journal.note(agenda.now(), drone, new Journal.Happening.Lost(repairs));
        if (members.hasEntered(drone)) {
            fates.leavesOut(drones.get(drone).node().gone());
            recovery.lost(drone, repairs);
            repairs.forEach(repair -> crew.gates().lost(repair.page(), program.pageSize()));
        }
    }

    @Override
    public void suspected(int drone, int other) {
        breaks.closes(drone, other);
    }

    @Override
    public void expelled(int drone, String why) {
        befalls(drone, "cannot go on: " + why);
        fates.expelled(drone, why);
    }

    /** Something befalls a drone. */
    void befalls(int drone, String what) {
        journal.note(agenda.now(), drone, new Journal.Happening.Befell(what));
    }

    /** No thread of a drone goes on. */
    void stop(int drone) {
        crew.stop(drone);
    }

    /** Threads that have waited for others look again. */
    void wake(List<AppThread> woken) {
        interpreter.wake(woken);
    }

    /** A drone says something to another that is not for its core. */
    void say(int from, int to, Event word) {
        agenda.at(links.arrival(agenda.now(), from, to), word);
    }

    @Override
    public void viewed(int drone, View view) {
        journal.note(agenda.now(), drone, new Journal.Happening.Viewed(view));
        boolean comesIn = !members.hasEntered(drone);
        if (!comesIn) {
            hearsay.comes(drone);
        }
        List<Integer> gone = drones.get(drone).node().gone();
        fates.leavesOut(gone);
        members.viewed(drone, view);
        recovery.viewed(drone);
        gone.forEach(out -> fates.excludes(drone, out));
        if (comesIn) {
            dangers.in(drone);
            view.members().stream().filter(members::hasFailed).forEach(failed -> breaks.findsOut(drone, failed));
            crew.start(drone, coming);
            interpreter.wake(attendance.entered());
        }
    }

    /** A thread goes on, and knows of what others had done when the view changed. */
    void catchUp(AppThread thread) {
        hearsay.catchUp(thread);
    }

    /** A drone is to let a newcomer in, but not now: it may be in the middle of a step. */
    void admitLater(int drone, int newcomer) {
        agenda.after(0, new Event.Admit(drone, newcomer));
    }

    /** A drone lets a newcomer in. */
    void admit(int drone, int newcomer) {
        if (members.hasFailed(drone)) {
            return;
        }
        members.admit(newcomer);
        startClock(newcomer, coming);
        step(drone, new Input.Admit(newcomer));
    }

    /** A drone wants to leave. */
    void leave(int drone, long ticket) {
        members.leave(drone);
        crew.of(drone).forEach(checkers::departs);
        step(drone, new Input.Leave(ticket));
    }

    /** A drone was let go. Its process ends, and its last word to each of the others is that it will answer nothing any more. */
    void letGo(int drone) {
        members.letGo(drone);
        if (chances.faults().areThere()) {
            breaks.leaves(drone, links);
        }
    }

    @Override
    public void allowed(int drone, int page, Access access) {
        rooms.allowed(drone, page, access);
    }

    @Override
    public void dropping(int drone, int page) {
        rooms.dropping(drones.get(drone), page);
    }

    /** An access of a thread took place. */
    void landed(AppThread thread, Op access, long value) {
        journal.note(agenda.now(), thread.drone, new Journal.Happening.Landed(thread.local, access, value));
    }

    /** Lets a thread go on after some moments. */
    void goOn(AppThread thread, int moments) {
        crew.goOn(thread, moments);
    }

    /** A wait may be given up after some moments. */
    void giveUpAfter(AppThread thread, long ticket, int moments) {
        agenda.after(moments, new Event.GiveUp(thread.drone, ticket));
    }

    /** Somebody asks after some moments what a wait waits for. */
    void askAfter(AppThread thread, long ticket, int moments) {
        agenda.after(moments, new Event.Ask(thread.drone, ticket));
    }

    long fence(int drone, long lock) {
        return drones.get(drone).node().fence(lock);
    }

    SimDrone drone(int rank) {
        return drones.get(rank);
    }

    List<SimDrone> drones() {
        return drones;
    }

    List<AppThread> threadsOf(int drone) {
        return crew.of(drone);
    }

    Members members() {
        return members;
    }

    int threadCount() {
        return program.drones() * program.threads();
    }

    int pageSize() {
        return program.pageSize();
    }

    Checkers checkers() {
        return checkers;
    }

    Runtimes runtimes() {
        return runtimes;
    }

    /** {@return how many things have happened} */
    long steps() {
        return steps;
    }

    /** How long no thread need go on in a run in which nothing is wrong. */
    private long patience() {
        long round = 4L * (chances.slowMoments() + chances.quickMoments()) + chances.patienceMoments();
        return chances.faults().stopMoments()
                + 60 * round
                + (20L + chances.graceTicks()) * chances.tickMoments()
                + 60L * chances.lookMoments();
    }
}
