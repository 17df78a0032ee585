package io.hivemind.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Diff;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thread that stores all the time, beside the one that drives the core. */
class RacingThreadsTest {
    private static final int PAGE_SIZE = 4096;
    private static final int ROUNDS = 300;
    private static final int APPLIES = 20_000;

    /** Bytes that are stored one by one: plain stores in a row would land all at once. */
    private static final VarHandle BYTES = ValueLayout.JAVA_BYTE.varHandle();

    /** One page of native memory. */
    private static final class Memory implements AutoCloseable {
        private final Arena arena = Arena.ofShared();
        private final MemorySegment page = arena.allocate(PAGE_SIZE, PAGE_SIZE);
        private final SegmentPages pages = new SegmentPages(page, PAGE_SIZE, arena.allocate(1));

        byte[] bytes() {
            return page.toArray(ValueLayout.JAVA_BYTE);
        }

        @Override
        public void close() {
            arena.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStoreThatRacesWithADiffIsInThisOneOrInTheNext(boolean twin) throws InterruptedException {
        try (Memory writer = new Memory();
                Memory reader = new Memory()) {
            if (twin) {
                writer.pages.twin(0);
            }
            Phaser rounds = new Phaser(2);
            Thread storing = Thread.ofPlatform().start(() -> storeEverywhere(writer.page, rounds));
            for (int round = 1; round <= ROUNDS; round++) {
                rounds.arriveAndAwaitAdvance();
                int stored = rounds.arrive();
                while (rounds.getPhase() == stored) {
                    reader.pages.apply(0, writer.pages.diff(0, true));
                }
                reader.pages.apply(0, writer.pages.diff(0, true));
                assertThat(reader.bytes()).isEqualTo(writer.bytes()).containsOnly((byte) round);
            }
            storing.join();
            assertThat(writer.pages.diff(0, false).isEmpty()).isTrue();
        }
    }

    /** Stores into each byte once a round, so that a store that was lost is not hidden by a later one. */
    private static void storeEverywhere(MemorySegment page, Phaser rounds) {
        for (int round = 1; round <= ROUNDS; round++) {
            rounds.arriveAndAwaitAdvance();
            for (long at = 0; at < PAGE_SIZE; at++) {
                BYTES.setVolatile(page, at, (byte) round);
            }
            rounds.arriveAndAwaitAdvance();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 200})
    void applyingADiffLosesNoStoreBesideIt(int distance) throws InterruptedException {
        try (Memory memory = new Memory()) {
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger lost = new AtomicInteger();
            Thread storing = Thread.ofPlatform().start(() -> lost.set(storeBesideDiffs(memory.page, distance, over)));
            List<Diff> diffs = IntStream.range(0, 16)
                    .mapToObj(seed -> diffOfEvery(distance, seed))
                    .toList();
            for (int i = 0; i < APPLIES; i++) {
                memory.pages.apply(0, diffs.get(i % diffs.size()));
            }
            over.set(true);
            storing.join();
            assertThat(lost.get()).isZero();
            byte[] before = memory.bytes();
            memory.pages.apply(0, diffs.get((APPLIES - 1) % diffs.size()));
            assertThat(memory.bytes()).isEqualTo(before);
        }
    }

    /** Stores into the bytes in front of every {@code distance}-th. {@return how many of them did not hold what was stored} */
    private static int storeBesideDiffs(MemorySegment page, int distance, AtomicBoolean over) {
        byte[] last = new byte[PAGE_SIZE];
        SplittableRandom random = new SplittableRandom(2);
        int lost = 0;
        while (!over.get()) {
            int at = random.nextInt(PAGE_SIZE / distance) * distance;
            lost += page.get(ValueLayout.JAVA_BYTE, at) == last[at] ? 0 : 1;
            last[at] = (byte) (1 + random.nextInt(100));
            page.set(ValueLayout.JAVA_BYTE, at, last[at]);
        }
        return lost;
    }

    /** {@return a diff that sets every {@code distance}-th byte, from the second on} It is a bitmap or runs. */
    private static Diff diffOfEvery(int distance, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = new byte[PAGE_SIZE];
        for (int i = 1; i < PAGE_SIZE; i += distance) {
            bytes[i] = (byte) (1 + random.nextInt(100));
        }
        return new SegmentPages(MemorySegment.ofArray(bytes), PAGE_SIZE, MemorySegment.ofArray(new byte[1]))
                .diff(0, false);
    }

    @Test
    void bothFormsOfDiffAreRacedAgainst() {
        assertThat(diffOfEvery(2, 0).encoded()).startsWith(DiffFormat.BITMAP);
        assertThat(diffOfEvery(200, 0).encoded()).startsWith(DiffFormat.RUNS);
    }
}
