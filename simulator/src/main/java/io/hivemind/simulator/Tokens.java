package io.hivemind.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What threads of one drone hand to each other by Java's own means, of which the core hears nothing. */
final class Tokens {
    /** The key under which the end of a thread is published. */
    private record End(int thread) {}

    private record Given(int token) {}

    private final Order order;
    private final TreeSet<Integer> given = new TreeSet<>();
    private final Map<Integer, AppThread> receivers = new TreeMap<>();
    /** By drone: the thread that waits for the end of all others. */
    private final Map<Integer, AppThread> joiners = new TreeMap<>();

    Tokens(Order order) {
        this.order = order;
    }

    /** {@return the thread that has waited for the token, if one has} */
    List<AppThread> give(AppThread thread, int token) {
        order.publish(thread.number, new Given(token));
        given.add(token);
        return removed(receivers, token);
    }

    /** {@return whether the token is there; otherwise the thread will be handed out by {@link #give}} */
    boolean receive(AppThread thread, int token) {
        if (given.contains(token)) {
            order.receive(thread.number, new Given(token));
            return true;
        }
        receivers.put(token, thread);
        return false;
    }

    /** {@return the thread that waits for the end of all others, if this was the last} */
    List<AppThread> ended(AppThread thread, List<AppThread> all) {
        order.publish(thread.number, new End(thread.number));
        AppThread joiner = joiners.get(thread.drone);
        return joiner != null && othersEnded(joiner, all) ? removed(joiners, thread.drone) : List.of();
    }

    /** {@return whether all other threads of the drone have ended; otherwise {@link #ended} will hand the thread out} */
    boolean join(AppThread thread, List<AppThread> all) {
        if (!othersEnded(thread, all)) {
            joiners.put(thread.drone, thread);
            return false;
        }
        for (AppThread other : all) {
            order.receive(thread.number, new End(other.number));
        }
        return true;
    }

    private static boolean othersEnded(AppThread thread, List<AppThread> all) {
        return all.stream().allMatch(other -> other == thread || other.ended);
    }

    private static List<AppThread> removed(Map<Integer, AppThread> waiting, int key) {
        List<AppThread> woken = new ArrayList<>();
        AppThread thread = waiting.remove(key);
        if (thread != null) {
            woken.add(thread);
        }
        return woken;
    }
}
