package io.hivemind.protocol;

import io.hivemind.pages.SegmentPages;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A few nodes in one thread for tests that look at single steps: messages wait on their link until the test delivers them.
 * Every drone has thread 0 registered; its loads and stores check the access table as the product does.
 */
final class TinyHive {
    static final int PAGE_SIZE = 64;

    /** A message on a link. */
    record Sent(int from, int to, Message message) {}

    private final List<Node> nodes = new ArrayList<>();
    private final List<SegmentPages> pages = new ArrayList<>();
    private final List<byte[]> heaps = new ArrayList<>();
    private final List<byte[]> access = new ArrayList<>();
    /** By link, first sent first. */
    private final Map<List<Integer>, ArrayDeque<Sent>> links = new LinkedHashMap<>();
    /** Everything ever sent. */
    private final List<Sent> journal = new ArrayList<>();

    private final Map<Long, Outcome> outcomes = new LinkedHashMap<>();
    private long nextTicket = 1;

    TinyHive(int size) {
        this(size, 1 << 20);
    }

    TinyHive(int size, long budgetBytes) {
        int pageCount = 16;
        for (int rank = 0; rank < size; rank++) {
            byte[] heap = new byte[pageCount * PAGE_SIZE];
            byte[] table = new byte[pageCount];
            SegmentPages memory =
                    new SegmentPages(MemorySegment.ofArray(heap), PAGE_SIZE, MemorySegment.ofArray(table));
            heaps.add(heap);
            access.add(table);
            pages.add(memory);
            nodes.add(new Node(new NodeConfig(rank, size, pageCount, budgetBytes, 1), memory, effects(rank)));
            step(rank, new Input.Register(0));
        }
    }

    private Effects effects(int rank) {
        return new Effects() {
            @Override
            public void send(int to, Message message) {
                Sent sent = new Sent(rank, to, message);
                journal.add(sent);
                links.computeIfAbsent(List.of(rank, to), link -> new ArrayDeque<>())
                        .add(sent);
            }

            @Override
            public void resume(long ticket, Outcome outcome) {
                if (outcomes.put(ticket, outcome) != null) {
                    throw new AssertionError("ticket " + ticket + " was resumed twice");
                }
            }
        };
    }

    Node node(int rank) {
        return nodes.get(rank);
    }

    void step(int rank, Input input) {
        nodes.get(rank).step(input);
    }

    long ticket() {
        return nextTicket++;
    }

    boolean isOver(long ticket) {
        return outcomes.containsKey(ticket);
    }

    Outcome outcome(long ticket) {
        Outcome outcome = outcomes.get(ticket);
        if (outcome == null) {
            throw new AssertionError("ticket " + ticket + " still waits");
        }
        return outcome;
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
        }
    }

    /** What has been sent since the first {@code count} messages. */
    List<Sent> sentSince(int count) {
        return List.copyOf(journal.subList(count, journal.size()));
    }

    int sent() {
        return journal.size();
    }

    long touch(int rank, int page, Access wanted) {
        long ticket = ticket();
        step(rank, new Input.Touch(ticket, 0, page, 1, wanted));
        return ticket;
    }

    Access access(int rank, int page) {
        return Access.ofLevel(access.get(rank)[page]);
    }

    SegmentPages pages(int rank) {
        return pages.get(rank);
    }

    /** Brings the page in if need be, delivering whatever that takes, and stores one byte. */
    void store(int rank, int address, int value) {
        ensure(rank, address, Access.WRITE);
        storeUnchecked(rank, address, value);
    }

    /** The second half of a store whose check was earlier. */
    void storeUnchecked(int rank, int address, int value) {
        heaps.get(rank)[address] = (byte) value;
    }

    int load(int rank, int address) {
        ensure(rank, address, Access.READ);
        return heaps.get(rank)[address];
    }

    /** The byte as it lies in the drone's memory, whether the program may see it or not. */
    int peek(int rank, int address) {
        return MemorySegment.ofArray(heaps.get(rank)).get(ValueLayout.JAVA_BYTE, address);
    }

    private void ensure(int rank, int address, Access wanted) {
        if (!access(rank, address / PAGE_SIZE).allows(wanted)) {
            long ticket = touch(rank, address / PAGE_SIZE, wanted);
            settle();
            outcome(ticket);
        }
    }

    long acquire(int rank, long lock) {
        return acquire(rank, 0, lock);
    }

    long acquire(int rank, int thread, long lock) {
        long ticket = ticket();
        step(rank, new Input.Acquire(ticket, thread, lock, false));
        return ticket;
    }

    /** Acquires, delivering whatever that takes. */
    void lock(int rank, long lock) {
        long ticket = acquire(rank, lock);
        settle();
        outcome(ticket);
    }

    void unlock(int rank, long lock) {
        step(rank, new Input.Release(0, lock));
    }

    long arrive(int rank, int barrier) {
        long ticket = ticket();
        step(rank, new Input.Arrive(ticket, 0, barrier, 1));
        return ticket;
    }

    /** All drones pass barrier 0. */
    void barrier() {
        List<Long> tickets = new ArrayList<>();
        for (int rank = 0; rank < nodes.size(); rank++) {
            tickets.add(arrive(rank, 0));
        }
        settle();
        tickets.forEach(this::outcome);
    }
}
