package io.hivemind.simulator;

import io.hivemind.simulator.Agenda.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The threads of all drones: when they go on, and how many have not ended. */
final class Crew {
    private final Program program;
    private final Agenda agenda;
    private final Chances chances;
    private final List<List<AppThread>> byDrone = new ArrayList<>();
    private final Gates gates;
    private int running;
    /** When a thread last went on: if none does for long, nothing ever will. */
    private long lastGo;

    Crew(Program program, Agenda agenda, Chances chances) {
        this.program = program;
        this.agenda = agenda;
        this.chances = chances;
        this.gates = new Gates(byDrone, agenda, chances);
    }

    Gates gates() {
        return gates;
    }

    /** The threads of the next drone, each of which will draw from a source of its own. */
    void add(List<List<Op>> byThread, SplittableRandom random) {
        int rank = byDrone.size();
        List<AppThread> here = new ArrayList<>();
        for (int local = 0; local < program.threads(); local++) {
            int number = rank * program.threads() + local;
            here.add(new AppThread(number, rank, local, byThread.get(number), random.split()));
            gates.expect(rank, byThread.get(number));
        }
        byDrone.add(here);
        running += here.size();
    }

    List<List<AppThread>> all() {
        return byDrone;
    }

    List<AppThread> of(int drone) {
        return byDrone.get(drone);
    }

    AppThread of(long ticket) {
        int number = Interpreter.threadOf(ticket, program.drones() * program.threads());
        return byDrone.get(number / program.threads()).get(number % program.threads());
    }

    /** The threads of a drone begin. */
    void start(int drone, SplittableRandom random) {
        for (AppThread thread : of(drone)) {
            goOn(thread, random.nextInt(chances.stopMoments()));
        }
    }

    /** No thread of a drone goes on, for its process has ended or will never begin. */
    void stop(int drone) {
        for (AppThread thread : of(drone)) {
            running -= thread.ended ? 0 : 1;
            thread.ended = true;
        }
        gates.out(drone);
    }

    /** Lets a thread go on after some moments. */
    void goOn(AppThread thread, int moments) {
        agenda.after(moments, new Event.Go(thread));
    }

    /** A thread goes on now. */
    void go(AppThread thread, Interpreter interpreter) {
        lastGo = agenda.now();
        boolean wasRunning = !thread.ended;
        interpreter.go(thread);
        running -= wasRunning && thread.ended ? 1 : 0;
    }

    /** {@return whether a thread has not ended} */
    boolean isRunning() {
        return running > 0;
    }

    /** {@return whether a thread has not ended, and none has gone on for so long} */
    boolean isStuck(long patience) {
        return isRunning() && agenda.now() - lastGo > patience;
    }
}
