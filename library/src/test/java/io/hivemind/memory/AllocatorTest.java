package io.hivemind.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.HiveException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The allocator against a model of it, in a heap whose pages are all here. */
final class AllocatorTest {
    private static final int DRONES = 3;

    /** Several allocators, of a drone each, over one heap. */
    private static final class Field {
        final Gate gate;
        final List<Allocator> allocators = new ArrayList<>();

        Field(long bytes, int pageSize) {
            gate = OpenGate.of(bytes, pageSize);
            for (int drone = 0; drone < DRONES; drone++) {
                allocators.add(new Allocator(gate, drone, DRONES));
            }
        }

        Allocator any() {
            return allocators.getFirst();
        }

        boolean isZero(long address, long bytes) {
            byte[] found = new byte[(int) bytes];
            gate.get(address, MemorySegment.ofArray(found));
            return Arrays.equals(found, new byte[found.length]);
        }
    }

    @ParameterizedTest
    @CsvSource({"256, 1", "256, 2", "1024, 3", "4096, 4", "4096, 5", "4096, 6", "65536, 7"})
    void randomUseNeverOverlapsAndEverythingComesBack(int pageSize, long seed) {
        Field field = new Field(512L * 1024 + 64L * pageSize, pageSize);
        long freeAtFirst = field.any().freeBytes();
        Random random = new Random(seed);
        NavigableMap<Long, Integer> blocks = new TreeMap<>();
        for (int step = 0; step < 6000; step++) {
            Allocator allocator = field.allocators.get(random.nextInt(DRONES));
            if (random.nextInt(100) < (step / 1000 % 2 == 0 ? 60 : 40)) {
                allocate(field, allocator, random, blocks, pageSize);
            } else if (!blocks.isEmpty()) {
                free(field, allocator, random, blocks);
            }
            assertThat(field.any().blocks()).isEqualTo(blocks.size());
        }
        for (long address : blocks.keySet()) {
            field.any().free(address);
        }
        assertThat(field.any().blocks()).isZero();
        // A page of each class may stay with each drone.
        long kept = (long) DRONES * new SizeClasses(pageSize).count() * pageSize;
        assertThat(field.any().freeBytes()).isBetween(freeAtFirst - kept, freeAtFirst);
    }

    private static void allocate(
            Field field, Allocator allocator, Random random, NavigableMap<Long, Integer> blocks, int pageSize) {
        int bytes = 1 + random.nextInt(random.nextBoolean() ? pageSize / 2 : pageSize * 6);
        Allocator.Block block;
        try {
            block = allocator.allocate(bytes);
        } catch (HiveException full) {
            assertThat(allocator.largestFreeBlock()).isLessThan(Math.max(bytes, pageSize));
            return;
        }
        long address = block.address();
        assertThat(address % (bytes > pageSize / 2 ? pageSize : 16)).isZero();
        assertThat(block.dirtyBytes()).isBetween(0L, (long) (bytes + pageSize - 1) / pageSize * pageSize);
        assertThat(field.isZero(address + block.dirtyBytes(), Math.max(0, bytes - block.dirtyBytes())))
                .isTrue();
        Map.Entry<Long, Integer> before = blocks.floorEntry(address);
        assertThat(before == null || before.getKey() + before.getValue() <= address)
                .isTrue();
        Map.Entry<Long, Integer> after = blocks.ceilingEntry(address);
        assertThat(after == null || address + bytes <= after.getKey()).isTrue();
        field.gate.fill(address, bytes, (byte) -1);
        blocks.put(address, bytes);
    }

    private static void free(Field field, Allocator allocator, Random random, NavigableMap<Long, Integer> blocks) {
        Map.Entry<Long, Integer> block = blocks.ceilingEntry(
                blocks.firstKey() + Math.floorMod(random.nextLong(), blocks.lastKey() - blocks.firstKey() + 1));
        assertThat(block).isNotNull();
        long address = block.getKey();
        if (random.nextInt(10) == 0 && block.getValue() > 16) {
            assertThatThrownBy(() -> allocator.free(address + 1)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(field.isZero(address, block.getValue())).isFalse();
        allocator.free(address);
        assertThatThrownBy(() -> allocator.free(address)).isInstanceOf(IllegalArgumentException.class);
        blocks.remove(address);
    }

    @Test
    void anAllocatorIsAWindowOnStateInTheHeap() {
        Field field = new Field(1L << 20, 4096);
        long address = field.any().allocate(10_000).address();
        new Allocator(field.gate, 2, DRONES).free(address);
        assertThat(field.any().blocks()).isZero();
    }

    @Test
    void freedBlocksAreUsedAgain() {
        Field field = new Field(1L << 20, 4096);
        for (int i = 0; i < 1000; i++) {
            long large = field.any().allocate(500_000).address();
            long small = field.any().allocate(40).address();
            field.any().free(large);
            field.any().free(small);
        }
        assertThat(field.any().freeBytes()).isGreaterThan(900_000);
    }

    @Test
    void neighboursThatAreFreeBecomeOneBlock() {
        Field field = new Field(1L << 20, 4096);
        long[] blocks = new long[10];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = field.any().allocate(50_000).address();
        }
        for (int i : new int[] {1, 3, 2, 7, 5, 6}) {
            field.any().free(blocks[i]);
        }
        assertThat(List.of(
                        field.any().allocate(3 * 53_248).address(),
                        field.any().allocate(3 * 53_248).address()))
                .containsExactlyInAnyOrder(blocks[1], blocks[5]);
    }

    @Test
    void smallBlocksOfTwoDronesShareNoPage() {
        Field field = new Field(1L << 20, 4096);
        long first = field.allocators.get(0).allocate(16).address();
        long second = field.allocators.get(1).allocate(16).address();
        assertThat(first / 4096).isNotEqualTo(second / 4096);
        assertThat(field.allocators.get(0).allocate(16).address() / 4096).isEqualTo(first / 4096);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 8, 1L << 20, Long.MAX_VALUE, Long.MIN_VALUE})
    void addressesThatAreNoBlocksAreRefused(long address) {
        Field field = new Field(1L << 20, 4096);
        field.any().allocate(10);
        assertThatThrownBy(() -> field.any().free(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Address " + address, "not an address of a block");
    }

    @Test
    void aHeapWithoutRoomForTheHiveItselfIsRefused() {
        Field field = new Field(4096, 256);
        assertThatThrownBy(() -> new Allocator(field.gate, 0, 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("4096 bytes", "too small", "1000 drones", "HIVEMIND_MEMORY");
    }

    @Test
    void freeingWronglySaysWhatIsThere() {
        Field field = new Field(1L << 20, 4096);
        Allocator allocator = field.any();
        long large = allocator.allocate(20_000).address();
        long end = allocator.allocate(20_000).address();
        long small = allocator.allocate(20).address();
        refused(allocator, large + 16, "inside the block of 20480 bytes at address " + large);
        refused(allocator, large + 8192, "inside the block of 20480 bytes at address " + large);
        refused(allocator, small + 16, "blocks of 32 bytes, but none begins there");
        refused(allocator, small + 32, "free already");
        refused(allocator, small + 100_000, "no block is allocated there");
        allocator.free(large);
        refused(allocator, large, "free already");
        refused(allocator, large + 4096, "free already");
        refused(allocator, large + 4 * 4096, "free already");
        allocator.free(end);
        refused(allocator, end, "free already");
    }

    private static void refused(Allocator allocator, long address, String words) {
        assertThatThrownBy(() -> allocator.free(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Address " + address, words);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 512, 4096, 16384, 65536})
    void sizeClassesGrowAndFillTheirPages(int pageSize) {
        SizeClasses classes = new SizeClasses(pageSize);
        for (int i = 0; i < classes.count(); i++) {
            int size = classes.size(i);
            assertThat(size % 16).isZero();
            assertThat(i == 0 || classes.size(i - 1) < size).isTrue();
            assertThat(classes.of(size)).isEqualTo(i);
            assertThat(classes.of(size - 1)).isEqualTo(i);
            int used = classes.mapBytes(i) + classes.blocks(i) * size;
            assertThat(used).isLessThanOrEqualTo(pageSize);
            assertThat(classes.blocks(i)).isBetween(2, classes.mapBytes(i) * 8);
        }
        assertThat(classes.largest()).isBetween(pageSize / 2 - 64, pageSize / 2);
    }
}
