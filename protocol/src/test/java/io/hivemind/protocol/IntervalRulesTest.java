package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Message.LockGrant;
import io.hivemind.protocol.Message.LockRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Intervals, vector time and write notices: invariants I1 to I5 of docs/protocol.md. */
class IntervalRulesTest {
    /** What drone {@code to} is told when it takes lock 0 from {@code from}, which releases it again for this. */
    private static LockGrant grant(TinyHive hive, int from, int to) {
        hive.lock(from, 0);
        hive.unlock(from, 0);
        int before = hive.sent();
        hive.lock(to, 0);
        hive.unlock(to, 0);
        return hive.sentSince(before, LockGrant.class).getLast();
    }

    @Test
    @DisplayName("K94 §3.1, I1: no dirty page, no interval, and the vector time does not advance")
    void aReleaseAfterNoStoreMakesNoInterval() {
        TinyHive hive = new TinyHive(2);
        hive.load(0, 0);

        assertThat(grant(hive, 0, 1).news()).isEmpty();
        assertThat(hive.totals(0).intervals()).isZero();

        int before = hive.sent();
        grant(hive, 1, 0);
        grant(hive, 0, 1);
        assertThat(hive.sentSince(before, LockRequest.class))
                .extracting(LockRequest::time)
                .containsOnly(VectorTime.zero(2));
    }

    @Test
    @DisplayName("K94 §3.1, I1: the record of an interval is made only when another drone must hear of it")
    void releasesThatNobodyWaitsForMakeNoInterval() {
        TinyHive hive = new TinyHive(2);
        for (int round = 1; round <= 3; round++) {
            hive.lock(0, 0);
            hive.store(0, 0, round);
            hive.unlock(0, 0);
        }
        assertThat(hive.totals(0).intervals()).isZero();

        assertThat(grant(hive, 0, 1).news()).hasSize(1);
        assertThat(hive.totals(0).intervals()).isEqualTo(1);
        assertThat(hive.load(1, 0)).isEqualTo(3);
    }

    @Test
    @DisplayName("K94 §3.1, I1: acquiring again a lock held last makes no interval and no message")
    void aLockHeldLastIsAcquiredAgainWithoutIntervalOrMessage() {
        TinyHive hive = new TinyHive(2);
        hive.lock(1, 0);
        hive.unlock(1, 0);
        hive.store(1, 0, 1);
        int before = hive.sent();

        hive.outcome(hive.acquire(1, 0));

        assertThat(hive.talkSince(before)).isEmpty();
        assertThat(hive.totals(1).intervals()).isZero();
        assertThat(hive.totals(1).lockAcquires()).isEqualTo(2);
        assertThat(hive.totals(1).remoteLockAcquires()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "K94 §2.2, I2: entry p of interval i of drone p is i, entry q the newest interval of q that precedes it")
    void theTimeOfAnIntervalCountsWhatPrecedesIt() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);
        assertThat(grant(hive, 0, 1).news()).extracting(Interval::time).containsExactly(VectorTime.of(1, 0, 0));
        hive.store(1, PAGE_SIZE, 1);
        List<Interval> news = grant(hive, 1, 2).news();

        assertThat(news).extracting(Interval::id).containsExactly(new IntervalId(0, 1), new IntervalId(1, 1));
        assertThat(news.get(1).time()).isEqualTo(VectorTime.of(1, 1, 0));
        hive.store(1, PAGE_SIZE, 2);
        hive.load(2, PAGE_SIZE);
        hive.store(1, PAGE_SIZE, 3);
        assertThat(grant(hive, 1, 0).news())
                .filteredOn(interval -> interval.creator() == 1)
                .allSatisfy(interval -> assertThat(interval.time().get(1)).isEqualTo(interval.index()))
                .extracting(Interval::index)
                .containsExactly(1, 2);
    }

    @Test
    @DisplayName(
            "K94 §2.2, I2: at an acquire the time becomes the pairwise maximum of the acquirer's and the releaser's")
    void anAcquireMakesTheMaximumOfBothTimes() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 1);
        hive.store(2, PAGE_SIZE, 1);
        hive.pass(1, 0, 1);
        hive.unlock(0, 1);
        hive.pass(2, 0, 2);
        hive.unlock(0, 2);
        hive.store(0, 2 * PAGE_SIZE, 1);
        hive.pass(0, 1, 0);
        hive.unlock(1, 0);

        int before = hive.sent();
        hive.lock(1, 3);
        assertThat(hive.sentSince(before, LockRequest.class))
                .extracting(LockRequest::time)
                .containsExactly(VectorTime.of(1, 1, 1));
    }

    @Test
    @DisplayName("K94 §2.2, I3: who knows an interval knows all that precede it, also those it heard of from others")
    void aGrantTellsOfWhatTheReleaserHeardFromOthers() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 7);
        grant(hive, 0, 1);

        assertThat(grant(hive, 1, 2).news()).extracting(Interval::id).containsExactly(new IntervalId(0, 1));
        assertThat(hive.load(2, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName("K94 §3.1, I4: a write notice names a page and carries no data")
    void aNoticeMovesNoData() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 5);
        hive.load(1, 0);
        hive.store(0, 3 * PAGE_SIZE, 5);
        int before = hive.sent();

        LockGrant grant = grant(hive, 0, 1);

        assertThat(grant.news()).extracting(Interval::pages).containsExactly(PageSet.of(0, 3));
        assertThat(hive.access(1, 0)).isEqualTo(Access.INVALID);
        assertThat(hive.peek(1, 0)).isZero();
        assertThat(hive.talkSince(before)).containsExactly("1 to 0 LockRequest", "0 to 1 LockGrant");
        assertThat(hive.totals(0).diffsMade()).isZero();
    }

    @Test
    @DisplayName("K94 §3.1, I4: only pages written since the last notice for them need one")
    void aPageThatWasNotWrittenSinceItsNoticeGetsNoOther() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        grant(hive, 0, 1);
        hive.load(1, 0);
        hive.store(0, PAGE_SIZE, 1);

        assertThat(grant(hive, 0, 1).news()).extracting(Interval::pages).containsExactly(PageSet.of(1));
    }

    @Test
    @DisplayName("I5: whatever all threads of a drone have stored is announced when one of them hands a token on")
    void whatAllThreadsHaveStoredIsAnnouncedTogether() {
        TinyHive hive = new TinyHive(2);
        hive.step(0, new Input.Register(1));
        hive.lock(0, 0);
        hive.store(0, 0, 1);
        hive.outcome(hive.touch(0, 1, 2, 1, Access.WRITE));
        hive.storeUnchecked(0, 2 * PAGE_SIZE, 2);
        hive.unlock(0, 0);
        int before = hive.sent();
        hive.lock(1, 0);

        assertThat(hive.sentSince(before, LockGrant.class).getFirst().news())
                .extracting(Interval::pages)
                .containsExactly(PageSet.of(0, 2));
        assertThat(hive.load(1, 0)).isEqualTo(1);
        assertThat(hive.load(1, 2 * PAGE_SIZE)).isEqualTo(2);
    }

    @Test
    @DisplayName("I5: stores made under a lock are announced by another one handed on later, and by a barrier")
    void storesAreAnnouncedWithWhateverSynchronisationComesFirst() {
        TinyHive hive = new TinyHive(3);
        hive.lock(0, 0);
        hive.store(0, 0, 1);
        hive.unlock(0, 0);
        hive.pass(0, 1, 3);
        assertThat(hive.load(1, 0)).isEqualTo(1);
        hive.store(0, PAGE_SIZE, 2);
        hive.barrier();
        assertThat(hive.load(2, PAGE_SIZE)).isEqualTo(2);
    }
}
