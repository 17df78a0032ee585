package io.hivemind.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.HiveException;
import io.hivemind.protocol.Access;
import io.hivemind.protocol.Room;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The gate where room is bounded. The drone behind it is as mean as it may be: at each touch it takes away every page that the
 * thread touched before and does not hold, and what it takes away it drops.
 */
final class BoundedGateTest {
    private static final int PAGE = 256;
    private static final int PAGES = 400;
    private static final Room ROOM = new Room(600L * PAGE, PAGE, Room.Choice.SCAN_RESISTANT);
    /** What is left of the room beside half a heap of 400 pages on each of two drones, which own up to 300. */
    private static final int WORKING_PAGES = 300;

    private static final int PIECE_PAGES = 32;

    /** Keeps the bytes that were taken away, as other drones would. */
    private static final class Miser implements Paging {
        private final Heap heap;
        private final List<String> asked = new ArrayList<>();
        private final byte[] elsewhere = new byte[PAGES * PAGE];
        private final BitSet here = new BitSet();
        private final BitSet held = new BitSet();
        private int most;

        Miser(Heap heap) {
            this.heap = heap;
        }

        @Override
        public void touch(int first, int count, Access wanted) {
            asked.add(wanted + " " + first + "+" + count);
            most = Math.max(most, count);
            BitSet going = (BitSet) here.clone();
            going.andNot(held);
            going.stream().forEach(this::takeAway);
            for (int page = first; page < first + count; page++) {
                bring(page);
                heap.allow(page, wanted);
            }
        }

        @Override
        public void hold(int first, int count, Access wanted) {
            touch(first, count, wanted);
            held.set(first, first + count);
        }

        @Override
        public void letGo() {
            asked.add("let go");
            held.clear();
        }

        @Override
        public void register() {
            asked.add("register");
        }

        @Override
        public void holdSpan() {
            throw new AssertionError("A thread says what it holds.");
        }

        @Override
        public void exempt(int first, int count) {}

        private void takeAway(int page) {
            heap.allow(page, Access.INVALID);
            copy(page, heap.bytes(), MemorySegment.ofArray(elsewhere));
            heap.drop(page);
            here.clear(page);
        }

        private void bring(int page) {
            if (!here.get(page)) {
                copy(page, MemorySegment.ofArray(elsewhere), heap.bytes());
                here.set(page);
            }
        }

        private static void copy(int page, MemorySegment from, MemorySegment to) {
            MemorySegment.copy(from, (long) page * PAGE, to, (long) page * PAGE, PAGE);
        }

        List<String> asked() {
            List<String> all = List.copyOf(asked);
            asked.clear();
            return all;
        }
    }

    private final Heap heap = new Heap(PAGES * PAGE, PAGE, true);
    private final Miser miser = new Miser(heap);
    private final Gate gate = new Gate(heap, miser, ROOM, 2);

    @Test
    void aThreadRegistersBeforeItsFirstLoad() {
        assertThat(gate.getLong(PAGE)).isZero();
        gate.setLong(PAGE, 1);
        assertThat(miser.asked()).containsExactly("register", "READ 1+1", "WRITE 1+1");
        CompletableFuture.runAsync(() -> gate.getLong(PAGE)).join();
        assertThat(miser.asked()).containsExactly("register");
    }

    @Test
    void aPieceIsTouchedAsAWholeIfAnyOfItsPagesIsMissing() {
        gate.hold(5 * PAGE, PAGE, Access.READ);
        miser.asked();
        gate.get(4 * PAGE + 7, MemorySegment.ofArray(new byte[3 * PAGE]));
        assertThat(miser.asked()).containsExactly("READ 4+4");
        gate.get(4 * PAGE + 7, MemorySegment.ofArray(new byte[3 * PAGE]));
        assertThat(miser.asked()).isEmpty();
    }

    @Test
    void whatIsLongerThanAPieceIsDonePieceByPieceWhereverItLies() {
        byte[] model = new byte[PAGES * PAGE];
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 300; round++) {
            int from = random.nextInt(model.length);
            int length = random.nextInt(model.length - from);
            int to = random.nextInt(model.length - length);
            byte[] some = new byte[length];
            switch (random.nextInt(4)) {
                case 0 -> {
                    random.nextBytes(some);
                    gate.set(from, MemorySegment.ofArray(some));
                    System.arraycopy(some, 0, model, from, length);
                }
                case 1 -> {
                    gate.fill(from, length, (byte) round);
                    Arrays.fill(model, from, from + length, (byte) round);
                }
                case 2 -> {
                    gate.copy(from, to, length);
                    System.arraycopy(model, from, model, to, length);
                }
                default -> {
                    gate.get(from, MemorySegment.ofArray(some));
                    assertThat(some).isEqualTo(Arrays.copyOfRange(model, from, from + length));
                }
            }
        }
        assertThat(miser.most).isEqualTo(PIECE_PAGES);
        byte[] all = new byte[model.length];
        gate.get(0, MemorySegment.ofArray(all));
        assertThat(all).isEqualTo(model);
    }

    @Test
    void aValueAcrossTwoPagesHasBoth() {
        gate.setLong(2 * PAGE - 3, 0x0102030405060708L);
        gate.getInt(9 * PAGE);
        assertThat(gate.getLong(2 * PAGE - 3)).isEqualTo(0x0102030405060708L);
    }

    @Test
    void aSpanHoldsItsPagesEvenIfTheyAreHereUntilItsThreadSynchronises() {
        gate.getInt(PAGE);
        miser.asked();
        gate.hold(PAGE, 2 * PAGE, Access.READ);
        assertThat(miser.asked()).containsExactly("READ 1+2");
        gate.getInt(9 * PAGE);
        gate.getInt(19 * PAGE);
        assertThat(gate.isReadable(2 * PAGE)).isTrue();
        assertThat(gate.isReadable(9 * PAGE)).isFalse();
        miser.asked();
        gate.synchronise("did something", 0);
        assertThat(miser.asked()).containsExactly("let go");
        gate.synchronise("did something else", 0);
        assertThat(miser.asked()).isEmpty();
    }

    @Test
    void aLongSpanIsHeldInPieces() {
        gate.hold(0, 70 * PAGE, Access.WRITE);
        assertThat(miser.asked()).containsExactly("register", "WRITE 0+32", "WRITE 32+32", "WRITE 64+6");
        assertThat(gate.isWritable(0)).isTrue();
    }

    @Test
    void aSpanThatADroneCannotHoldIsRefusedWithWhatToDo() {
        long longest = WORKING_PAGES / 2 * PAGE;
        assertThatCode(() -> gate.hold(0, longest, Access.READ)).doesNotThrowAnyException();
        assertThatThrownBy(() -> gate.hold(1, longest, Access.READ))
                .isInstanceOf(HiveException.class)
                .hasMessage(
                        "A span over 38400 bytes, which lie in pages of 38656 bytes, is too long: of the 153600 bytes"
                                + " that this drone has, 76800 are left to work in, and a span may take half of them for reading, a quarter for writing. Use shorter"
                                + " spans, or arrays with get and set, or give each drone more with HIVEMIND_MEMORY_PER_DRONE or"
                                + " --memory-per-drone.");
    }

    @Test
    void aRangeOutsideTheHeapIsRefusedBeforeAnythingIsDone() {
        byte[] tooLong = new byte[PAGES * PAGE];
        Arrays.fill(tooLong, (byte) 1);
        assertThatThrownBy(() -> gate.set(1, MemorySegment.ofArray(tooLong)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> gate.copy(0, 1, tooLong.length)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> gate.fill(1, tooLong.length, (byte) 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(miser.asked()).isEmpty();
    }
}
