package io.hivemind.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** How drones come and go in a run: newcomers in the order of their ranks, and nobody goes before somebody is in who stays. */
final class Attendance {
    private final World world;
    private final Members members;
    private final Program program;
    /** The drones that leave some time. */
    private final BitSet leavers;
    /** The newcomers for whom somebody has asked. */
    private final BitSet asked = new BitSet();

    private int nextNewcomer;
    private final List<AppThread> waiting = new ArrayList<>();

    Attendance(World world, Members members, Program program) {
        this.world = world;
        this.members = members;
        this.program = program;
        this.leavers = program.leavers();
        this.nextNewcomer = program.founders();
    }

    /** A thread lets a newcomer in; if one before it has not come yet, both come when somebody lets in that one. */
    void admit(AppThread thread, int drone) {
        asked.set(drone);
        while (asked.get(nextNewcomer)) {
            world.admit(thread.drone, nextNewcomer);
            nextNewcomer++;
        }
    }

    /** {@return whether somebody is in who stays; otherwise {@link #entered} will hand the thread out} */
    boolean mayLeave(AppThread thread) {
        boolean stays = false;
        for (int drone = 0; drone < program.drones(); drone++) {
            stays |= members.hasEntered(drone) && !leavers.get(drone);
        }
        return stays || waits(thread);
    }

    /** {@return whether all newcomers are in; otherwise {@link #entered} will hand the thread out} */
    boolean areAllIn(AppThread thread) {
        boolean all = true;
        for (int drone = program.founders(); drone < program.drones(); drone++) {
            all &= members.hasEntered(drone);
        }
        return all || waits(thread);
    }

    /** Somebody has come in. @return the threads that have waited for such a thing */
    List<AppThread> entered() {
        List<AppThread> woken = List.copyOf(waiting);
        waiting.clear();
        return woken;
    }

    private boolean waits(AppThread thread) {
        waiting.add(thread);
        return false;
    }
}
