package io.hivemind.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The heap and its gate: who passes without asking, who asks, and for what. */
final class HeapTest {
    private static final int PAGE = 4096;
    private static final int PAGES = 2000;

    /** Grants what is asked, and remembers it. */
    private static final class Grants implements Paging {
        private final Heap heap;
        private final List<String> asked = new ArrayList<>();

        Grants(Heap heap) {
            this.heap = heap;
        }

        @Override
        public void touch(int first, int count, Access wanted) {
            asked.add(wanted + " " + first + "+" + count);
            for (int page = first; page < first + count; page++) {
                heap.allow(page, wanted);
            }
        }

        @Override
        public void hold(int first, int count, Access wanted) {
            asked.add("hold " + wanted + " " + first + "+" + count);
            for (int page = first; page < first + count; page++) {
                heap.allow(page, wanted);
            }
        }

        @Override
        public void letGo() {
            asked.add("let go");
        }

        @Override
        public void register() {
            asked.add("register");
        }

        @Override
        public void holdSpan() {
            asked.add("hold");
        }

        @Override
        public void exempt(int first, int count) {}

        List<String> asked() {
            List<String> all = List.copyOf(asked);
            asked.clear();
            return all;
        }
    }

    private final Heap heap = new Heap((long) PAGES * PAGE, PAGE, false);
    private final Grants grants = new Grants(heap);
    private final Gate gate = new Gate(heap, grants, Room.UNBOUNDED, 1);

    @Test
    void anAccessAsksOnceForAPageAndAgainWhenItBecameInvalid() {
        assertThat(gate.getLong(PAGE)).isZero();
        assertThat(gate.getLong(PAGE + 8)).isZero();
        assertThat(grants.asked()).containsExactly("READ 1+1");
        heap.allow(1, Access.INVALID);
        assertThat(gate.isReadable(PAGE)).isFalse();
        assertThat(gate.getLong(PAGE + 8)).isZero();
        assertThat(grants.asked()).containsExactly("READ 1+1");
    }

    @Test
    void aThreadRegistersBeforeItsFirstStore() {
        gate.setLong(PAGE, 1);
        gate.setLong(2 * PAGE, 1);
        assertThat(grants.asked()).containsExactly("register", "WRITE 1+1", "WRITE 2+1");
        CompletableFuture.runAsync(() -> gate.setLong(PAGE, 2)).join();
        assertThat(grants.asked()).containsExactly("register");
        assertThat(gate.getLong(PAGE)).isEqualTo(2);
    }

    @Test
    void loadingIsNoLeaveToStore() {
        gate.getInt(PAGE);
        gate.setInt(PAGE, 1);
        assertThat(grants.asked()).containsExactly("READ 1+1", "register", "WRITE 1+1");
    }

    @Test
    void aPageThatAnotherThreadFetchedIsNotFetchedAgain() {
        CompletableFuture.runAsync(() -> gate.getInt(PAGE)).join();
        grants.asked();
        assertThat(gate.isReadable(PAGE)).isFalse();
        gate.getInt(PAGE);
        assertThat(grants.asked()).isEmpty();
        assertThat(gate.isReadable(PAGE)).isTrue();
    }

    @Test
    void aRangeIsAskedForInLargePiecesWithoutWhatIsHere() {
        gate.read(0, 3L * PAGE);
        gate.read(9L * PAGE, PAGE);
        grants.asked();
        gate.read(PAGE + 5, 9L * PAGE);
        assertThat(grants.asked()).containsExactly("READ 3+8");
        gate.read(100L * PAGE, 1000L * PAGE);
        assertThat(grants.asked()).containsExactly("READ 100+512", "READ 612+488");
        gate.read(100L * PAGE, 1000L * PAGE);
        assertThat(grants.asked()).isEmpty();
        gate.read(7, 0);
        assertThat(grants.asked()).isEmpty();
    }

    @Test
    void aValueAcrossTwoPagesAsksForBoth() {
        gate.setLong(2 * PAGE - 3, 0x0102030405060708L);
        assertThat(grants.asked()).containsExactly("register", "WRITE 1+2");
        heap.allow(2, Access.INVALID);
        assertThat(gate.getLong(2 * PAGE - 3)).isEqualTo(0x0102030405060708L);
        assertThat(grants.asked()).containsExactly("READ 2+1");
    }

    @Test
    void aThreadSaysOnceBetweenSynchronisationsThatItHoldsSpans() {
        gate.hold(PAGE, 8, Access.WRITE);
        gate.hold(PAGE, 8, Access.WRITE);
        assertThat(grants.asked()).containsExactly("hold", "WRITE 1+1");
        gate.synchronise("did something", 0);
        gate.hold(PAGE, 8, Access.WRITE);
        assertThat(grants.asked()).containsExactly("hold");
    }

    @Test
    void aClosedHeapLetsNobodyThrough() {
        gate.setInt(PAGE, 1);
        heap.close();
        assertThat(gate.isReadable(PAGE)).isFalse();
        assertThatThrownBy(() -> gate.getInt(PAGE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHeapThatIsCommittedLaterIsZeroToo() {
        try (Heap large = new Heap((long) PAGES * PAGE, PAGE, true)) {
            assertThat(large.bytes().byteSize()).isEqualTo((long) PAGES * PAGE);
            assertThat(large.bytes().mismatch(heap.bytes())).isEqualTo(-1);
            large.bytes().fill((byte) 1);
        }
        try (Heap large = new Heap((long) PAGES * PAGE, PAGE, true)) {
            assertThat(large.bytes().mismatch(heap.bytes())).isEqualTo(-1);
        }
    }
}
