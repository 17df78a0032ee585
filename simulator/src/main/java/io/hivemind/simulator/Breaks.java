package io.hivemind.simulator;

import io.hivemind.simulator.Agenda.Event;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which links are broken: what still arrives over them, and when those at their ends find out. A link never loses anything in the
 * middle: it ends, and sooner or later both drones are told so. That is what connections of TCP do, and silence that is noticed.
 */
final class Breaks {
    private final Members members;
    private final Agenda agenda;
    private final Chances chances;
    private final SplittableRandom random;
    private final int drones;
    /** By ordered pair, from drone and to drone: the last moment at which anything arrives. */
    private final Map<Long, Long> lastWords = new TreeMap<>();
    /** The ordered pairs of which the first says nothing to the second any more. */
    private final Set<Long> closed = new TreeSet<>();
    /** The ordered pairs of which the first finds out that the second is gone. */
    private final Set<Long> told = new TreeSet<>();

    Breaks(Members members, Agenda agenda, Chances chances, int drones, SplittableRandom random) {
        this.members = members;
        this.agenda = agenda;
        this.chances = chances;
        this.random = random;
        this.drones = drones;
    }

    /** {@return whether what {@code from} has sent to {@code to} arrives now} */
    boolean arrives(int from, int to) {
        return agenda.now() <= lastWords.getOrDefault(pair(from, to), Long.MAX_VALUE);
    }

    /** {@return whether {@code from} says nothing to {@code to} any more} */
    boolean isClosed(int from, int to) {
        return closed.contains(pair(from, to));
    }

    /** {@return whether both drones hear each other} */
    boolean isWhole(int one, int other) {
        return !lastWords.containsKey(pair(one, other)) && !lastWords.containsKey(pair(other, one));
    }

    /** A process has ended: the last that it sent arrives or does not, and each of the others finds out. */
    void ends(int drone) {
        for (int other = 0; other < drones; other++) {
            if (other != drone && members.isThere(other)) {
                breaks(drone, other, someMoments());
                findsOut(other, drone);
            }
        }
    }

    /** A process ends in good order: when it has said all that it had to say, each of the others hears that there will be no more. */
    void leaves(int drone, Links links) {
        for (int other = 0; other < drones; other++) {
            if (other != drone && members.isThere(other) && told.add(pair(other, drone))) {
                agenda.at(links.arrival(agenda.now(), drone, other), new Event.Suspect(other, drone));
            }
        }
    }

    /** What {@code from} says to {@code to} arrives for {@code moments} more, and then nothing. */
    void breaks(int from, int to, int moments) {
        lastWords.merge(pair(from, to), agenda.now() + moments, Math::min);
    }

    /** {@return a time in which some of what is on its way arrives} */
    int someMoments() {
        return random.nextInt(1 + chances.slowMoments());
    }

    /** A drone will find out that another is gone, or that their link is, which it cannot tell apart. */
    void findsOut(int who, int about) {
        findsOut(who, about, 0);
    }

    /** The same after so many moments or later. */
    void findsOut(int who, int about, int moments) {
        int most = 1 + 2 * chances.slowMoments() + (random.nextBoolean() ? 2 * chances.tickMoments() : 0);
        suspects(who, about, moments + 1 + random.nextInt(most));
    }

    /** A drone takes another to have failed after so many moments. */
    void suspects(int who, int about, int moments) {
        if (told.add(pair(who, about))) {
            agenda.after(moments, new Event.Suspect(who, about));
        }
    }

    /** A drone that takes another to have failed listens to it no more, and says nothing; so the other finds out as well. */
    void closes(int drone, int other) {
        if (closed.add(pair(drone, other)) && !members.isGone(other)) {
            breaks(other, drone, someMoments());
            findsOut(other, drone);
        }
    }

    private long pair(int from, int to) {
        return (long) from * drones + to;
    }
}
