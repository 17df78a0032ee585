package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Message.LockGrant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The race that eats stores: a thread may be between its check and its store while the core, driven by another, makes the
 * diff and invalidates. Invariants I15 to I21 of docs/protocol.md.
 *
 * <p>Drone 0 has two threads here. Thread 0 checks and stores later; thread 1 drives the core meanwhile.
 */
class RacingStoresTest {
    private static final int LATE = 0;
    private static final int OTHER = 1;

    private final TinyHive hive = new TinyHive(2);

    @BeforeEach
    void drone0HasTwoThreads() {
        hive.step(0, new Input.Register(OTHER));
    }

    /** Drone 1 takes {@code lock} from a thread of drone 0 and gives it back to nobody. Returns what it is told. */
    private List<Interval> take(int thread, long lock) {
        long ticket = hive.acquire(0, thread, lock);
        hive.settle();
        hive.outcome(ticket);
        hive.unlock(0, thread, lock);
        int before = hive.sent();
        hive.lock(1, lock);
        hive.unlock(1, lock);
        return hive.sentSince(before, LockGrant.class).getLast().news();
    }

    /** Drone 1 writes another byte of page 0, and thread 1 of drone 0 learns of it. */
    private void invalidatePage0() {
        hive.lock(1, 7);
        hive.store(1, 60, 60);
        hive.unlock(1, 7);
        long ticket = hive.acquire(0, OTHER, 7);
        hive.settle();
        hive.outcome(ticket);
        hive.unlock(0, OTHER, 7);
        assertThat(hive.access(0, 0)).isEqualTo(Access.INVALID);
    }

    @Test
    @DisplayName(
            "I15: the snapshot that a diff is taken against becomes the new twin, so a late store is in the next diff")
    void aStoreThatLandsAfterTheDiffIsInTheNext() {
        hive.store(0, 0, 1);
        take(OTHER, 0);
        assertThat(hive.load(1, 0)).isEqualTo(1);

        hive.storeUnchecked(0, 1, 2);
        take(LATE, 0);

        assertThat(hive.load(1, 1)).isEqualTo(2);
    }

    @Test
    @DisplayName("I15: the page stays writable while threads run, so that a thread need not check twice")
    void thePageStaysWritableWhenItsDiffIsTakenWhileThreadsRun() {
        hive.store(0, 0, 1);
        take(OTHER, 0);
        hive.load(1, 0);

        assertThat(hive.access(0, 0)).isEqualTo(Access.WRITE);
        assertThat(hive.pages(0).hasTwin(0)).isTrue();
    }

    @Test
    @DisplayName("I16: while the diff of a notice is outstanding no further notice is needed")
    void noSecondNoticeWhileTheDiffIsOutstanding() {
        hive.store(0, 0, 1);
        assertThat(take(LATE, 0)).hasSize(1);
        hive.store(0, 1, 2);

        assertThat(take(LATE, 0)).isEmpty();
        assertThat(hive.load(1, 1)).isEqualTo(2);
    }

    @Test
    @DisplayName("I16: after the diff was taken the next close compares page and twin, and notices what has changed")
    void afterTheDiffTheNextCloseComparesAndNotices() {
        hive.store(0, 0, 1);
        take(LATE, 0);
        hive.load(1, 0);
        assertThat(take(LATE, 0)).isEmpty();

        hive.store(0, 0, 1);
        assertThat(take(LATE, 0)).isEmpty();
        hive.store(0, 0, 3);
        assertThat(take(LATE, 0)).hasSize(1);
        assertThat(hive.load(1, 0)).isEqualTo(3);
    }

    @Test
    @DisplayName("I16: a page that a close finds unchanged may no longer be written without asking")
    void anUnchangedPageIsProtectedAtTheNextClose() {
        hive.store(0, 0, 1);
        take(OTHER, 0);
        hive.load(1, 0);
        take(OTHER, 0);

        assertThat(hive.access(0, 0)).isEqualTo(Access.READ);
    }

    @Test
    @DisplayName("I17: incoming diffs change the page and its twin, so that the next own diff holds own bytes alone")
    void incomingDiffsChangePageAndTwin() {
        hive.store(0, 0, 1);
        invalidatePage0();
        hive.storeUnchecked(0, 1, 2);
        assertThat(hive.load(0, 60)).isEqualTo(60);
        assertThat(hive.load(0, 1)).isEqualTo(2);

        // Were byte 60 in the own diff as well, it would undo what drone 1 stores next.
        hive.load(1, 0);
        hive.store(1, 60, 61);
        take(LATE, 0);
        assertThat(hive.load(1, 1)).isEqualTo(2);
        assertThat(hive.load(1, 60)).isEqualTo(61);
    }

    @Test
    @DisplayName("I18: twins go only when no thread of the drone can be between check and store")
    void aTwinStaysUntilEveryThreadHasSynchronised() {
        hive.store(0, 0, 1);
        take(OTHER, 0);
        hive.load(1, 0);
        take(OTHER, 0);
        take(OTHER, 0);
        assertThat(hive.node(0).cooling()).isEqualTo(1);
        assertThat(hive.pages(0).hasTwin(0)).isTrue();

        hive.step(0, new Input.Acquire(hive.ticket(), LATE, 2, false));
        assertThat(hive.node(0).cooling()).isZero();
        assertThat(hive.pages(0).hasTwin(0)).isFalse();
        assertThat(hive.totals(0).twinPages()).isZero();
    }

    @Test
    @DisplayName("I18: a thread seen outside any access counts as having synchronised")
    void aTwinGoesWhenTheOtherThreadWasSeenOutsideAnyAccess() {
        hive.store(0, 0, 1);
        take(OTHER, 0);
        hive.load(1, 0);
        take(OTHER, 0);
        take(OTHER, 0);

        hive.step(0, new Input.Quiesce(LATE));
        assertThat(hive.pages(0).hasTwin(0)).isFalse();
    }

    @Test
    @DisplayName("I18: a thread that has ended is not waited for")
    void aTwinGoesWhenTheOtherThreadHasEnded() {
        hive.store(0, 0, 1);
        take(OTHER, 0);
        hive.load(1, 0);
        take(OTHER, 0);
        take(OTHER, 0);

        hive.step(0, new Input.Retire(LATE));
        assertThat(hive.pages(0).hasTwin(0)).isFalse();
    }

    @Test
    @DisplayName("I18: when all threads are inside a synchronisation no twin need stay")
    void noTwinStaysWhenNoThreadRuns() {
        hive.store(0, 0, 1);
        take(OTHER, 0);
        hive.arrive(0, LATE, 0, 2);
        hive.arrive(0, OTHER, 0, 2);

        assertThat(hive.load(1, 0)).isEqualTo(1);

        assertThat(hive.pages(0).hasTwin(0)).isFalse();
        assertThat(hive.access(0, 0)).isEqualTo(Access.READ);
    }

    @Test
    @DisplayName(
            "I18: a thread that releases is inside a synchronisation, so the twin of an unchanged page goes at once")
    void theOnlyThreadsReleaseLeavesNoTwinBehind() {
        hive.step(0, new Input.Retire(OTHER));
        hive.lock(0, 0);
        hive.store(0, 0, 1);
        hive.lock(0, 2);
        hive.unlock(0, 0);
        hive.lock(1, 0);
        hive.load(1, 0);
        hive.unlock(1, 0);
        hive.acquire(1, 2);
        hive.deliver(1, 0);
        assertThat(hive.pages(0).hasTwin(0)).isTrue();

        hive.unlock(0, 2);

        assertThat(hive.pages(0).hasTwin(0)).isFalse();
        assertThat(hive.node(0).cooling()).isZero();
    }

    @Test
    @DisplayName("I19: a store that lands on a page invalidated meanwhile is announced by its thread's own release")
    void aStoreThatLandsOnAnInvalidPageIsAnnounced() {
        hive.store(0, 0, 1);
        invalidatePage0();
        hive.storeUnchecked(0, 1, 2);

        assertThat(take(LATE, 0)).extracting(Interval::id).contains(new IntervalId(0, 2));
        assertThat(hive.load(1, 1)).isEqualTo(2);
        assertThat(hive.load(1, 0)).isEqualTo(1);
        assertThat(hive.load(1, 60)).isEqualTo(60);
    }

    @Test
    @DisplayName("I19: a store that lands while the page cools is announced by its thread's own release")
    void aStoreThatLandsOnACoolingPageIsAnnounced() {
        hive.lock(0, 2);
        hive.store(0, 0, 1);
        invalidatePage0();
        // A close finds the page unchanged, and it begins to cool.
        take(OTHER, 0);
        assertThat(hive.node(0).cooling()).isEqualTo(1);
        hive.storeUnchecked(0, 1, 2);
        hive.unlock(0, LATE, 2);

        hive.lock(1, 2);
        assertThat(hive.load(1, 1)).isEqualTo(2);
    }

    @Test
    @DisplayName("I19: a page that cools twice at one moment is announced once")
    void aPageThatCoolsTwiceAtOneMomentIsAnnouncedOnce() {
        hive.store(0, PAGE_SIZE, 1);
        hive.store(0, 0, 1);
        take(OTHER, 0);
        hive.load(1, PAGE_SIZE);
        hive.load(1, 0);
        hive.lock(0, 0);
        hive.lock(0, 2);
        hive.unlock(0, 2);
        hive.unlock(0, 0);
        // Both grants are made by messages, between which no thread of drone 0 synchronises.
        hive.lock(1, 0);
        hive.touch(0, 0, Access.WRITE);
        hive.lock(1, 2);
        assertThat(hive.node(0).cooling()).isEqualTo(3);
        hive.storeUnchecked(0, 1, 2);
        hive.unlock(1, 2);
        hive.unlock(1, 0);

        assertThat(take(OTHER, 0)).hasSize(1);
        assertThat(hive.load(1, 1)).isEqualTo(2);
        assertThat(hive.totals(0).consistencyBytes()).isEqualTo(hive.totals(1).consistencyBytes());
    }

    @Test
    @DisplayName("I20: before a whole copy is given away the outstanding diff is made")
    void theOutstandingDiffIsMadeBeforeACopyIsGivenAway() {
        hive.store(0, 0, 1);
        hive.collect();
        assertThat(hive.load(1, 0)).isEqualTo(1);
        hive.store(1, PAGE_SIZE, 1);
        hive.collect();
        // Drone 0 wrote page 0 last; the copy of drone 1 is whole, and page 1 has no copy at drone 0.
        hive.store(1, PAGE_SIZE, 2);
        hive.store(1, PAGE_SIZE + 1, 3);
        hive.pass(1, 0, 1);
        assertThat(hive.load(0, PAGE_SIZE + 1)).isEqualTo(3);
        hive.store(1, PAGE_SIZE + 2, 4);
        hive.unlock(0, 1);
        hive.pass(1, 0, 1);

        assertThat(hive.load(0, PAGE_SIZE + 2)).isEqualTo(4);
    }

    @Test
    @DisplayName("I20: a store that lands after a copy of an exclusive page was given away is announced")
    void aStoreAfterTheCopyOfAnExclusivePageIsAnnounced() {
        hive.store(0, 0, 1);
        hive.step(0, new Input.Retire(OTHER));
        hive.collect();
        hive.store(0, 0, 2);
        assertThat(hive.load(1, 0)).isEqualTo(2);

        hive.storeUnchecked(0, 1, 3);
        take(LATE, 0);

        assertThat(hive.load(1, 1)).isEqualTo(3);
    }

    @Test
    @DisplayName("I20: a copy holds no store that nobody was told of, for the next might undo it unseen")
    void aCopyHoldsNoStoreThatNobodyWasToldOf() {
        TinyHive three = new TinyHive(3);
        three.store(0, 0, 1);
        three.collect();
        three.load(1, 0);
        three.store(0, 1, 7);
        assertThat(three.load(2, 0)).isEqualTo(1);
        assertThat(three.peek(2, 1)).isZero();
        three.store(0, 1, 0);

        three.barrier();
        for (int rank = 0; rank < 3; rank++) {
            assertThat(three.load(rank, 1)).isZero();
        }
    }

    @Test
    @DisplayName("I21: a thread that waits for pages may store when it wakes, and so counts as between check and store")
    void aThreadThatWaitsForPagesCountsAsRunning() {
        TinyHive three = new TinyHive(3);
        three.step(0, new Input.Register(OTHER));
        three.lock(0, 0);
        three.store(0, 0, 1);
        three.store(2, PAGE_SIZE, 1);
        three.pass(2, 1, 2);
        three.store(1, 60, 60);
        three.unlock(1, 2);
        three.pass(2, 0, 5);
        three.unlock(0, 5);
        // Thread 0 wants pages 0 and 1. Page 0 is here; before page 1 comes, thread 1 learns of a store into page 0.
        long wait = three.touch(0, LATE, 0, 2, Access.WRITE);
        three.acquire(0, OTHER, 7);
        three.deliver(0, 1);
        three.deliver(1, 0);
        assertThat(three.access(0, 0)).isEqualTo(Access.INVALID);
        three.settle();
        three.outcome(wait);
        three.storeUnchecked(0, 1, 9);
        three.unlock(0, LATE, 0);

        three.lock(1, 0);
        assertThat(three.load(1, 1)).isEqualTo(9);
    }
}
