package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Message.DiffNews;
import io.hivemind.protocol.Message.LockGrant;
import io.hivemind.protocol.Message.PageNews;
import io.hivemind.protocol.Message.PageReply;
import io.hivemind.protocol.Message.PageRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Zero pages, several writers, lazily made diffs, invalidation: invariants I6 to I14 of docs/protocol.md. */
class WritingRulesTest {
    private static List<DiffNews> diffs(TinyHive hive, int since) {
        return hive.sentSince(since, PageReply.class).stream()
                .flatMap(reply -> reply.news().stream())
                .map(PageNews::diffs)
                .flatMap(List::stream)
                .toList();
    }

    @Test
    @DisplayName("I6: a page never written is zero everywhere and needs no message")
    void aZeroPageNeedsNoMessage() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);

        assertThat(hive.load(1, 5 * PAGE_SIZE)).isZero();
        hive.store(2, 6 * PAGE_SIZE, 1);

        assertThat(hive.sent()).isZero();
    }

    @Test
    @DisplayName("I6: the first store into a zero page makes no twin; its diff is taken against zeros")
    void theFirstStoreIntoAZeroPageMakesNoTwin() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 3, 9);
        assertThat(hive.pages(0).hasTwin(0)).isFalse();
        assertThat(hive.totals(0).twins()).isZero();

        hive.pass(0, 1, 0);
        assertThat(hive.load(1, 3)).isEqualTo(9);
        assertThat(hive.load(1, 2)).isZero();
    }

    @Test
    @DisplayName("K94 §2.3, I8: the first store into a valid page makes a twin, further ones make none")
    void theFirstStoreIntoAValidPageMakesATwin() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.pass(0, 1, 0);
        assertThat(hive.load(1, 0)).isEqualTo(1);
        assertThat(hive.pages(1).hasTwin(0)).isFalse();

        hive.store(1, 1, 2);
        assertThat(hive.pages(1).hasTwin(0)).isTrue();
        hive.store(1, 2, 3);
        assertThat(hive.totals(1).twins()).isEqualTo(1);
    }

    @Test
    @DisplayName("K94 §2.4, I9: ending an interval neither protects the page nor makes the diff")
    void endingAnIntervalLeavesThePageWritableAndMakesNoDiff() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.pass(0, 1, 0);
        assertThat(hive.load(1, 0)).isEqualTo(1);
        hive.store(1, 1, 2);
        hive.unlock(1, 0);

        hive.lock(0, 0);

        assertThat(hive.totals(1).intervals()).isEqualTo(1);
        assertThat(hive.totals(1).diffsMade()).isZero();
        assertThat(hive.access(1, 0)).isEqualTo(Access.WRITE);
        assertThat(hive.pages(1).hasTwin(0)).isTrue();
    }

    @Test
    @DisplayName("K94 §2.4, I9: the diff is made when another drone asks for it, and only once")
    void aDiffIsMadeWhenAskedForAndThenServedAgain() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);
        hive.pass(0, 1, 0);
        hive.unlock(1, 0);
        hive.pass(1, 2, 0);
        assertThat(hive.totals(0).diffsMade()).isZero();

        assertThat(hive.load(1, 0)).isEqualTo(1);
        assertThat(hive.load(2, 0)).isEqualTo(1);
        assertThat(hive.totals(0).diffsMade()).isEqualTo(1);
    }

    @Test
    @DisplayName("K94 §2.4, I9: stores after the notice are in its diff as long as nobody has asked for it")
    void storesUpToTheDiffAreInIt() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.pass(0, 1, 0);
        hive.store(0, 1, 2);
        hive.load(1, 0);

        assertThat(hive.peek(1, 1)).isEqualTo(2);
    }

    @Test
    @DisplayName("K94 §2.3, I8: two drones write one page at the same time and neither loses a byte")
    void concurrentWritersOfOnePageKeepAllTheirBytes() {
        TinyHive hive = new TinyHive(3);
        for (int round = 1; round <= 3; round++) {
            hive.store(0, 0, round);
            hive.store(1, 8, 10 * round);
            hive.barrier();
            for (int rank = 0; rank < 3; rank++) {
                assertThat(hive.load(rank, 0)).isEqualTo(round);
                assertThat(hive.load(rank, 8)).isEqualTo(10 * round);
            }
        }
    }

    @Test
    @DisplayName(
            "K94 §3.1, I10: a notice for a page with unnoticed stores ends the own interval first, then makes its diff")
    void aNoticeForADirtyPageEndsTheOwnIntervalAndTakesItsDiff() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.store(1, 1, 2);
        hive.lock(0, 0);
        hive.unlock(0, 0);

        hive.lock(1, 0);

        assertThat(hive.totals(1).intervals()).isEqualTo(1);
        assertThat(hive.totals(1).diffsMade()).isEqualTo(1);
        assertThat(hive.access(1, 0)).isEqualTo(Access.INVALID);
        // The own interval precedes nothing of the other's, and is not preceded by it.
        hive.unlock(1, 0);
        int before = hive.sent();
        hive.lock(0, 0);
        assertThat(hive.sentSince(before, LockGrant.class).getFirst().news())
                .extracting(Interval::time)
                .containsExactly(VectorTime.of(0, 1));
    }

    @Test
    @DisplayName("K94 §3.1, I10: a notice for another page leaves unnoticed stores without an interval")
    void aNoticeForAnotherPageEndsNoInterval() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.store(1, PAGE_SIZE, 2);
        hive.pass(0, 1, 0);

        assertThat(hive.totals(1).intervals()).isZero();
        assertThat(hive.access(1, 1)).isEqualTo(Access.WRITE);
    }

    @Test
    @DisplayName("I10: a notice for a page whose own diff is outstanding makes that diff before it counts")
    void aNoticeForAnAnnouncedPageMakesTheOutstandingDiff() {
        TinyHive hive = new TinyHive(2);
        hive.store(1, 1, 2);
        hive.pass(1, 0, 1);
        assertThat(hive.totals(1).diffsMade()).isZero();
        hive.store(0, 0, 1);
        hive.pass(0, 1, 0);

        assertThat(hive.totals(1).diffsMade()).isEqualTo(1);
        assertThat(hive.load(1, 0)).isEqualTo(1);
        hive.unlock(0, 1);
        hive.pass(1, 0, 1);
        assertThat(hive.load(0, 1)).isEqualTo(2);
    }

    @Test
    @DisplayName("I11: the resolution of a diff is the byte: neighbours in one word belong to different writers")
    void neighbouringBytesHaveDifferentWriters() {
        TinyHive hive = new TinyHive(2);
        for (int address = 0; address < 8; address++) {
            hive.store(address % 2, address, address + 1);
        }
        hive.barrier();
        for (int address = 0; address < 8; address++) {
            assertThat(hive.load(0, address)).isEqualTo(address + 1);
            assertThat(hive.load(1, address)).isEqualTo(address + 1);
        }
    }

    @Test
    @DisplayName("I12: an empty diff is an answer; it ends a miss and is not asked for again")
    void anEmptyDiffEndsAMiss() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 0);
        hive.pass(0, 1, 0);
        int before = hive.sent();

        assertThat(hive.load(1, 0)).isZero();
        assertThat(diffs(hive, before))
                .singleElement()
                .satisfies(news -> assertThat(news.diff().isEmpty()).isTrue());
        hive.load(1, 0);
        assertThat(hive.sentSince(before, PageRequest.class)).hasSize(1);
    }

    @Test
    @DisplayName("I13: an invalid page keeps its bytes, out of the program's sight, for diffs to land on")
    void anInvalidPageKeepsItsBytes() {
        TinyHive hive = new TinyHive(2);
        hive.store(1, 0, 1);
        hive.pass(1, 0, 1);
        assertThat(hive.load(0, 0)).isEqualTo(1);
        hive.store(0, 1, 2);
        hive.pass(0, 1, 0);

        assertThat(hive.access(1, 0)).isEqualTo(Access.INVALID);
        assertThat(hive.peek(1, 0)).isEqualTo(1);
        assertThat(hive.load(1, 0)).isEqualTo(1);
        assertThat(hive.load(1, 1)).isEqualTo(2);
        assertThat(hive.totals(1).pageFetches()).isZero();
    }

    @Test
    @DisplayName("I7: a notice whose changes a page holds already does not invalidate it")
    void aNoticeOfChangesThatAreHereLeavesThePageValid() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);
        hive.collect();
        hive.load(1, 0);
        hive.store(0, 0, 2);
        hive.pass(0, 1, 1);
        // The copy that drone 2 gets holds interval 0.2, of which it has not heard.
        assertThat(hive.load(2, 0)).isEqualTo(2);
        hive.unlock(1, 1);

        hive.lock(2, 1);

        assertThat(hive.access(2, 0)).isEqualTo(Access.READ);
        int before = hive.sent();
        assertThat(hive.load(2, 0)).isEqualTo(2);
        assertThat(hive.talkSince(before)).isEmpty();
    }

    @Test
    @DisplayName("I14: a page that nobody else holds is written without twin and notice after a collection")
    void aPageThatNobodyElseHoldsIsWrittenWithoutTwinAndNotice() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.collect();
        long twins = hive.totals(0).twins();

        hive.store(0, 0, 2);
        hive.pass(0, 1, 0);

        assertThat(hive.totals(0).twins()).isEqualTo(twins);
        assertThat(hive.totals(0).intervals()).isEqualTo(1);
        assertThat(hive.load(1, 0)).isEqualTo(2);
    }

    @Test
    @DisplayName("I14: a page is no longer exclusive once a copy has been given away")
    void aPageIsNotExclusiveAnyMoreOnceACopyIsGivenAway() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.collect();
        assertThat(hive.load(1, 0)).isEqualTo(1);

        hive.store(0, 0, 2);
        hive.pass(0, 1, 0);

        assertThat(hive.totals(0).intervals()).isEqualTo(2);
        assertThat(hive.load(1, 0)).isEqualTo(2);
    }
}
