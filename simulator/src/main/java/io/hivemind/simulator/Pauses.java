package io.hivemind.simulator;

import io.hivemind.simulator.Agenda.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Drones whose process is stopped for a while, and what waits for them meanwhile. When one resumes, all that is read at once: what comes over one
 * link in its order, and the links and threads in any.
 */
final class Pauses {
    private final Agenda agenda;
    private final SplittableRandom random;
    /** By drone that is stopped: what has happened to it since, in order. */
    private final Map<Integer, List<Event>> waiting = new TreeMap<>();

    Pauses(Agenda agenda, SplittableRandom random) {
        this.agenda = agenda;
        this.random = random;
    }

    boolean isStopped(int drone) {
        return waiting.containsKey(drone);
    }

    /** A drone is stopped for so many moments. */
    void stop(int drone, int moments) {
        waiting.put(drone, new ArrayList<>());
        agenda.after(moments, new Event.Resume(drone));
    }

    /** {@return whether an event has to wait, because it concerns a drone that is stopped} */
    boolean holdsUp(Event event) {
        List<Event> behind = waiting.get(event.drone());
        if (behind != null) {
            behind.add(event);
        }
        return behind != null;
    }

    /** A drone goes on. @return all that has waited for it, in an order in which it may notice it */
    List<Event> resume(int drone) {
        Map<Long, Deque<Event>> bySource = new TreeMap<>();
        List<Event> behind = waiting.getOrDefault(drone, List.of());
        behind.forEach(event ->
                bySource.computeIfAbsent(source(event), _ -> new ArrayDeque<>()).add(event));
        waiting.remove(drone);
        List<Event> noticed = new ArrayList<>();
        while (!bySource.isEmpty()) {
            List<Long> sources = List.copyOf(bySource.keySet());
            long source = sources.get(random.nextInt(sources.size()));
            Deque<Event> queue = bySource.getOrDefault(source, new ArrayDeque<>());
            for (int i = random.nextInt(8); i >= 0 && !queue.isEmpty(); i--) {
                noticed.add(queue.remove());
            }
            if (queue.isEmpty()) {
                bySource.remove(source);
            }
        }
        return noticed;
    }

    /** What keeps its order: a link, or all that comes from within. */
    private static long source(Event event) {
        return switch (event) {
            case Event.Deliver deliver -> deliver.from();
            case Event.Suspect suspect -> suspect.failed();
            case Event.Excluded excluded -> excluded.from();
            default -> Event.ANYBODY;
        };
    }
}
