package io.hivemind.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How drones come and go in a run: newcomers in the order of their ranks, and nobody goes before somebody is in who stays. */
final class Attendance {
    private final World world;
    private final Members members;
    private final Dangers dangers;
    private final Program program;
    /** The drones that leave some time. */
    private final BitSet leavers;
    /** The newcomers for whom somebody has asked. */
    private final BitSet asked = new BitSet();

    /** The newcomers that nobody will let in any more. */
    private final BitSet calledOff = new BitSet();
    /** By newcomer: who let it in. */
    private final Map<Integer, Integer> hosts = new TreeMap<>();

    private int nextNewcomer;
    private final List<AppThread> waiting = new ArrayList<>();

    Attendance(World world, Members members, Dangers dangers, Program program) {
        this.world = world;
        this.members = members;
        this.dangers = dangers;
        this.program = program;
        this.leavers = program.leavers();
        this.nextNewcomer = program.founders();
    }

    /** A thread lets a newcomer in, unless that has been called off; if one before it has not come yet, both come when somebody lets in that one. */
    void admit(AppThread thread, int drone) {
        asked.set(drone, !calledOff.get(drone));
        for (int newcomer : takeAsked(thread.drone)) {
            world.admit(thread.drone, newcomer);
        }
    }

    /** {@return those whose turn it is to be let in, which {@code host} does from now on} */
    private List<Integer> takeAsked(int host) {
        List<Integer> next = new ArrayList<>();
        while (asked.get(nextNewcomer) || calledOff.get(nextNewcomer)) {
            int newcomer = nextNewcomer++;
            if (asked.get(newcomer)) {
                hosts.put(newcomer, host);
                next.add(newcomer);
            }
        }
        return next;
    }

    /** {@return whether the others do not depend on a drone} Somebody must be left who stays, and those whom it let in must be in. */
    boolean maySpare(int drone) {
        boolean stays = false;
        for (int other = 0; other < program.drones(); other++) {
            stays |= other != drone && staysOn(other);
        }
        return stays
                && hosts.entrySet().stream()
                        .allMatch(each -> each.getValue() != drone || members.hasEntered(each.getKey()));
    }

    private boolean staysOn(int drone) {
        return members.hasEntered(drone)
                && !members.isGone(drone)
                && !members.hasFailed(drone)
                && !dangers.threaten(drone)
                && !leavers.get(drone);
    }

    /** A drone is out, and will not let in whom it would have. @return those whom it was letting in */
    List<Integer> fails(int drone) {
        List<AppThread> threads = world.threadsOf(drone);
        callOff(threads);
        List<Integer> well = members.inAndWell();
        if (well.isEmpty()) {
            calledOff.set(nextNewcomer, program.drones());
        }
        calledOff.stream().filter(newcomer -> !members.hasEntered(newcomer)).forEach(world::stop);
        waiting.removeIf(threads::contains);
        well.stream()
                .findFirst()
                .ifPresent(host -> takeAsked(host).forEach(newcomer -> world.admitLater(host, newcomer)));
        return hosts.entrySet().stream()
                .filter(each -> each.getValue() == drone && !members.hasEntered(each.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A newcomer is to be let in by a drone, or if that has left by another, or if nobody is left not at all. */
    void letIn(int host, int newcomer) {
        if (members.isGone(host)) {
            members.inAndWell().stream()
                    .findFirst()
                    .ifPresentOrElse(
                            other -> {
                                hosts.put(newcomer, other);
                                world.admitLater(other, newcomer);
                            },
                            () -> {
                                calledOff.set(newcomer);
                                world.stop(newcomer);
                            });
        } else {
            world.admit(host, newcomer);
        }
    }

    /**
     * {@return whether somebody is in who stays, or nobody ever will be, or one who was to stay is out and somebody else is in; otherwise
     * {@link #entered} will hand the thread out}
     */
    boolean mayLeave(AppThread thread) {
        boolean stays = false;
        boolean willStay = false;
        for (int drone = 0; drone < program.drones(); drone++) {
            boolean mayStay =
                    !members.isGone(drone) && !members.hasFailed(drone) && !calledOff.get(drone) && !leavers.get(drone);
            willStay |= mayStay;
            stays |= mayStay && members.hasEntered(drone);
        }
        boolean isOneLeft = members.failures() > 0
                && members.inAndWell().stream()
                        .anyMatch(other ->
                                other != thread.drone && !members.isLeaving(other) && !dangers.threaten(other));
        return stays || !willStay || isOneLeft || waits(thread);
    }

    /** {@return whether all newcomers are in; otherwise {@link #entered} will hand the thread out} */
    boolean areAllIn(AppThread thread) {
        boolean all = true;
        for (int drone = program.founders(); drone < program.drones(); drone++) {
            all &= members.hasEntered(drone) || members.isGone(drone) || calledOff.get(drone);
        }
        return all || waits(thread);
    }

    /** Somebody has come in. @return the threads that have waited for such a thing */
    List<AppThread> entered() {
        List<AppThread> woken = List.copyOf(waiting);
        waiting.clear();
        return woken;
    }

    /** Nobody will let in whom these threads would have, nor whom those would have. */
    private void callOff(List<AppThread> threads) {
        BitSet uninvited = new BitSet();
        for (AppThread thread : threads) {
            Program.addAdmitted(List.copyOf(thread.todo), uninvited);
            thread.waiting.ifPresent(op -> Program.addAdmitted(List.of(op), uninvited));
        }
        uninvited.andNot(asked);
        uninvited.andNot(calledOff);
        calledOff.or(uninvited);
        uninvited.stream().forEach(drone -> callOff(world.threadsOf(drone)));
    }

    private boolean waits(AppThread thread) {
        waiting.add(thread);
        return false;
    }
}
