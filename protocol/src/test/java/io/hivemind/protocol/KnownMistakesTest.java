package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Message.LockGrant;
import io.hivemind.protocol.Message.LockRequest;
import io.hivemind.protocol.Message.PageNews;
import io.hivemind.protocol.Message.PageReply;
import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.PageWant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mistakes that other implementations of this protocol made, each kept out by at least one test.
 *
 * <p>Parts of three of them are tested where they would be made: the size of diffs by {@code SegmentPagesTest}, page and
 * lock numbers in messages by the tests of {@code io.hivemind.wire}, and that every program compares its parallel result
 * with a serial one (mistake 11) by the tests of {@code io.hivemind.apps}.
 */
class KnownMistakesTest {
    @Test
    @DisplayName("Mistake 1 (I10): the local diff stored under the remote notice that triggered it")
    void theOwnDiffBelongsToTheOwnNotice() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);
        hive.store(1, 1, 2);
        hive.lock(0, 0);
        hive.unlock(0, 0);
        hive.lock(1, 0);
        hive.unlock(1, 0);
        hive.lock(2, 0);
        int before = hive.sent();
        assertThat(hive.load(2, 0)).isEqualTo(1);
        assertThat(hive.load(2, 1)).isEqualTo(2);

        assertThat(hive.sentSince(before, PageReply.class))
                .flatExtracting(PageReply::news)
                .flatExtracting(PageNews::diffs)
                .allSatisfy(news -> {
                    TinyHive fresh = new TinyHive(1);
                    fresh.pages(0).apply(0, news.diff());
                    assertThat(fresh.peek(0, news.interval().creator())).isPositive();
                    assertThat(fresh.peek(0, 1 - news.interval().creator())).isZero();
                })
                .hasSize(2);
    }

    @Test
    @DisplayName("Mistake 2 (I2): intervals taken in by assignment, so that the vector time runs backwards")
    void theVectorTimeNeverRunsBackwards() {
        TinyHive hive = new TinyHive(3);
        hive.lock(2, 5);
        hive.store(0, 0, 1);
        hive.pass(0, 1, 0);
        // Drone 1 asks while it knows 0.1 alone, learns of 0.2 and 0.3, and only then is granted what it asked for.
        long wait = hive.acquire(1, 5);
        for (int round = 2; round <= 3; round++) {
            hive.load(1, 0);
            hive.unlock(1, 0);
            hive.lock(0, 0);
            hive.store(0, 0, round);
            hive.unlock(0, 0);
            hive.lock(1, 0);
        }
        hive.store(2, PAGE_SIZE, 1);
        hive.unlock(2, 5);
        hive.settle();
        hive.outcome(wait);

        int before = hive.sent();
        hive.lock(1, 3);
        assertThat(hive.sentSince(before, LockRequest.class).getFirst().time()).isEqualTo(VectorTime.of(3, 0, 1));
        assertThat(hive.load(1, 0)).isEqualTo(3);
    }

    @Test
    @DisplayName("Mistake 2 (I3): what a grant tells is taken in oldest first, though some of it is known already")
    void aGrantThatRepeatsWhatIsKnownIsTakenInOnce() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);
        hive.pass(0, 2, 5);
        int before = hive.sent();
        hive.acquire(1, 0);
        hive.acquire(1, 2);
        hive.settle();
        assertThat(hive.sentSince(before, LockGrant.class))
                .extracting(grant -> grant.news().size())
                .containsExactly(1, 1);

        assertThat(hive.load(1, 0)).isEqualTo(1);
        assertThat(hive.totals(1).consistencyBytes()).isEqualTo(hive.totals(0).consistencyBytes());
    }

    @Test
    @DisplayName("Mistake 3 (I24): the next diff picked by one linear scan of a partial order")
    void diffsOfAPartialOrderAreAppliedInAnOrderThatExtendsIt() {
        // 3.1 before 0.1 before 2.1 in byte 0; 1.1 concurrent with all of them, but learnt in between.
        TinyHive hive = new TinyHive(5);
        hive.store(1, 8, 9);
        hive.store(3, 0, 1);
        hive.pass(3, 0, 3);
        hive.store(0, 0, 2);
        hive.unlock(0, 3);
        hive.pass(0, 2, 0);
        hive.store(2, 0, 3);
        hive.unlock(2, 0);
        hive.barrier();

        assertThat(hive.load(4, 0)).isEqualTo(3);
        assertThat(hive.load(4, 8)).isEqualTo(9);
        assertThat(hive.load(1, 0)).isEqualTo(3);
        assertThat(hive.load(1, 8)).isEqualTo(9);
    }

    @Test
    @DisplayName(
            "Mistake 4 (I22): a diff request with a zero lower bound, so that every request asks for the whole history")
    void aRequestNamesOnlyWhatIsLacking() {
        TinyHive hive = new TinyHive(2);
        for (int round = 1; round <= 4; round++) {
            hive.store(0, 0, round);
            hive.pass(0, 1, 0);
            int before = hive.sent();
            assertThat(hive.load(1, 0)).isEqualTo(round);
            assertThat(hive.sentSince(before, PageRequest.class))
                    .flatExtracting(PageRequest::wants)
                    .containsExactly(new PageWant(0, -1, List.of(new IntervalId(0, round))));
            hive.unlock(1, 0);
        }
    }

    @Test
    @DisplayName("Mistake 5 (I15): compared first and protected afterwards, while the program writes")
    void aStoreBetweenCompareAndProtectIsNotLost() {
        TinyHive hive = new TinyHive(2);
        hive.step(0, new Input.Register(1));
        hive.store(0, 0, 1);
        hive.store(1, 9, 1);
        hive.lock(1, 1);
        hive.unlock(1, 1);
        // Thread 1 learns of drone 1's notice: the diff of page 0 is made, and the page is invalid afterwards.
        hive.acquire(0, 1, 1);
        hive.settle();
        assertThat(hive.totals(0).diffsMade()).isEqualTo(1);
        assertThat(hive.access(0, 0)).isEqualTo(Access.INVALID);
        // Thread 0 checked before, and stores now.
        hive.storeUnchecked(0, 1, 2);

        hive.arrive(0, 0, 0, 2);
        hive.arrive(0, 1, 0, 2);
        hive.arrive(1, 0);
        hive.settle();
        for (int rank = 0; rank < 2; rank++) {
            assertThat(hive.load(rank, 0)).isEqualTo(1);
            assertThat(hive.load(rank, 1)).isEqualTo(2);
            assertThat(hive.load(rank, 9)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("Mistake 6 (I12): an empty diff taken for a missing one, or its notice deleted")
    void anEmptyDiffIsKeptAndServedByThirdParties() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 0);
        hive.pass(0, 1, 0);
        hive.store(1, 1, 2);
        hive.unlock(1, 0);
        hive.lock(2, 0);
        int before = hive.sent();
        assertThat(hive.load(2, 1)).isEqualTo(2);

        assertThat(hive.sentSince(before, PageReply.class)).singleElement().satisfies(reply -> {
            assertThat(reply.news().getFirst().absent()).isEmpty();
            assertThat(reply.news().getFirst().diffs()).hasSize(2);
        });
        assertThat(hive.totals(0).diffsMade()).isEqualTo(1);
    }

    @Test
    @DisplayName("Mistake 7 (I38): a drone that invalidates its own pages at a barrier")
    void aBarrierLeavesADronesOwnPagesAlone() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.store(1, PAGE_SIZE, 1);
        hive.barrier();
        assertThat(hive.access(0, 0)).isEqualTo(Access.WRITE);
        assertThat(hive.access(1, 1)).isEqualTo(Access.WRITE);
        int before = hive.sent();
        hive.store(0, 0, 2);
        hive.store(1, PAGE_SIZE, 2);
        assertThat(hive.talkSince(before)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    @DisplayName("Mistake 8 (I51): one channel for the replies of all kinds, so that one was taken for another")
    void allKindsOfMessagesMayBeUnderWayAtOnce(long seed) {
        TinyHive hive = new TinyHive(3);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 1; round <= 4; round++) {
            for (int rank = 0; rank < 3; rank++) {
                long lock = hive.acquire(rank, 3);
                hive.settle(random);
                hive.outcome(lock);
                hive.store(rank, rank, round);
                hive.unlock(rank, 3);
            }
            List<Long> sleepers = new ArrayList<>();
            for (int rank = 0; rank < 3; rank++) {
                long lock = hive.acquire(rank, 1, 4);
                hive.settle(random);
                hive.outcome(lock);
                sleepers.add(hive.await(rank, 1, 4, 0));
            }
            // Now nothing is delivered until every drone also waits for pages, a try, a barrier and an answer.
            List<Long> waits = new ArrayList<>();
            List<Long> tries = new ArrayList<>();
            for (int rank = 0; rank < 3; rank++) {
                waits.add(hive.touch(rank, 2, 0, 2, Access.READ));
                tries.add(hive.tryAcquire(rank, 3, 4));
                waits.add(hive.arrive(rank, 4, 0, 1));
                long question = hive.ticket();
                hive.step(rank, new Input.Inquire(question, sleepers.get(rank)));
                waits.add(question);
            }
            CollectionRulesTest.call(hive);
            hive.settle(random);
            waits.forEach(hive::outcome);
            int holder = tries.stream().map(hive::outcome).toList().indexOf(Outcome.Plain.DONE);
            hive.step(holder, new Input.Signal(3, 4, 0, true));
            hive.unlock(holder, 3, 4);
            TreeSet<Integer> asleep = new TreeSet<>(List.of(0, 1, 2));
            while (!asleep.isEmpty()) {
                hive.settle(random);
                int awake = asleep.stream()
                        .filter(rank -> hive.isOver(sleepers.get(rank)))
                        .findFirst()
                        .orElseThrow();
                hive.unlock(awake, 1, 4);
                asleep.remove(awake);
            }
            for (int rank = 0; rank < 3; rank++) {
                assertThat(hive.load(rank, 0)).isEqualTo(round);
                assertThat(hive.load(rank, 2)).isEqualTo(round);
                assertThat(hive.totals(rank).collections()).isEqualTo(round);
            }
        }
    }

    @Test
    @DisplayName("Mistake 9 (I4): page numbers in 16 bits, lock ids in 8")
    void pagesAndLocksHaveWideNumbers() {
        int pages = 70_000;
        TinyHive hive = new TinyHive(2, 1 << 20, pages, NodeConfig.USUAL_ARITY);
        long lock = (1L << 40) + 1;
        hive.store(0, (pages - 1) * PAGE_SIZE, 1);
        hive.store(0, (pages - 1 - 65_536) * PAGE_SIZE, 2);
        hive.pass(0, 1, lock);

        assertThat(hive.load(1, (pages - 1) * PAGE_SIZE)).isEqualTo(1);
        assertThat(hive.load(1, (pages - 1 - 65_536) * PAGE_SIZE)).isEqualTo(2);
        hive.outcome(hive.acquire(1, 1));
        assertThat(hive.node(1).fence(1)).as("another lock").isEqualTo(1);
    }

    @Test
    @DisplayName("Mistake 10 (I40): one state for all barriers")
    void barriersOfDifferentIdsDoNotMix() {
        TinyHive hive = new TinyHive(3);
        long first = hive.arrive(0, 0, 1, 1);
        long second = hive.arrive(1, 0, 2, 1);
        hive.arrive(2, 0, 3, 1);
        hive.settle();
        assertThat(hive.isOver(first) || hive.isOver(second)).isFalse();

        hive.arrive(1, 1, 1, 1);
        hive.arrive(2, 1, 1, 1);
        hive.settle();
        hive.outcome(first);
        assertThat(hive.isOver(second)).isFalse();
    }

    @Test
    @DisplayName("Mistake 11: a Jacobi that never reads its neighbours' rows; here they are read, and are right")
    void neighboursReadEachOthersRows() {
        int drones = 3;
        int cells = 3 * PAGE_SIZE;
        TinyHive hive = new TinyHive(drones);
        byte[] serial = new byte[2 * cells];
        hive.store(0, 0, 100);
        serial[0] = 100;
        for (int round = 0; round < 6; round++) {
            int from = round % 2 * cells;
            int to = cells - from;
            hive.barrier();
            for (int rank = 0; rank < drones; rank++) {
                int first = rank * (cells / drones + 1);
                for (int cell = first; cell < Math.min(cells, first + cells / drones + 1); cell++) {
                    int left = cell == 0 ? 100 : hive.load(rank, from + cell - 1);
                    int right = cell == cells - 1 ? 0 : hive.load(rank, from + cell + 1);
                    hive.store(rank, to + cell, (left + right + 1) / 2);
                }
            }
            for (int cell = 0; cell < cells; cell++) {
                int left = cell == 0 ? 100 : serial[from + cell - 1];
                int right = cell == cells - 1 ? 0 : serial[from + cell + 1];
                serial[to + cell] = (byte) ((left + right + 1) / 2);
            }
        }
        hive.barrier();
        for (int address = 0; address < 2 * cells; address++) {
            assertThat(hive.load(2, address)).isEqualTo(serial[address]);
        }
    }
}
