package io.hivemind.simulator;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Input;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.NodeConfig;
import io.hivemind.protocol.Outcome;
import io.hivemind.protocol.View;
import io.hivemind.simulator.Agenda.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One run: a whole hive in one thread. It plays the network, the clock and the runtime of every drone, and lets threads,
 * messages and ticks happen in an order that the seed decides alone.
 */
final class World implements SimDrone.Surroundings {
    /** A page of which something is lost with the view of that number. */
    private record Loss(int view, int page) {}

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
    private final Reaper reaper;
    private final Set<Loss> losses = new HashSet<>();
    private final Interpreter interpreter;
    private final List<SimDrone> drones = new ArrayList<>();
    private final List<List<AppThread>> threads = new ArrayList<>();
    /** By drone: the number of the last view to the change of which it has come. */
    private final Map<Integer, Integer> cameTo = new TreeMap<>();

    private int running;
    private long steps;
    /** When a thread last went on: if none does for long, nothing ever will. */
    private long lastGo;

    World(Program program, Chances chances, SplittableRandom random, Journal journal) {
        this.program = program;
        this.chances = chances;
        this.journal = journal;
        this.checkers = new Checkers(program, chances.faults().areThere());
        this.links = new Links(program.drones(), chances, random.nextLong());
        this.runtimes = new Runtimes(this, chances, random.split());
        this.rooms = new RoomWatch(chances.room(), threads);
        this.members = new Members(program.founders());
        this.attendance = new Attendance(this, members, program);
        this.coming = random.split();
        this.reaper = new Reaper(this, members, agenda, chances, program.drones(), random.split());
        this.interpreter =
                new Interpreter(this, attendance, chances, checkers, rooms, new Holds(this, chances, program));
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
            List<AppThread> here = new ArrayList<>();
            for (int local = 0; local < program.threads(); local++) {
                int number = rank * program.threads() + local;
                here.add(new AppThread(number, rank, local, byThread.get(number), random.split()));
            }
            threads.add(here);
        }
        for (int rank = 0; rank < program.founders(); rank++) {
            startThreads(rank, random);
            startClock(rank, random);
        }
        running = threadCount();
    }

    private void startThreads(int drone, SplittableRandom random) {
        for (AppThread thread : threads.get(drone)) {
            goOn(thread, random.nextInt(chances.stopMoments()));
        }
    }

    private void startClock(int drone, SplittableRandom random) {
        agenda.after(random.nextInt(chances.tickMoments()), new Event.Tick(drone));
        agenda.after(random.nextInt(chances.lookMoments()), new Event.Look(drone));
    }

    /** Runs to the end. @throws Failure.Found if anything is wrong */
    void run() {
        while (running > 0 || agenda.hasWork()) {
            Event event = agenda.next();
            happen(event);
            if (agenda.now() - lastGo > patience() && running > 0) {
                throw new Failure.Found(Failure.Kind.HANG, new Hang(this, agenda, threads).describe());
            }
        }
        journal.end();
    }

    /** Lets one thing happen. */
    void happen(Event event) {
        steps++;
        switch (event) {
            case Event.Deliver deliver -> {
                if (reaper.arrives(deliver.from(), deliver.to())) {
                    stepIfThere(deliver.to(), () -> new Input.Received(deliver.from(), deliver.message()));
                }
            }
            case Event.Go go -> {
                if (!members.hasFailed(go.thread().drone)) {
                    go(go.thread());
                }
            }
            case Event.Kill kill -> reaper.kill(kill);
            case Event.Suspect suspect -> stepIfThere(suspect.drone(), () -> new Input.Suspect(suspect.failed()));
            case Event.GiveUp giveUp -> stepIfThere(giveUp.drone(), () -> new Input.Abandon(giveUp.ticket()));
            case Event.Ask ask -> stepIfThere(ask.drone(), () -> new Input.Inquire(runtimes.question(), ask.ticket()));
            case Event.Tick tick -> {
                if (stepIfThere(tick.drone(), Input.Tick::new)) {
                    agenda.after(chances.tickMoments(), tick);
                }
            }
            case Event.Look look -> {
                if (!members.isGone(look.drone())) {
                    runtimes.look(drones.get(look.drone()), threads.get(look.drone()));
                    agenda.after(chances.lookMoments(), look);
                }
            }
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
        rooms.stepped(drones.get(drone));
    }

    @Override
    public void sent(int from, int to, Message message) {
        if (to == from || to < 0 || to >= drones.size()) {
            throw new Failure.Found(
                    Failure.Kind.STOPPED, "Drone " + from + " sends to drone " + to + ": " + Text.of(message) + ".");
        }
        members.sends(from, to, message);
        if (message instanceof Message.ChangeCall || message instanceof Message.ChangeReport) {
            comes(from);
        }
        reaper.sent(from, to, message);
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
        int number = Interpreter.threadOf(ticket, threadCount());
        AppThread thread = threads.get(number / program.threads()).get(number % program.threads());
        if (thread.ticket != ticket || thread.drone != drone) {
            throw new Failure.Found(
                    Failure.Kind.BAD_OUTCOME,
                    "Drone " + drone + " ends wait " + ticket + " with " + outcome + ", but " + thread
                            + " does not wait for that any more.");
        }
        interpreter.resumed(thread, outcome);
    }

    /**
     * Whoever comes to a change of the view lets the others know of all that its threads have stored: every decision on the next view
     * includes what was reported first.
     */
    private void comes(int drone) {
        int next = members.viewOf(drone).number() + 1;
        if (cameTo.getOrDefault(drone, 0) < next) {
            cameTo.put(drone, next);
            threads.get(drone).forEach(thread -> checkers.comes(thread.number, next));
        }
    }

    @Override
    public void lost(int drone, List<Message.Repair> repairs) {
        journal.note(agenda.now(), drone, new Journal.Happening.Lost(repairs));
        if (!members.hasEntered(drone)) {
            return;
        }
        int next = members.viewOf(drone).number() + 1;
        for (Message.Repair repair : repairs) {
            if (chances.faults().backup() == 0 && losses.add(new Loss(next, repair.page()))) {
                int size = program.pageSize();
                checkers.past.ifPresent(past -> past.lose(repair.page() * size, size));
            }
        }
    }

    @Override
    public void expelled(int drone, String why) {
        throw new Failure.Found(
                Failure.Kind.BROKEN_VIEW, "Drone " + drone + " is expelled, and enough are left: " + why);
    }

    /** {@return whether the program ends without a drone} */
    boolean maySpare(int drone) {
        return attendance.maySpare(drone);
    }

    /** A drone fails. */
    void fail(int drone, String why) {
        journal.note(agenda.now(), drone, new Journal.Happening.Failed(why));
        members.fails(drone);
        checkers.fails(drone);
        List<AppThread> woken = attendance.fails(threads.get(drone), members.someMember());
        end(drone);
        interpreter.wake(woken);
    }

    /** No thread of a drone goes on, for it has failed or will never come. */
    void end(int drone) {
        for (AppThread thread : threads.get(drone)) {
            running -= thread.ended ? 0 : 1;
            thread.ended = true;
        }
    }

    @Override
    public void viewed(int drone, View view) {
        journal.note(agenda.now(), drone, new Journal.Happening.Viewed(view));
        boolean comesIn = !members.hasEntered(drone);
        if (!comesIn) {
            comes(drone);
        }
        members.viewed(drone, view);
        reaper.viewed(drone);
        if (comesIn) {
            view.members().stream().filter(members::hasFailed).forEach(failed -> reaper.findsOut(drone, failed));
            threads.get(drone).forEach(thread -> thread.viewSeen = view.number() - 1);
            startThreads(drone, coming);
            interpreter.wake(attendance.entered());
        }
    }

    /** What all drones had done before they came to the changes of the view is known to a thread that goes on. */
    void catchUp(AppThread thread) {
        int last = members.viewOf(thread.drone).number();
        while (thread.viewSeen < last) {
            thread.viewSeen++;
            checkers.goesOn(
                    thread.number,
                    thread.viewSeen,
                    members.view(thread.viewSeen).members(),
                    members.leftIn(thread.viewSeen).stream()
                            .filter(left -> !members.hasFailed(left))
                            .toList());
        }
    }

    /** A drone lets a newcomer in. */
    void admit(int drone, int newcomer) {
        members.admit(newcomer);
        startClock(newcomer, coming);
        step(drone, new Input.Admit(newcomer));
    }

    /** A drone wants to leave. */
    void leave(int drone, long ticket) {
        members.leave(drone);
        threads.get(drone).forEach(checkers::departs);
        step(drone, new Input.Leave(ticket));
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
        agenda.after(moments, new Event.Go(thread));
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
        return threads.get(drone);
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

    private void go(AppThread thread) {
        lastGo = agenda.now();
        boolean wasRunning = !thread.ended;
        interpreter.go(thread);
        running -= wasRunning && thread.ended ? 1 : 0;
    }

    /** How long no thread need go on in a run in which nothing is wrong. */
    private long patience() {
        long round = 4L * (chances.slowMoments() + chances.quickMoments()) + chances.patienceMoments();
        return 60 * round + (20L + chances.graceTicks()) * chances.tickMoments() + 60L * chances.lookMoments();
    }
}
