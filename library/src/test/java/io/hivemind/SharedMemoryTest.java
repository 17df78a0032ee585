package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accesses by address: single, bulk, aligned or not, in one page or in many. */
final class SharedMemoryTest {
    private static final int PAGE = 256;

    @Test
    void valuesOfEveryTypeMayLieAcrossTwoPages() {
        Drones.together(2, config -> config.pageSize(PAGE), hive -> {
            SharedMemory memory = hive.memory();
            long block = hive.bytes("block", 64L * PAGE).address();
            if (hive.rank() == 0) {
                forEachOffset(block, (address, i) -> store(memory, address, i));
            }
            hive.barrier();
            forEachOffset(block, (address, i) -> assertStored(memory, address, i));
            hive.barrier();
            if (hive.rank() == 1) {
                forEachOffset(block, (address, i) -> store(memory, address, i + 100));
            }
            hive.barrier();
            forEachOffset(block, (address, i) -> assertStored(memory, address, i + 100));
        });
    }

    private static void forEachOffset(long block, BiConsumer<Long, Integer> work) {
        for (int i = 0; i < 8; i++) {
            work.accept(block + (8L * i + 8) * PAGE - i, i);
        }
    }

    /** Stores eight values about the end of pages, each a page after the one before. */
    private static void store(SharedMemory memory, long address, int i) {
        memory.setLong(address, Long.MAX_VALUE / 3 + i);
        memory.setInt(address + PAGE, 0x12345678 + i);
        memory.setShort(address + 2 * PAGE, (short) (0x4321 + i));
        memory.setChar(address + 3 * PAGE, (char) (0x8765 + i));
        memory.setByte(address + 4 * PAGE, (byte) i);
        memory.setBoolean(address + 5 * PAGE, true);
        memory.setFloat(address + 6 * PAGE, 1.25f + i);
        memory.setDouble(address + 7 * PAGE, Math.PI + i);
    }

    private static void assertStored(SharedMemory memory, long address, int i) {
        assertThat(memory.getLong(address)).isEqualTo(Long.MAX_VALUE / 3 + i);
        assertThat(memory.getInt(address + PAGE)).isEqualTo(0x12345678 + i);
        assertThat(memory.getShort(address + 2 * PAGE)).isEqualTo((short) (0x4321 + i));
        assertThat(memory.getChar(address + 3 * PAGE)).isEqualTo((char) (0x8765 + i));
        assertThat(memory.getByte(address + 4 * PAGE)).isEqualTo((byte) i);
        assertThat(memory.getBoolean(address + 5 * PAGE)).isTrue();
        assertThat(memory.getFloat(address + 6 * PAGE)).isEqualTo(1.25f + i);
        assertThat(memory.getDouble(address + 7 * PAGE)).isEqualTo(Math.PI + i);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 4096, 65536})
    void aBulkCopyMayCoverManyPages(int pageSize) {
        Drones.together(3, config -> config.pageSize(pageSize).memoryBytes(8L << 20), hive -> {
            SharedMemory memory = hive.memory();
            int length = 700_001;
            long block = hive.bytes("block", 3L * length).address();
            byte[] mine = random(hive.rank(), length);
            memory.set(block + (long) hive.rank() * length, mine, 0, length);
            hive.barrier();
            byte[] theirs = new byte[length];
            for (int rank = 0; rank < hive.size(); rank++) {
                memory.get(block + (long) rank * length, theirs, 0, length);
                assertThat(theirs).isEqualTo(random(rank, length));
            }
        });
    }

    private static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void arraysOfEveryTypeAreCopiedInAndOut() {
        Drones.alone(hive -> {
            SharedMemory memory = hive.memory();
            long at = memory.allocate(5000) + 3;
            memory.set(at, new short[] {1, 2, 3}, 1, 2);
            short[] shorts = new short[3];
            memory.get(at, shorts, 0, 2);
            assertThat(shorts).containsExactly(2, 3, 0);
            memory.set(at, new int[] {1, 2, 3}, 0, 3);
            int[] ints = new int[3];
            memory.get(at, ints, 0, 3);
            assertThat(ints).containsExactly(1, 2, 3);
            memory.set(at, new long[] {4, 5}, 0, 2);
            long[] longs = new long[2];
            memory.get(at, longs, 0, 2);
            assertThat(longs).containsExactly(4, 5);
            memory.set(at, new float[] {4.5f, 5.5f}, 0, 2);
            float[] floats = new float[2];
            memory.get(at, floats, 0, 2);
            assertThat(floats).containsExactly(4.5f, 5.5f);
            memory.set(at, new double[] {4.5, 5.5}, 0, 2);
            double[] doubles = new double[2];
            memory.get(at, doubles, 0, 2);
            assertThat(doubles).containsExactly(4.5, 5.5);
        });
    }

    @Test
    void segmentsAreCopiedInAndOut() {
        Drones.alone(hive -> {
            SharedMemory memory = hive.memory();
            long at = memory.allocate(10_000);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment source = arena.allocate(9000);
                source.fill((byte) 7);
                memory.set(at, source);
                assertThat(memory.getByte(at + 8999)).isEqualTo((byte) 7);
                assertThat(memory.getByte(at + 9000)).isZero();
                MemorySegment target = MemorySegment.ofArray(new byte[9001]);
                memory.get(at, target);
                assertThat(target.get(ValueLayout.JAVA_BYTE, 8999)).isEqualTo((byte) 7);
                assertThat(target.get(ValueLayout.JAVA_BYTE, 9000)).isZero();
            }
        });
    }

    @Test
    void aCopyWithinTheHeapMayOverlap() {
        Drones.alone(hive -> {
            SharedMemory memory = hive.memory();
            long at = memory.allocate(20_000);
            byte[] bytes = random(1, 15_000);
            memory.set(at, bytes, 0, bytes.length);
            memory.copy(at, at + 100, bytes.length);
            byte[] moved = new byte[bytes.length];
            memory.get(at + 100, moved, 0, moved.length);
            assertThat(moved).isEqualTo(bytes);
        });
    }

    @Test
    void theWholeHeapCanBeReadAtOnce() {
        Drones.alone(config -> config.memoryBytes(16L << 20).pageSize(256), hive -> {
            SharedMemory memory = hive.memory();
            long block = memory.allocate(10L << 20);
            memory.fill(block, 10L << 20, (byte) 3);
            ByteSpan all = memory.readBytes(0, memory.size());
            assertThat(all.get(block + (5L << 20))).isEqualTo((byte) 3);
        });
    }

    @Test
    void manyThreadsOfADroneMayFillOneBlock() {
        Drones.together(2, hive -> {
            int threads = 4;
            int each = 5000;
            SharedInts numbers = hive.ints("numbers", 2L * threads * each);
            Thread[] running = new Thread[threads];
            for (int t = 0; t < threads; t++) {
                int number = t * 2 + hive.rank();
                running[t] = Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < each; i++) {
                        numbers.set((long) i * 2 * threads + number, number * each + i);
                    }
                });
            }
            for (Thread thread : running) {
                thread.join();
            }
            hive.barrier();
            for (int i = 0; i < each; i++) {
                for (int number = 0; number < 2 * threads; number++) {
                    assertThat(numbers.get((long) i * 2 * threads + number)).isEqualTo(number * each + i);
                }
            }
        });
    }

    static Stream<Long> addressesOutside() {
        long size = 4L << 20;
        return Stream.of(-1L, -8L, size, size - 7, size + 1, 1L << 44, 1L << 63, Long.MAX_VALUE, (1L << 44) + 8192);
    }

    @ParameterizedTest
    @MethodSource("addressesOutside")
    void anAddressOutsideTheHeapIsRefused(long address) {
        Drones.alone(hive -> {
            SharedMemory memory = hive.memory();
            memory.fill(hive.memory().allocate(8192), 8192, (byte) 1);
            assertThatThrownBy(() -> memory.getLong(address))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContainingAll("8 bytes at address " + address, "from 0 to " + (memory.size() - 1));
            assertThatThrownBy(() -> memory.setLong(address, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.get(address, new byte[8], 0, 8))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.fill(address, 8, (byte) 1)).isInstanceOf(IndexOutOfBoundsException.class);
        });
    }

    @Test
    void allocatedMemoryIsZeroAlsoWhereItWasUsedBefore() {
        Drones.together(2, hive -> {
            SharedMemory memory = hive.memory();
            for (int bytes : new int[] {40, 1000, 4096, 50_000}) {
                for (int round = 0; round < 3; round++) {
                    long block = memory.allocate(bytes);
                    byte[] content = new byte[bytes];
                    memory.get(block, content, 0, bytes);
                    assertThat(content).containsOnly(0);
                    memory.fill(block, bytes, (byte) -1);
                    memory.free(block);
                }
            }
        });
    }

    @Test
    void aBlockOfOneDroneIsFreedByAnother() {
        Drones.together(2, hive -> {
            if (hive.rank() == 0) {
                hive.publish("block", hive.memory().allocate(100_000));
            } else {
                hive.memory().free(hive.lookup("block"));
            }
            hive.barrier();
            assertThatThrownBy(() -> hive.memory().free(hive.lookup("block")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("block");
        });
    }

    @Test
    void askingForMoreThanThereIsSaysWhatThereIs() {
        Drones.alone(hive -> assertThatThrownBy(() -> hive.memory().allocate(5_000_000))
                .isInstanceOf(HiveException.class)
                .hasMessageContainingAll(
                        "5000000 bytes", "free", "largest", "configured with 4194304", "HIVEMIND_MEMORY"));
    }

    @Test
    void ablockHasAtLeastOneByte() {
        Drones.alone(hive -> assertThatThrownBy(() -> hive.memory().allocate(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1"));
    }
}
