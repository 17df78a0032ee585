package io.hivemind.simulator;

import io.hivemind.pages.SegmentPages;
import io.hivemind.protocol.Access;
import io.hivemind.protocol.Effects;
import io.hivemind.protocol.Input;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Node;
import io.hivemind.protocol.NodeConfig;
import io.hivemind.protocol.Outcome;
import io.hivemind.protocol.View;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** One drone of a simulated hive: the real core over the real pages, in a heap so small that it fits an array. */
final class SimDrone {
    /** What becomes of the effects of a drone's core. */
    interface Surroundings {
        /** The core of {@code from} sends. */
        void sent(int from, int to, Message message);

        /** The core of {@code drone} ends a wait. */
        void resumed(int drone, long ticket, Outcome outcome);

        /** The core of {@code drone} says who is in from now on. */
        void viewed(int drone, View view);

        /** The core of {@code drone} says what drones that failed had written and nobody has. */
        default void lost(int drone, List<Message.Repair> repairs) {
            throw new IllegalStateException("Drone " + drone + " says that something is lost, and nobody failed.");
        }

        /** The core of {@code drone} takes {@code other} to have failed. */
        default void suspected(int drone, int other) {}

        /** The core of {@code drone} cannot go on. */
        default void expelled(int drone, String why) {
            throw new IllegalStateException("Drone " + drone + " cannot go on, and nobody failed: " + why);
        }

        /** The core of {@code drone} lets the program access a page in a certain way, and in no other. */
        default void allowed(int drone, int page, Access access) {}

        /** The core of {@code drone} is going to forget the bytes of a page. */
        default void dropping(int drone, int page) {}
    }

    private final int rank;
    private final int pageSize;
    private final byte[] heap;
    private final byte[] accessTable;
    private final Frames frames;
    private final Node node;

    SimDrone(NodeConfig config, int pageSize, Surroundings surroundings) {
        this.rank = config.rank();
        this.pageSize = pageSize;
        heap = new byte[config.pages() * pageSize];
        accessTable = new byte[config.pages()];
        SegmentPages pages =
                new SegmentPages(MemorySegment.ofArray(heap), pageSize, MemorySegment.ofArray(accessTable));
        frames = new Frames(pages, pageSize, new Frames.Listener() {
            @Override
            public void allowed(int page, Access access) {
                surroundings.allowed(rank, page, access);
            }

            @Override
            public void dropping(int page) {
                surroundings.dropping(rank, page);
            }
        });
        node = new Node(config, frames, new Effects() {
            @Override
            public void send(int to, Message message) {
                surroundings.sent(rank, to, message);
            }

            @Override
            public void resume(long ticket, Outcome outcome) {
                surroundings.resumed(rank, ticket, outcome);
            }

            @Override
            public void lost(List<Message.Repair> repairs) {
                surroundings.lost(rank, repairs);
            }

            @Override
            public void suspect(int drone) {
                surroundings.suspected(rank, drone);
            }

            @Override
            public void expelled(String why) {
                surroundings.expelled(rank, why);
            }

            @Override
            public void view(View view) {
                surroundings.viewed(rank, view);
            }
        });
    }

    int rank() {
        return rank;
    }

    Node node() {
        return node;
    }

    Frames frames() {
        return frames;
    }

    void step(Input input) {
        node.step(input);
    }

    int firstPage(int address) {
        return address / pageSize;
    }

    /** {@return how many pages {@code length} bytes from {@code address} on touch} */
    int pageCount(int address, int length) {
        return (address + length - 1) / pageSize - address / pageSize + 1;
    }

    /** {@return whether the program may do {@code wanted} there without asking} */
    boolean allows(int address, int length, Access wanted) {
        int first = firstPage(address);
        for (int page = first; page < first + pageCount(address, length); page++) {
            if (!Access.ofLevel(accessTable[page]).allows(wanted)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether the program may access a page at all without asking} */
    boolean allows(int page) {
        return Access.ofLevel(accessTable[page]) != Access.INVALID;
    }

    byte[] load(int address, int length) {
        return Arrays.copyOfRange(heap, address, address + length);
    }

    void store(int address, byte[] value) {
        System.arraycopy(value, 0, heap, address, value.length);
    }
}
