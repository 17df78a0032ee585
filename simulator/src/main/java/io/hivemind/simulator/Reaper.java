package io.hivemind.simulator;

import io.hivemind.protocol.Message;
import io.hivemind.simulator.Agenda.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lets drones fail, at odd moments and more often while the view changes, and lets each other drone find out at a moment of its own. It
 * leaves so many that they have to go on, and where releases are backed up no more fail at a time than there are copies.
 */
final class Reaper {
    private final Members members;
    private final Attendance attendance;
    private final Recovery recovery;
    private final Dangers dangers;
    private final Fates fates;
    private final Agenda agenda;
    private final Chances chances;
    private final SplittableRandom random;
    private final int drones;
    private int left;

    Reaper(
            Members members,
            Attendance attendance,
            Recovery recovery,
            Dangers dangers,
            Fates fates,
            Agenda agenda,
            Chances chances,
            int drones,
            SplittableRandom random) {
        this.members = members;
        this.attendance = attendance;
        this.recovery = recovery;
        this.dangers = dangers;
        this.fates = fates;
        this.agenda = agenda;
        this.chances = chances;
        this.random = random;
        this.drones = drones;
        this.left = chances.faults().kills();
        if (left > 0) {
            again();
        }
    }

    private void again() {
        agenda.after(1 + random.nextInt(chances.faults().everyMoments()), new Event.Kill(Event.ANYBODY));
    }

    /** A drone sends: perhaps it does nothing more after that, or the other does not get it any more. */
    void sent(int from, int to, Message message) {
        if (left > 0
                && changesTheView(message)
                && random.nextDouble() < chances.faults().trigger()) {
            int victim = random.nextInt(3) > 0 ? from : to;
            agenda.after(random.nextInt(2 + 2 * chances.quickMoments()), new Event.Kill(victim));
        }
    }

    /** {@return whether a message has to do with a change of the view, the most delicate of times} */
    static boolean changesTheView(Message message) {
        return switch (message) {
            case Message.ChangeCall _,
                    Message.ChangeReport _,
                    Message.ChangePrepare _,
                    Message.ChangeHoldings _,
                    Message.ChangePropose _,
                    Message.ChangeAccept _,
                    Message.ChangeDecided _,
                    Message.ChangeBehind _,
                    Message.CollectDone _,
                    Message.CollectFree _,
                    Message.AdmitWanted _,
                    Message.Suspected _,
                    Message.LeaveGranted _ -> true;
            default -> false;
        };
    }

    /** Somebody is to fail. */
    void kill(Event.Kill kill) {
        if (left == 0) {
            return;
        }
        List<Integer> victims = new ArrayList<>();
        if (kill.victim() == Event.ANYBODY) {
            for (int drone = 0; drone < drones; drone++) {
                if (members.isThere(drone)) {
                    victims.add(drone);
                }
            }
            again();
        } else if (members.isThere(kill.victim())) {
            victims.add(kill.victim());
        }
        victims.removeIf(drone -> !mayFail(drone));
        if (!victims.isEmpty()) {
            left--;
            if (!recovery.isSettled()) {
                dangers.overlap();
            }
            fates.fails(victims.get(random.nextInt(3) == 0 ? 0 : random.nextInt(victims.size())), "fails");
        }
    }

    private boolean mayFail(int drone) {
        return attendance.maySpare(drone) && members.areEnoughWithout(drone) && recovery.maySpareOne();
    }
}
