package io.hivemind.simulator;

import io.hivemind.simulator.Agenda.Event;
import java.util.List;

/**
 * How drones end before their program does: they fail, are left out by the others, cannot go on, or give up waiting to be let in. Who is left
 * out may go on for a while, since it does not know it; but nothing that it does from then on counts.
 */
final class Fates {
    private final World world;
    private final Members members;
    private final Checkers checkers;
    private final Attendance attendance;
    private final Recovery recovery;
    private final Breaks breaks;
    private final Gates gates;
    private final Agenda agenda;
    private final Chances chances;

    Fates(
            World world,
            Members members,
            Checkers checkers,
            Attendance attendance,
            Recovery recovery,
            Breaks breaks,
            Gates gates,
            Agenda agenda,
            Chances chances) {
        this.world = world;
        this.members = members;
        this.checkers = checkers;
        this.attendance = attendance;
        this.recovery = recovery;
        this.breaks = breaks;
        this.gates = gates;
        this.agenda = agenda;
        this.chances = chances;
    }

    /** The process of a drone ends. */
    void fails(int drone, String why) {
        world.befalls(drone, why);
        breaks.ends(drone);
        members.ends(drone);
        goesOut(drone);
        world.stop(drone);
    }

    /** Somebody goes on without these drones, of which some may not have failed at all. */
    void leavesOut(List<Integer> gone) {
        for (int drone : gone) {
            if (!members.hasFailed(drone) && !members.isGone(drone)) {
                world.befalls(drone, "is left out");
                goesOut(drone);
            }
        }
    }

    /** A drone has agreed with others on a view without {@code out}, and tells it so if it can. */
    void excludes(int drone, int out) {
        if (!members.isGone(out)) {
            world.say(drone, out, new Event.Excluded(drone, out));
            breaks.closes(drone, out);
        }
    }

    /** A drone is told that the others go on without it. */
    void excluded(int from, int drone) {
        members.isToldThatItIsOut(from, drone);
        fails(drone, "is told that it is out");
    }

    /** The core of a drone says that it cannot go on. It may be right only if enough of its view may be gone for it. */
    void expelled(int drone, String why) {
        if (!members.maySeeItselfCutOff(drone)) {
            throw new Failure.Found(
                    Failure.Kind.BROKEN_VIEW,
                    "Drone " + drone + " ends, and enough of " + Text.of(members.viewOf(drone)) + " are there: " + why);
        }
        goesOut(drone);
        agenda.after(0, new Event.End(drone));
    }

    /** Whoever was to let in a newcomer is out: perhaps nobody does it. */
    void mayWithdraw(int newcomer) {
        agenda.after(20L * chances.slowMoments() + 10L * chances.tickMoments(), new Event.Withdraw(newcomer));
    }

    /** A newcomer has waited for long. */
    void withdraws(int newcomer) {
        if (!members.hasEntered(newcomer) && !members.isGone(newcomer)) {
            fails(newcomer, "gives up");
        }
    }

    private void goesOut(int drone) {
        if (members.hasFailed(drone)) {
            return;
        }
        recovery.goes(drone);
        members.fails(drone);
        checkers.fails(drone);
        attendance.fails(drone).forEach(this::mayWithdraw);
        world.wake(attendance.entered());
        gates.out(drone);
    }
}
