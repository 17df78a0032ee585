package io.hivemind.simulator;

import io.hivemind.protocol.Message;
import io.hivemind.protocol.View;
import io.hivemind.simulator.Agenda.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Lets drones fail, at odd moments and more often while the view changes, and lets each other drone find out at a moment of its own. It
 * leaves so many that they have to go on, and where releases are backed up no more fail at a time than there are copies.
 */
final class Reaper {
    private final World world;
    private final Members members;
    private final Agenda agenda;
    private final Chances chances;
    private final SplittableRandom random;
    private final int drones;
    /** By ordered pair, from drone and to drone: the last moment at which anything arrives. */
    private final Map<Long, Long> lastWords = new TreeMap<>();
    /** By drone: how many collections had ended there when its view changed last. */
    private final Map<Integer, Long> collections = new TreeMap<>();

    private int left;

    Reaper(World world, Members members, Agenda agenda, Chances chances, int drones, SplittableRandom random) {
        this.world = world;
        this.members = members;
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

    private static boolean changesTheView(Message message) {
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
                    Message.AdmitWanted _ -> true;
            default -> false;
        };
    }

    /** A drone is told of a view. */
    void viewed(int drone) {
        collections.put(drone, world.drone(drone).node().totals().collections());
    }

    /** {@return whether what {@code from} has sent to {@code to} arrives now} */
    boolean arrives(int from, int to) {
        return agenda.now() <= lastWords.getOrDefault(pair(from, to), Long.MAX_VALUE);
    }

    /** Somebody is to fail. */
    void kill(Event.Kill kill) {
        if (left == 0) {
            return;
        }
        List<Integer> victims = new ArrayList<>();
        if (kill.drone() == Event.ANYBODY) {
            for (int drone = 0; drone < drones; drone++) {
                if (members.isThere(drone)) {
                    victims.add(drone);
                }
            }
            again();
        } else if (members.isThere(kill.drone())) {
            victims.add(kill.drone());
        }
        victims.removeIf(drone -> !mayFail(drone));
        if (!victims.isEmpty()) {
            fail(victims.get(random.nextInt(3) == 0 ? 0 : random.nextInt(victims.size())), "fails");
        }
    }

    private void fail(int drone, String why) {
        left--;
        List<Integer> others = new ArrayList<>();
        for (int other = 0; other < drones; other++) {
            if (other != drone && members.isThere(other)) {
                others.add(other);
            }
        }
        world.fail(drone, why);
        for (int other : others) {
            lastWords.put(pair(drone, other), agenda.now() + random.nextInt(1 + chances.slowMoments()));
            findsOut(other, drone);
        }
    }

    /** A drone will find out that another has failed. */
    void findsOut(int drone, int failed) {
        int most = 1 + 2 * chances.slowMoments() + (random.nextBoolean() ? 2 * chances.tickMoments() : 0);
        agenda.after(1 + random.nextInt(most), new Event.Suspect(drone, failed));
    }

    private boolean mayFail(int drone) {
        return world.maySpare(drone)
                && members.areEnoughWithout(drone)
                && (chances.faults().backup() == 0 || isSettled());
    }

    /** Whether everybody has got over the failures before: has a view without those who failed, and freed the collection that came with it. */
    private boolean isSettled() {
        boolean settled = true;
        for (int drone = 0; drone < drones; drone++) {
            if (members.isThere(drone) && members.hasEntered(drone)) {
                View view = members.viewOf(drone);
                long ended = world.drone(drone).node().totals().collections();
                boolean changed = view.number() == 0 || ended > collections.getOrDefault(drone, 0L);
                settled &= changed && view.members().stream().noneMatch(members::hasFailed);
            }
        }
        return settled;
    }

    private long pair(int from, int to) {
        return (long) from * drones + to;
    }
}
