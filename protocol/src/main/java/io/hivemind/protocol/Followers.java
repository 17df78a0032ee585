package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The drones that ask for this drone's changes of a page each time it has made some. They are sent them unasked, for a
 * number of times that doubles whenever they ask again in the same way: so what is sent in vain never exceeds by much what
 * was asked for before, and nobody has to say that he does not need it any more (I52).
 */
final class Followers {
    private static final class Follower {
        /** How many more times it is sent changes before it has to ask. */
        private int turns;
        /** How many turns it gets when it asks again. */
        private int promised = 1;
    }

    private final int mostTurns;
    /** By page and drone. */
    private final TreeMap<Integer, TreeMap<Integer, Follower>> byPage = new TreeMap<>();

    Followers(int mostTurns) {
        this.mostTurns = mostTurns;
    }

    boolean areNone() {
        return byPage.isEmpty();
    }

    /**
     * A drone asks for changes of a page that this drone made.
     *
     * @param newestOnly whether it lacks the newest of them and no other, as one does that follows
     */
    void asked(Page page, int drone, boolean newestOnly) {
        if (mostTurns == 0) {
            return;
        }
        if (newestOnly) {
            Follower follower = byPage.computeIfAbsent(page.id, id -> new TreeMap<>())
                    .computeIfAbsent(drone, rank -> new Follower());
            follower.turns = follower.promised;
            follower.promised = Math.min(2 * follower.promised, mostTurns);
        } else {
            byPage.computeIfPresent(page.id, (id, ofPage) -> {
                ofPage.remove(drone);
                return ofPage.isEmpty() ? null : ofPage;
            });
        }
    }

    /** Those who are not in {@code view} ask no more. */
    void keep(View view) {
        byPage.values().removeIf(ofPage -> {
            ofPage.keySet().removeIf(drone -> !view.has(drone));
            return ofPage.isEmpty();
        });
    }

    /** The drones to which changes of a page go now, ascending; each has used up one of its turns. */
    List<Integer> nextFor(Page page) {
        TreeMap<Integer, Follower> ofPage = byPage.get(page.id);
        if (ofPage == null) {
            return List.of();
        }
        List<Integer> drones = new ArrayList<>(ofPage.size());
        ofPage.forEach((drone, follower) -> {
            if (follower.turns > 0) {
                follower.turns--;
                drones.add(drone);
            }
        });
        return drones;
    }
}
