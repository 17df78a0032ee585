package io.hivemind.protocol;

import io.hivemind.pages.SegmentPages;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * A few nodes in one thread for tests that look at single steps: messages wait on their link until the test delivers them.
 * Every drone has thread 0 registered; its loads and stores check the access table as the product does.
 */
final class TinyHive extends TinyNetwork {
    static final int PAGE_SIZE = 64;

    /** A link that {@code lost} has closed, of which {@code at} has not found out. */
    private record Closed(int at, int lost) {}

    private final List<Node> nodes = new ArrayList<>();
    private final List<SegmentPages> pages = new ArrayList<>();
    private final List<byte[]> heaps = new ArrayList<>();
    private final List<byte[]> access = new ArrayList<>();
    /** What drones were told of losses. */
    private final List<Message.Repair> losses = new ArrayList<>();
    /** The drones that could not go on. */
    private final TreeSet<Integer> expelled = new TreeSet<>();
    /** The links that one side has closed, and of which the other has not found out. */
    private final ArrayDeque<Closed> broken = new ArrayDeque<>();
    /** By drone, the views that it was told of. */
    private final List<List<View>> views = new ArrayList<>();

    private final Map<Long, Outcome> outcomes = new LinkedHashMap<>();
    private final Input.Manner manner;
    /** The drone whose thread touched last, and may be about to access what it touched. */
    private int atWork = -1;

    private final int founders;
    private final IntFunction<NodeConfig> pattern;
    private long nextTicket = 1;

    TinyHive(int size) {
        this(size, 1 << 20);
    }

    TinyHive(int size, long budgetBytes) {
        this(size, budgetBytes, 16, NodeConfig.USUAL_ARITY);
    }

    TinyHive(int size, long budgetBytes, int pageCount, int arity) {
        this(size, budgetBytes, pageCount, NodeConfig.Ahead.NOTHING, arity);
    }

    TinyHive(int size, NodeConfig.Ahead ahead) {
        this(size, 1 << 20, 16, ahead, NodeConfig.USUAL_ARITY);
    }

    /** A hive whose drones have room for a part of the pages only. A page counts as much more than it has. */
    TinyHive(int size, int pageCount, Room room) {
        this(size, 1 << 20, pageCount, NodeConfig.Ahead.NOTHING, NodeConfig.USUAL_ARITY, room);
    }

    /** A hive of {@code size} drones in which {@code backup} others have what each has released. */
    static TinyHive backed(int size, int backup) {
        return backed(size, backup, 16);
    }

    /** The same with so many pages. */
    static TinyHive backed(int size, int backup, int pageCount) {
        return new TinyHive(
                size, 1 << 20, pageCount, NodeConfig.Ahead.NOTHING, NodeConfig.USUAL_ARITY, Room.UNBOUNDED, backup);
    }

    private TinyHive(int size, long budgetBytes, int pageCount, NodeConfig.Ahead ahead, int arity) {
        this(size, budgetBytes, pageCount, ahead, arity, Room.UNBOUNDED);
    }

    private TinyHive(int size, long budgetBytes, int pageCount, NodeConfig.Ahead ahead, int arity, Room room) {
        this(size, budgetBytes, pageCount, ahead, arity, room, 0);
    }

    private TinyHive(
            int size, long budgetBytes, int pageCount, NodeConfig.Ahead ahead, int arity, Room room, int backup) {
        manner = room.isBounded() ? Input.Manner.SETTLED : Input.Manner.LOOSE;
        founders = size;
        pattern = rank -> new NodeConfig(rank, size, pageCount, budgetBytes, 1, ahead, arity, room, backup);
        for (int rank = 0; rank < size; rank++) {
            add();
        }
    }

    /** Makes one more drone: a founder, or after them a newcomer, which waits to be admitted. Returns its rank. */
    int add() {
        int rank = nodes.size();
        NodeConfig config = pattern.apply(rank);
        byte[] heap = new byte[config.pages() * PAGE_SIZE];
        byte[] table = new byte[config.pages()];
        SegmentPages memory = new SegmentPages(MemorySegment.ofArray(heap), PAGE_SIZE, MemorySegment.ofArray(table));
        heaps.add(heap);
        access.add(table);
        pages.add(memory);
        views.add(new ArrayList<>());
        nodes.add(new Node(config, memory, effects(rank)));
        step(rank, new Input.Register(0));
        return rank;
    }

    /** A newcomer comes in, delivering whatever that takes. Returns its rank. */
    int join() {
        int rank = add();
        step(coordinator(), new Input.Admit(rank));
        settle();
        return rank;
    }

    /** A drone fails, and all others find out, delivering whatever follows. */
    void fail(int rank) {
        kill(rank);
        for (int other = 0; other < nodes.size(); other++) {
            if (!isDead(other)) {
                step(other, new Input.Suspect(rank));
            }
        }
        settle();
    }

    /** What drones were told of losses. */
    List<Message.Repair> losses() {
        return losses;
    }

    /** The drones that could not go on. */
    Set<Integer> expelled() {
        return expelled;
    }

    /** A member leaves, delivering whatever that takes. */
    void leave(int rank) {
        long ticket = ticket();
        step(rank, new Input.Leave(ticket));
        settle();
        outcome(ticket);
    }

    /** The views that a drone was told of. */
    List<View> views(int rank) {
        return views.get(rank);
    }

    /** The view that is the newest for anybody. */
    View view() {
        return views.stream()
                .flatMap(List::stream)
                .max(Comparator.comparingInt(View::number))
                .orElse(View.first(founders));
    }

    private int coordinator() {
        return view().coordinator();
    }

    private Effects effects(int rank) {
        return new Effects() {
            @Override
            public void send(int to, Message message) {
                put(rank, to, message);
            }

            @Override
            public void lost(List<Message.Repair> repairs) {
                losses.addAll(repairs);
            }

            @Override
            public void suspect(int drone) {
                broken.add(new Closed(drone, rank));
            }

            @Override
            public void expelled(String why) {
                expelled.add(rank);
            }

            @Override
            public void view(View view) {
                views.get(rank).add(view);
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

    @Override
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

    /** Closed links are found out. Of drones with bounded room thread 0 is seen outside any access, unless it touched last. */
    @Override
    boolean look() {
        boolean seen = !broken.isEmpty();
        while (!broken.isEmpty()) {
            Closed link = broken.remove();
            if (!isDead(link.at())) {
                step(link.at(), new Input.Suspect(link.lost()));
            }
        }
        for (int rank = 0; rank < nodes.size() && manner == Input.Manner.SETTLED; rank++) {
            int waiting = nodes.get(rank).cooling();
            if (waiting > 0 && rank != atWork) {
                step(rank, new Input.Quiesce(0));
                seen |= nodes.get(rank).cooling() < waiting;
            }
        }
        return seen;
    }

    long touch(int rank, int page, Access wanted) {
        return touch(rank, 0, page, 1, wanted);
    }

    long touch(int rank, int thread, int page, int count, Access wanted) {
        return touch(rank, thread, page, count, wanted, manner);
    }

    long touch(int rank, int thread, int page, int count, Access wanted, Input.Manner how) {
        long ticket = ticket();
        atWork = rank;
        step(rank, new Input.Touch(ticket, thread, page, count, wanted, how));
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

    /** Stores one byte into a page that is up to date, delivering nothing. */
    void storeHere(int rank, int address, int value) {
        outcome(touch(rank, address / PAGE_SIZE, Access.WRITE));
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

    long tryAcquire(int rank, int thread, long lock) {
        long ticket = ticket();
        step(rank, new Input.Acquire(ticket, thread, lock, true));
        return ticket;
    }

    void unlock(int rank, long lock) {
        unlock(rank, 0, lock);
    }

    void unlock(int rank, int thread, long lock) {
        step(rank, new Input.Release(thread, lock));
    }

    /** Drone {@code to} takes {@code lock}, which {@code from} has written under or not, and keeps it. */
    void pass(int from, int to, long lock) {
        lock(from, lock);
        unlock(from, lock);
        lock(to, lock);
    }

    long await(int rank, int thread, long lock, int condition) {
        long ticket = ticket();
        step(rank, new Input.Await(ticket, thread, lock, condition));
        return ticket;
    }

    void signal(int rank, long lock, int condition) {
        step(rank, new Input.Signal(0, lock, condition, false));
    }

    void signalAll(int rank, long lock, int condition) {
        step(rank, new Input.Signal(0, lock, condition, true));
    }

    void abandon(int rank, long ticket) {
        step(rank, new Input.Abandon(ticket));
    }

    /** What the wait {@code about} waits for, delivering whatever it takes to find out. */
    String inquire(int rank, long about) {
        long ticket = ticket();
        step(rank, new Input.Inquire(ticket, about));
        settle();
        return ((Outcome.Answer) outcome(ticket)).text();
    }

    long arrive(int rank, int barrier) {
        return arrive(rank, 0, barrier, 1);
    }

    long arrive(int rank, int thread, int barrier, int threads) {
        long ticket = ticket();
        step(rank, new Input.Arrive(ticket, thread, barrier, threads));
        return ticket;
    }

    /** All drones collect, carried by barrier 0. */
    void collect() {
        step(0, new Input.Collect());
        barrier();
    }

    Totals totals(int rank) {
        return nodes.get(rank).totals();
    }

    /** All drones pass barrier 0. */
    void barrier() {
        List<Long> tickets = new ArrayList<>();
        for (int rank : view().members()) {
            tickets.add(arrive(rank, 0));
        }
        settle();
        tickets.forEach(this::outcome);
    }
}
