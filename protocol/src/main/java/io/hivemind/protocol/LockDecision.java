package io.hivemind.protocol;

import io.hivemind.protocol.Message.LockPlan;
import io.hivemind.protocol.Message.LockPlans;
import io.hivemind.protocol.Message.LockStanding;
import io.hivemind.protocol.Message.Waiter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the members of a new view have to do with one lock, found from where it stood at those of the old one (I66, I67). What was
 * on its way when they reported is gone: so a token that nobody reports goes to whoever comes first, as it was when it was sent.
 */
final class LockDecision {
    private static final int NOBODY = Locks.NOBODY;

    /** Where the lock stands at one drone. */
    private record Reported(int drone, LockStanding standing) {}

    private final View view;
    private final long lock;
    /** By drone, ascending. */
    private final SortedMap<Integer, LockStanding> standings;
    /** Who has the token; if it was on its way, who had it last. */
    private final Reported source;
    /** Whether a drone that is gone had the token, for all that is known. */
    private final boolean inherited;

    private final long fence;
    /** Of those who stay, who waits for the token, first first. */
    private final List<Integer> queue;

    private LockDecision(
            View view, Collection<Integer> gone, Losses losses, long lock, SortedMap<Integer, LockStanding> standings) {
        this.view = view;
        this.lock = lock;
        this.standings = standings;
        this.source = source();
        boolean absent = !source.standing().token();
        boolean lost = !gone.isEmpty() && absent && isLost(source.standing(), gone);
        boolean unheard = absent && source.standing().passedTo() == NOBODY && losses.concern(lock);
        this.inherited = lost || unheard || source.standing().inherited();
        this.fence = lost
                ? Math.max(losses.leastFence(), source.standing().fence())
                : source.standing().fence();
        this.queue = queue();
    }

    /** Who has the token, or had it last of those who have passed it on in this view; if nobody has, who knows the highest fence. */
    private Reported source() {
        Reported last = standings.entrySet().stream()
                .map(entry -> new Reported(entry.getKey(), entry.getValue()))
                .max(Comparator.comparing(
                                (Reported reported) -> reported.standing().token())
                        .thenComparing(reported -> reported.standing().passedTo() != NOBODY)
                        .thenComparingLong(reported -> reported.standing().fence()))
                .orElseThrow();
        Set<Integer> followed = new TreeSet<>();
        while (!last.standing().token() && followed.add(last.drone())) {
            LockStanding next = standings.get(last.standing().passedTo());
            if (next == null
                    || next.passedTo() == NOBODY
                    || next.fence() < last.standing().fence()) {
                return last;
            }
            last = new Reported(last.standing().passedTo(), next);
        }
        return last;
    }

    /** Whether a token that is nowhere was not on its way to anybody who is left. */
    private static boolean isLost(LockStanding source, Collection<Integer> gone) {
        return source.passedTo() == NOBODY || gone.contains(source.passedTo());
    }

    /**
     * The plans for every member of {@code view} who has to do with a lock, by drone.
     *
     * @param losses what has been lost until then, with those in {@code gone}
     */
    static List<LockPlans> decide(
            View view, Collection<Integer> gone, Losses losses, Map<Integer, List<LockStanding>> reports) {
        TreeMap<Long, TreeMap<Integer, LockStanding>> byLock = new TreeMap<>();
        reports.forEach((drone, standings) -> standings.forEach(standing ->
                byLock.computeIfAbsent(standing.lock(), lock -> new TreeMap<>()).put(drone, standing)));
        Map<Integer, List<LockPlan>> plans = new TreeMap<>();
        byLock.forEach((lock, standings) -> new LockDecision(view, gone, losses, lock, standings)
                .plans()
                .forEach((drone, plan) ->
                        plans.computeIfAbsent(drone, to -> new ArrayList<>()).add(plan)));
        List<LockPlans> all = new ArrayList<>(plans.size());
        plans.forEach((drone, ofDrone) -> all.add(new LockPlans(drone, ofDrone)));
        return all;
    }

    /** Those first who come after the one who has the token, then those of whom it is not known after whom. */
    private List<Integer> queue() {
        Set<Integer> followers = new TreeSet<>();
        standings.values().forEach(standing -> followers.add(standing.next()));
        Set<Integer> order = new LinkedHashSet<>();
        follow(source.standing().next(), order);
        for (int drone : standings.keySet()) {
            if (!followers.contains(drone)) {
                follow(drone, order);
            }
        }
        standings.keySet().forEach(drone -> follow(drone, order));
        order.removeIf(drone -> !view.has(drone) || !isWaiting(drone));
        return new ArrayList<>(order);
    }

    private void follow(int first, Set<Integer> order) {
        int drone = first;
        while (drone != NOBODY && order.add(drone)) {
            LockStanding standing = standings.get(drone);
            drone = standing == null ? NOBODY : standing.next();
        }
    }

    private boolean isWaiting(int drone) {
        LockStanding standing = standings.get(drone);
        return standing != null && standing.requested();
    }

    private boolean isImmediate(int drone) {
        LockStanding standing = standings.get(drone);
        return standing != null && standing.immediate();
    }

    private Map<Integer, LockPlan> plans() {
        int manager = view.members().get(Math.floorMod(lock, view.size()));
        List<Integer> chain = new ArrayList<>(queue);
        if (source.standing().token() && view.has(source.drone())) {
            chain.addFirst(source.drone());
        } else if (chain.isEmpty()) {
            chain.add(manager);
        }
        Set<Integer> concerned = new TreeSet<>(chain);
        concerned.add(manager);
        standings.keySet().stream().filter(view::has).forEach(concerned::add);
        Map<Integer, LockPlan> plans = new TreeMap<>();
        for (int drone : concerned) {
            plans.put(drone, plan(drone, drone == manager ? chain.getLast() : manager, chain));
        }
        return plans;
    }

    /** What {@code drone} has to do with the lock; the first in {@code chain} has the token. */
    private LockPlan plan(int drone, int askedLast, List<Integer> chain) {
        int place = chain.indexOf(drone);
        int next = place < 0 || place + 1 == chain.size() ? NOBODY : chain.get(place + 1);
        return new LockPlan(
                lock,
                askedLast,
                place == 0,
                place == 0 && inherited,
                fence,
                place > 0,
                next,
                isImmediate(next),
                place == 0 ? waiters() : List.of(),
                woken(drone));
    }

    private List<Waiter> waiters() {
        return source.standing().waiters().stream()
                .filter(waiter -> view.has(waiter.drone()))
                .toList();
    }

    /** The threads of {@code drone} that wait, for all that they know, and have been signalled. */
    private List<Long> woken(int drone) {
        LockStanding standing = standings.get(drone);
        return standing == null
                ? List.of()
                : standing.sleeping().stream()
                        .filter(ticket -> !isWaiting(drone, ticket))
                        .toList();
    }

    private boolean isWaiting(int drone, long ticket) {
        return source.standing().waiters().stream()
                .anyMatch(waiter -> waiter.drone() == drone && waiter.ticket() == ticket);
    }
}
