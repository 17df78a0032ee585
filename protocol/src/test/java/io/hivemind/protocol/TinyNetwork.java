package io.hivemind.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** What is under way between the drones of a {@link TinyHive}, until the test delivers it, and all that ever was. */
abstract class TinyNetwork {
    /** A message on a link. */
    record Sent(int from, int to, Message message) {}

    /** By link, first sent first. */
    private final Map<List<Integer>, ArrayDeque<Sent>> links = new LinkedHashMap<>();
    /** Everything ever sent. */
    private final List<Sent> journal = new ArrayList<>();

    /** The drones that have failed. */
    private final TreeSet<Integer> dead = new TreeSet<>();

    /** Lets something happen to a drone. */
    abstract void step(int rank, Input input);

    /** Lets happen what drones wait for beside messages. Returns whether anything did. */
    abstract boolean look();

    /** A drone sends. */
    void put(int from, int to, Message message) {
        Sent sent = new Sent(from, to, message);
        journal.add(sent);
        if (!dead.contains(to)) {
            links.computeIfAbsent(List.of(from, to), link -> new ArrayDeque<>()).add(sent);
        }
    }

    /** A drone fails: nothing that it sent and that has not arrived arrives, and nothing is delivered to it. */
    void kill(int rank) {
        dead.add(rank);
        links.forEach((link, messages) -> {
            if (link.contains(rank)) {
                messages.clear();
            }
        });
    }

    boolean isDead(int rank) {
        return dead.contains(rank);
    }

    /** Delivers the first message on the way from one drone to another. */
    Message deliver(int from, int to) {
        ArrayDeque<Sent> link = links.getOrDefault(List.of(from, to), new ArrayDeque<>());
        Sent sent = link.remove();
        step(to, new Input.Received(from, sent.message()));
        return sent.message();
    }

    /** Delivers messages, link by link, until there are none. */
    void settle() {
        boolean delivered = true;
        while (delivered) {
            delivered = false;
            for (ArrayDeque<Sent> link : List.copyOf(links.values())) {
                Sent sent = link.poll();
                if (sent != null) {
                    step(sent.to(), new Input.Received(sent.from(), sent.message()));
                    delivered = true;
                }
            }
            delivered |= look();
        }
    }

    /** Delivers messages until there are none but on the link from one drone to another. */
    void settleBut(int from, int to) {
        ArrayDeque<Sent> held = links.computeIfAbsent(List.of(from, to), link -> new ArrayDeque<>());
        for (List<ArrayDeque<Sent>> busy = busyLinks(); ; busy = busyLinks()) {
            busy.remove(held);
            if (busy.isEmpty()) {
                return;
            }
            Sent sent = busy.getFirst().remove();
            step(sent.to(), new Input.Received(sent.from(), sent.message()));
        }
    }

    /** Delivers messages until there are none, each time from a link that {@code random} picks. */
    void settle(SplittableRandom random) {
        List<ArrayDeque<Sent>> busy = busyLinks();
        while (!busy.isEmpty()) {
            Sent sent = busy.get(random.nextInt(busy.size())).remove();
            step(sent.to(), new Input.Received(sent.from(), sent.message()));
            busy = busyLinks();
        }
    }

    private List<ArrayDeque<Sent>> busyLinks() {
        List<ArrayDeque<Sent>> busy = new ArrayList<>(links.values());
        busy.removeIf(ArrayDeque::isEmpty);
        return busy;
    }

    /** Hands a message to a drone that nobody sent. */
    void forge(int from, int to, Message message) {
        step(to, new Input.Received(from, message));
    }

    /** What has been sent since the first {@code count} messages. */
    List<Sent> sentSince(int count) {
        return List.copyOf(journal.subList(count, journal.size()));
    }

    /** The messages of one kind that have been sent since the first {@code count} messages. */
    <M extends Message> List<M> sentSince(int count, Class<M> kind) {
        return sentSince(count).stream()
                .map(Sent::message)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** What has been sent since the first {@code count} messages, each as in "0 to 1 LockGrant". */
    List<String> talkSince(int count) {
        return sentSince(count).stream()
                .map(sent -> sent.from() + " to " + sent.to() + " "
                        + sent.message().getClass().getSimpleName())
                .toList();
    }

    int sent() {
        return journal.size();
    }
}
