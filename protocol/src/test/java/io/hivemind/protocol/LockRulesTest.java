package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message.LockGrant;
import io.hivemind.protocol.Message.LockRequest;
import io.hivemind.protocol.Outcome.Plain;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Locks: invariants I28 to I33 of docs/protocol.md. */
class LockRulesTest {
    @Test
    @DisplayName("K94 §3.2, I28: a lock's manager is its id modulo the number of drones, and has it first")
    void theManagerIsTheIdModuloTheDrones() {
        TinyHive hive = new TinyHive(3);
        for (int rank = 0; rank < 3; rank++) {
            hive.outcome(hive.acquire(rank, 3_000_000_000L + rank));
        }
        assertThat(hive.sent()).isZero();
    }

    @Test
    @DisplayName("K94 §3.2, I28: two messages if the manager held the lock last")
    void twoMessagesIfTheManagerHeldItLast() {
        TinyHive hive = new TinyHive(3);
        hive.lock(1, 0);
        assertThat(hive.talkSince(0)).containsExactly("1 to 0 LockRequest", "0 to 1 LockGrant");
    }

    @Test
    @DisplayName("K94 §3.2, I28: two messages if the manager itself takes it back")
    void twoMessagesIfTheManagerTakesItBack() {
        TinyHive hive = new TinyHive(3);
        hive.lock(1, 0);
        hive.unlock(1, 0);
        int before = hive.sent();
        hive.lock(0, 0);
        assertThat(hive.talkSince(before)).containsExactly("0 to 1 LockForward", "1 to 0 LockGrant");
    }

    @Test
    @DisplayName("K94 §3.2, I28: three messages otherwise: request, forward, grant")
    void threeMessagesOtherwise() {
        TinyHive hive = new TinyHive(3);
        hive.lock(1, 0);
        hive.unlock(1, 0);
        int before = hive.sent();
        hive.lock(2, 0);
        assertThat(hive.talkSince(before))
                .containsExactly("2 to 0 LockRequest", "0 to 1 LockForward", "1 to 2 LockGrant");
    }

    @Test
    @DisplayName("K94 §3.2, I28: a release sends nothing unless somebody waits")
    void aReleaseSendsNothingUnlessSomebodyWaits() {
        TinyHive hive = new TinyHive(2);
        hive.lock(1, 0);
        hive.store(1, 0, 1);
        int before = hive.sent();
        hive.unlock(1, 0);
        assertThat(hive.talkSince(before)).isEmpty();

        hive.lock(1, 0);
        hive.acquire(0, 0);
        hive.settle();
        before = hive.sent();
        hive.unlock(1, 0);
        assertThat(hive.talkSince(before)).containsExactly("1 to 0 LockGrant");
    }

    @Test
    @DisplayName("K94 §3.2, I29: the manager forwards to whoever asked last, not to whoever holds the lock")
    void theManagerForwardsToWhoeverAskedLast() {
        TinyHive hive = new TinyHive(4);
        hive.lock(1, 0);
        hive.acquire(2, 0);
        hive.settle();
        int before = hive.sent();
        hive.acquire(3, 0);
        hive.settle();

        assertThat(hive.talkSince(before)).containsExactly("3 to 0 LockRequest", "0 to 2 LockForward");
    }

    @Test
    @DisplayName("K94 §3.2, I29: a drone whose own request is still out queues the newcomer behind itself")
    void aNewcomerQueuesBehindADroneThatWaitsItself() {
        TinyHive hive = new TinyHive(4);
        hive.lock(1, 0);
        long second = hive.acquire(2, 0);
        hive.settle();
        long third = hive.acquire(3, 0);
        hive.settle();

        hive.unlock(1, 0);
        hive.settle();
        hive.outcome(second);
        assertThat(hive.isOver(third)).isFalse();
        hive.unlock(2, 0);
        hive.settle();
        hive.outcome(third);
    }

    @Test
    @DisplayName("I29: threads of one drone and other drones get the lock in the order in which they came")
    void localThreadsDoNotOvertakeOtherDrones() {
        TinyHive hive = new TinyHive(2);
        hive.outcome(hive.acquire(0, 0, 0));
        long local = hive.acquire(0, 1, 0);
        long remote = hive.acquire(1, 0);
        hive.settle();
        long later = hive.acquire(0, 2, 0);

        hive.unlock(0, 0, 0);
        hive.outcome(local);
        assertThat(hive.isOver(remote)).isFalse();
        hive.unlock(0, 1, 0);
        hive.settle();
        hive.outcome(remote);
        assertThat(hive.isOver(later)).isFalse();
        hive.unlock(1, 0);
        hive.settle();
        hive.outcome(later);
    }

    @Test
    @DisplayName("K94 §3.2, I30: the grant carries every interval that the acquirer has not seen, and no other")
    void theGrantCarriesWhatTheAcquirerLacks() {
        TinyHive hive = new TinyHive(3);
        hive.store(2, 2 * PAGE_SIZE, 1);
        hive.pass(2, 0, 2);
        hive.unlock(0, 2);
        hive.store(0, 0, 1);
        hive.pass(0, 1, 0);
        hive.load(1, 0);
        hive.store(1, PAGE_SIZE, 1);
        hive.unlock(1, 0);
        hive.store(0, 3 * PAGE_SIZE, 1);
        int before = hive.sent();
        hive.lock(2, 0);

        assertThat(hive.sentSince(before, LockGrant.class))
                .singleElement()
                .satisfies(grant -> assertThat(grant.news())
                        .as("creator by creator, ascending; nothing of drone 2, which knows its own")
                        .extracting(Interval::id)
                        .containsExactly(new IntervalId(0, 1), new IntervalId(1, 1)));
    }

    @Test
    @DisplayName("I30: a second grant brings only what came since the first")
    void aSecondGrantBringsOnlyWhatIsNew() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.pass(0, 1, 0);
        hive.unlock(1, 0);
        hive.store(0, PAGE_SIZE, 1);
        int before = hive.sent();
        hive.pass(0, 1, 0);

        assertThat(hive.sentSince(before, LockGrant.class).getLast().news())
                .extracting(Interval::id)
                .containsExactly(new IntervalId(0, 2));
    }

    @Test
    @DisplayName("I31: the fence grows with every acquisition, wherever the lock is")
    void theFenceGrowsWithEveryAcquisition() {
        TinyHive hive = new TinyHive(2);
        long last = 0;
        for (int round = 0; round < 3; round++) {
            for (int rank : new int[] {0, 1, 1}) {
                hive.lock(rank, 0);
                assertThat(hive.node(rank).fence(0)).isGreaterThan(last);
                last = hive.node(rank).fence(0);
                hive.unlock(rank, 0);
            }
        }
        assertThat(last).isEqualTo(9);
    }

    @Test
    @DisplayName("I32: a try takes a free lock at once, and is refused at once where a thread of this drone has it")
    void aTryIsAnsweredAtOnceWhereTheLockIs() {
        TinyHive hive = new TinyHive(2);
        assertThat(hive.outcome(hive.tryAcquire(0, 0, 0))).isEqualTo(Plain.DONE);
        assertThat(hive.outcome(hive.tryAcquire(0, 1, 0))).isEqualTo(Plain.REFUSED);
        hive.unlock(0, 0);
        assertThat(hive.outcome(hive.tryAcquire(0, 1, 0))).isEqualTo(Plain.DONE);
        assertThat(hive.sent()).isZero();
    }

    @Test
    @DisplayName("I32: a try takes a lock that is free at another drone, with what it must hear")
    void aTryTakesALockThatIsFreeElsewhere() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        long wait = hive.tryAcquire(1, 0, 0);
        hive.settle();

        assertThat(hive.outcome(wait)).isEqualTo(Plain.DONE);
        assertThat(hive.load(1, 0)).isEqualTo(1);
    }

    @Test
    @DisplayName("I32: a try for a lock held elsewhere is refused by its holder; the request stands and the lock comes")
    void aTryForALockHeldElsewhereIsRefusedAndTheLockComesLater() {
        TinyHive hive = new TinyHive(3);
        hive.lock(1, 0);
        long wait = hive.tryAcquire(2, 0, 0);
        int before = hive.sent();
        hive.settle();
        assertThat(hive.outcome(wait)).isEqualTo(Plain.REFUSED);
        assertThat(hive.talkSince(before)).containsExactly("0 to 1 LockForward", "1 to 2 LockBusy");

        hive.unlock(1, 0);
        hive.settle();
        before = hive.sent();
        hive.outcome(hive.acquire(2, 0));
        assertThat(hive.talkSince(before)).isEmpty();
    }

    @Test
    @DisplayName("I32: a thread that queues behind a refused try still gets the lock")
    void whoQueuesBehindARefusedTryGetsTheLock() {
        TinyHive hive = new TinyHive(2);
        hive.lock(0, 0);
        long attempt = hive.tryAcquire(1, 0, 0);
        long patient = hive.acquire(1, 1, 0);
        hive.settle();
        assertThat(hive.outcome(attempt)).isEqualTo(Plain.REFUSED);
        assertThat(hive.isOver(patient)).isFalse();

        hive.unlock(0, 0);
        hive.settle();
        assertThat(hive.outcome(patient)).isEqualTo(Plain.DONE);
    }

    @Test
    @DisplayName("I32: a second try while the request of the first is out is refused at once")
    void aTryWhileARequestIsOutIsRefused() {
        TinyHive hive = new TinyHive(2);
        hive.lock(0, 0);
        hive.acquire(1, 0);
        int before = hive.sent();
        assertThat(hive.outcome(hive.tryAcquire(1, 1, 0))).isEqualTo(Plain.REFUSED);
        assertThat(hive.sent()).isEqualTo(before);
    }

    @Test
    @DisplayName("I33: an abandoned wait has nothing; the token that was asked for stays here free until somebody asks")
    void anAbandonedWaitLeavesTheTokenFree() {
        TinyHive hive = new TinyHive(3);
        hive.lock(0, 0);
        long wait = hive.acquire(1, 0);
        hive.settle();
        hive.abandon(1, wait);
        assertThat(hive.outcome(wait)).isEqualTo(Plain.ABANDONED);

        hive.store(0, 0, 4);
        hive.unlock(0, 0);
        hive.settle();
        long next = hive.acquire(2, 0);
        hive.settle();
        assertThat(hive.outcome(next)).isEqualTo(Plain.DONE);
        assertThat(hive.load(2, 0)).isEqualTo(4);
    }

    @Test
    @DisplayName("I33: of several waiting threads one abandons and the others keep their turn")
    void theOthersKeepTheirTurnWhenOneAbandons() {
        TinyHive hive = new TinyHive(2);
        hive.lock(0, 0);
        long first = hive.acquire(0, 1, 0);
        long second = hive.acquire(0, 2, 0);
        hive.abandon(0, first);
        hive.unlock(0, 0);

        assertThat(hive.outcome(first)).isEqualTo(Plain.ABANDONED);
        assertThat(hive.outcome(second)).isEqualTo(Plain.DONE);
    }

    @Test
    @DisplayName("I33: abandoning a wait that has ended changes nothing")
    void abandoningAWaitThatHasEndedChangesNothing() {
        TinyHive hive = new TinyHive(2);
        long wait = hive.acquire(0, 0);
        hive.abandon(0, wait);
        assertThat(hive.outcome(wait)).isEqualTo(Plain.DONE);
        assertThat(hive.outcome(hive.tryAcquire(0, 1, 0))).isEqualTo(Plain.REFUSED);
    }

    @Test
    @DisplayName("I33: a wait abandoned between request and forward does not break the chain of drones")
    void aWaitAbandonedWhileOthersQueueBehindItKeepsTheChain() {
        TinyHive hive = new TinyHive(3);
        hive.lock(0, 0);
        long first = hive.acquire(1, 0);
        hive.settle();
        long second = hive.acquire(2, 0);
        hive.settle();
        hive.abandon(1, first);
        long again = hive.acquire(1, 0);

        hive.unlock(0, 0);
        hive.settle();
        assertThat(hive.outcome(second)).isEqualTo(Plain.DONE);
        assertThat(hive.isOver(again)).isFalse();
        hive.unlock(2, 0);
        hive.settle();
        assertThat(hive.outcome(again)).isEqualTo(Plain.DONE);
    }

    @Test
    @DisplayName("I28: only the thread that holds a lock may release it")
    void onlyItsHolderMayReleaseALock() {
        TinyHive hive = new TinyHive(2);
        hive.lock(0, 0);
        assertThatThrownBy(() -> hive.unlock(0, 1, 0))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("Thread 1 of drone 0 does not hold lock 0");
    }

    @Test
    @DisplayName("I28: there is one token; a grant that was not asked for and a second request stop the drone")
    void aSecondTokenIsAnError() {
        TinyHive hive = new TinyHive(2);
        assertThatThrownBy(() -> hive.forge(1, 0, new LockGrant(0, 0, 1, false, List.of(), List.of(), List.of())))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("lock 0");
        hive.lock(1, 0);
        assertThatThrownBy(() -> hive.forge(1, 0, new LockRequest(0, 0, VectorTime.zero(2), false)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("not twice");
    }
}
