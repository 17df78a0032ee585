package io.hivemind.protocol;

import io.hivemind.protocol.Message.BarrierStanding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All barriers as the threads of one drone see them; state is kept for each barrier id (I40, I41). */
final class Barriers {
    /** A thread of this drone at a barrier. Its ticket is {@link #GONE} while it has abandoned its wait. */
    static final class Arrival {
        final int thread;
        long ticket;

        private Arrival(int thread, long ticket) {
            this.thread = thread;
            this.ticket = ticket;
        }

        boolean isGone() {
            return ticket == GONE;
        }
    }

    private static final class Barrier {
        /** The threads that will arrive together, in order; full ones have left for {@link #waiting}. */
        private ArrayList<Arrival> gathering = new ArrayList<>(1);
        /** The threads for which this drone has arrived and waits; empty if it has not. */
        private List<Arrival> waiting = List.of();
        /** Groups that gathered while another waited. */
        private final ArrayDeque<List<Arrival>> next = new ArrayDeque<>(0);
        /** The threads that abandoned a wait which has ended since, and in which view; their next arrival learns of it. */
        private final TreeMap<Integer, View> passed = new TreeMap<>();
        /** How often it has opened. */
        private int opened;
    }

    /** The ticket of a thread that does not wait at present. */
    private static final long GONE = -1;

    private final TreeMap<Integer, Barrier> barriers = new TreeMap<>();
    /** By ticket, the barrier at which it waits. */
    private final TreeMap<Long, Integer> tickets = new TreeMap<>();

    private long passedCount;

    /** How many barriers this drone has passed. */
    long passed() {
        return passedCount;
    }

    /** The view in which a wait ended that the thread had abandoned; if so that is forgotten, and it need not arrive. Else null. */
    @Nullable
    View takePassed(Input.Arrive arrive) {
        return barrier(arrive.barrier()).passed.remove(arrive.thread());
    }

    /** Adds a thread, or takes up its abandoned wait. Returns whether this drone now arrives. */
    boolean arrive(Input.Arrive arrive) {
        Barrier barrier = barrier(arrive.barrier());
        tickets.put(arrive.ticket(), arrive.barrier());
        Arrival abandoned = abandonedBy(barrier, arrive.thread());
        if (abandoned != null) {
            abandoned.ticket = arrive.ticket();
            return false;
        }
        barrier.gathering.add(new Arrival(arrive.thread(), arrive.ticket()));
        if (barrier.gathering.size() < arrive.threads()) {
            return false;
        }
        barrier.next.add(barrier.gathering);
        barrier.gathering = new ArrayList<>(1);
        return promote(barrier);
    }

    /** The barrier opens for this drone, in {@code view}. Returns the threads that pass, of which some may have abandoned their wait. */
    List<Arrival> open(int id, View view) {
        Barrier barrier = barrier(id);
        if (barrier.waiting.isEmpty()) {
            throw new ProtocolException("Barrier " + id + " opened, but this drone has not arrived at it.");
        }
        List<Arrival> through = barrier.waiting;
        barrier.waiting = List.of();
        barrier.opened++;
        passedCount++;
        for (Arrival arrival : through) {
            if (arrival.isGone()) {
                barrier.passed.put(arrival.thread, view);
            } else {
                tickets.remove(arrival.ticket);
            }
        }
        return through;
    }

    /** After {@link #open}: whether a group that gathered meanwhile lets this drone arrive again. */
    boolean arriveAgain(int id) {
        return promote(barrier(id));
    }

    /** The wait of {@code ticket} is given up. Returns the thread whose it was, or null if there is no such wait. */
    @Nullable
    Integer abandon(long ticket) {
        Integer id = tickets.remove(ticket);
        if (id == null) {
            return null;
        }
        for (Arrival arrival : all(barrier(id))) {
            if (arrival.ticket == ticket) {
                arrival.ticket = GONE;
                return arrival.thread;
            }
        }
        throw new ProtocolException("Ticket " + ticket + " waits for barrier " + id + " but has not arrived at it.");
    }

    /** The barrier that {@code ticket} waits for, or null if none. */
    @Nullable
    Integer of(long ticket) {
        return tickets.get(ticket);
    }

    /** How often a barrier has opened for this drone. */
    int opened(int id) {
        return barriers.getOrDefault(id, new Barrier()).opened;
    }

    /** Whether this drone has arrived at a barrier and waits. */
    boolean isWaiting(int id) {
        return !barrier(id).waiting.isEmpty();
    }

    /** The barriers at which this drone waits. */
    List<Integer> waiting() {
        return barriers.keySet().stream().filter(this::isWaiting).toList();
    }

    /** How often each has opened. */
    List<BarrierStanding> report() {
        List<BarrierStanding> standings = new ArrayList<>(barriers.size());
        barriers.forEach((id, barrier) -> standings.add(new BarrierStanding(id, barrier.opened)));
        return standings;
    }

    /** A barrier has opened {@code times} times, some of them perhaps before this drone was there. */
    void told(int id, int times) {
        barrier(id).opened = times;
    }

    /** Whether this drone has arrived at a barrier that has opened {@code round} times before. */
    boolean hasArrived(int id, int round) {
        Barrier barrier = barriers.getOrDefault(id, new Barrier());
        return barrier.opened + (barrier.waiting.isEmpty() ? 0 : 1) > round;
    }

    private static boolean promote(Barrier barrier) {
        List<Arrival> group = barrier.waiting.isEmpty() ? barrier.next.poll() : null;
        if (group != null) {
            barrier.waiting = group;
        }
        return group != null;
    }

    private static @Nullable Arrival abandonedBy(Barrier barrier, int thread) {
        for (Arrival arrival : all(barrier)) {
            if (arrival.thread == thread && arrival.isGone()) {
                return arrival;
            }
        }
        return null;
    }

    private static List<Arrival> all(Barrier barrier) {
        List<Arrival> all = new ArrayList<>(barrier.waiting);
        barrier.next.forEach(all::addAll);
        all.addAll(barrier.gathering);
        return all;
    }

    private Barrier barrier(int id) {
        return barriers.computeIfAbsent(id, key -> new Barrier());
    }
}
