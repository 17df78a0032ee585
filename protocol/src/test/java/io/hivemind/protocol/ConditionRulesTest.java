package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message.LockSignal;
import io.hivemind.protocol.Outcome.Plain;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Conditions of locks: invariants I34 and I35 of docs/protocol.md. */
class ConditionRulesTest {
    private static final int EMPTY = 0;
    private static final int FULL = 1;

    /** Drone {@code rank} waits on a condition of lock 0. */
    private static long sleep(TinyHive hive, int rank, int thread, int condition) {
        long lock = hive.acquire(rank, thread, 0);
        hive.settle();
        hive.outcome(lock);
        long wait = hive.await(rank, thread, 0, condition);
        hive.settle();
        return wait;
    }

    @Test
    @DisplayName("I34: who waits gives the lock back, and has it again when it wakes")
    void aWaiterGivesTheLockBackAndHasItAgain() {
        TinyHive hive = new TinyHive(2);
        long wait = sleep(hive, 1, 0, EMPTY);
        hive.lock(0, 0);
        hive.store(0, 0, 5);
        hive.signal(0, 0, EMPTY);
        hive.settle();
        assertThat(hive.isOver(wait)).isFalse();

        hive.unlock(0, 0);
        hive.settle();
        assertThat(hive.outcome(wait)).isEqualTo(Plain.SIGNALLED);
        assertThat(hive.load(1, 0)).isEqualTo(5);
        hive.unlock(1, 0);
    }

    @Test
    @DisplayName("I34: waiting costs no message; who waits travels with the lock")
    void waitersTravelWithTheLock() {
        TinyHive hive = new TinyHive(3);
        long wait = sleep(hive, 1, 0, EMPTY);
        hive.lock(2, 0);
        hive.unlock(2, 0);
        hive.lock(0, 0);
        int before = hive.sent();
        hive.signal(0, 0, EMPTY);
        assertThat(hive.talkSince(before)).containsExactly("0 to 1 LockSignal");
        hive.unlock(0, 0);
        hive.settle();
        assertThat(hive.outcome(wait)).isEqualTo(Plain.SIGNALLED);
    }

    @Test
    @DisplayName("I34: a signal wakes the thread of any drone that has waited longest, and no other")
    void aSignalWakesWhoeverHasWaitedLongest() {
        TinyHive hive = new TinyHive(3);
        long first = sleep(hive, 2, 0, EMPTY);
        long second = sleep(hive, 1, 0, EMPTY);
        hive.lock(0, 0);
        hive.signal(0, 0, EMPTY);
        hive.unlock(0, 0);
        hive.settle();

        assertThat(hive.outcome(first)).isEqualTo(Plain.SIGNALLED);
        assertThat(hive.isOver(second)).isFalse();
    }

    @Test
    @DisplayName("I34: a signal wakes nobody who waits on another condition")
    void aSignalLeavesOtherConditionsAlone() {
        TinyHive hive = new TinyHive(2);
        long empty = sleep(hive, 1, 0, EMPTY);
        long full = sleep(hive, 1, 1, FULL);
        hive.lock(0, 0);
        hive.signal(0, 0, FULL);
        hive.unlock(0, 0);
        hive.settle();

        assertThat(hive.isOver(empty)).isFalse();
        assertThat(hive.outcome(full)).isEqualTo(Plain.SIGNALLED);
    }

    @Test
    @DisplayName("I34: a signal to all wakes all, one after the other")
    void aSignalToAllWakesAll() {
        TinyHive hive = new TinyHive(3);
        long near = sleep(hive, 0, 1, EMPTY);
        long far = sleep(hive, 1, 0, EMPTY);
        long farther = sleep(hive, 2, 0, EMPTY);
        hive.lock(0, 0);
        hive.signalAll(0, 0, EMPTY);
        hive.unlock(0, 0);
        hive.settle();
        assertThat(hive.outcome(near)).isEqualTo(Plain.SIGNALLED);
        assertThat(hive.isOver(far) && hive.isOver(farther)).isFalse();
        hive.unlock(0, 1, 0);
        hive.settle();
        hive.unlock(hive.isOver(far) ? 1 : 2, 0);
        hive.settle();
        assertThat(hive.outcome(far)).isEqualTo(Plain.SIGNALLED);
        assertThat(hive.outcome(farther)).isEqualTo(Plain.SIGNALLED);
    }

    @Test
    @DisplayName("I73: who was signalled and gets the lock when its holder has failed is told that it is inherited")
    void whoIsSignalledInheritsToo() {
        TinyHive hive = new TinyHive(3);
        long wait = sleep(hive, 2, 0, EMPTY);
        hive.lock(1, 0);
        hive.acquire(0, 0);
        hive.settle();
        hive.signal(1, 0, EMPTY);
        hive.settle();
        hive.unlock(1, 0);
        hive.settle();
        hive.fail(0);
        assertThat(hive.outcome(wait)).isEqualTo(Plain.SIGNALLED_AND_INHERITED);
        hive.unlock(2, 0);
        long next = hive.acquire(1, 0);
        hive.settle();
        assertThat(hive.outcome(next)).isEqualTo(Plain.DONE);
    }

    @Test
    @DisplayName(
            "I73: so is who gives its wait up; a signal of the one that failed, which held the lock, does not count")
    void whoGivesItsWaitUpInheritsToo() {
        TinyHive hive = new TinyHive(3);
        long wait = sleep(hive, 2, 0, EMPTY);
        hive.lock(1, 0);
        hive.signal(1, 0, EMPTY);
        hive.abandon(2, wait);
        hive.settle();
        hive.fail(1);
        assertThat(hive.outcome(wait)).isEqualTo(Plain.NOT_SIGNALLED_AND_INHERITED);
    }

    @Test
    @DisplayName("I34: a signal that finds nobody is forgotten")
    void aSignalThatFindsNobodyIsForgotten() {
        TinyHive hive = new TinyHive(2);
        hive.lock(0, 0);
        hive.signal(0, 0, EMPTY);
        hive.unlock(0, 0);
        long wait = sleep(hive, 1, 0, EMPTY);
        assertThat(hive.isOver(wait)).isFalse();
    }

    @Test
    @DisplayName("I35: a wait given up ends with the lock, and no signal is spent on it")
    void aWaitGivenUpEndsWithTheLockAndCostsNoSignal() {
        TinyHive hive = new TinyHive(3);
        long gone = sleep(hive, 1, 0, EMPTY);
        long patient = sleep(hive, 2, 0, EMPTY);
        hive.abandon(1, gone);
        hive.settle();
        assertThat(hive.outcome(gone)).isEqualTo(Plain.NOT_SIGNALLED);
        hive.unlock(1, 0);

        hive.lock(0, 0);
        hive.signal(0, 0, EMPTY);
        hive.unlock(0, 0);
        hive.settle();
        assertThat(hive.outcome(patient)).isEqualTo(Plain.SIGNALLED);
    }

    @Test
    @DisplayName("I35: a wait given up while its signal is on the way was signalled, for the signal is spent")
    void aSignalOnItsWayIsSpentOnAWaitGivenUp() {
        TinyHive hive = new TinyHive(2);
        long wait = sleep(hive, 1, 0, EMPTY);
        hive.lock(0, 0);
        int before = hive.sent();
        hive.signal(0, 0, EMPTY);
        assertThat(hive.sentSince(before, LockSignal.class)).hasSize(1);
        hive.abandon(1, wait);
        hive.unlock(0, 0);
        hive.settle();

        assertThat(hive.outcome(wait)).isEqualTo(Plain.SIGNALLED);
    }

    @Test
    @DisplayName("I35: a wait given up stays on the list until it has the lock, and a signal may be spent on it")
    void aWaitGivenUpMayBeSignalledUntilItHasTheLock() {
        TinyHive hive = new TinyHive(2);
        long wait = sleep(hive, 1, 0, EMPTY);
        hive.lock(0, 0);
        hive.abandon(1, wait);
        hive.settle();
        assertThat(hive.isOver(wait)).isFalse();

        hive.signal(0, 0, EMPTY);
        hive.unlock(0, 0);
        hive.settle();
        assertThat(hive.outcome(wait)).isEqualTo(Plain.SIGNALLED);
    }

    @Test
    @DisplayName("I35: a wait given up twice, and signalled on top, claims the lock once")
    void aWaitClaimsTheLockOnce() {
        TinyHive hive = new TinyHive(2);
        long wait = sleep(hive, 1, 0, EMPTY);
        hive.lock(0, 0);
        hive.signal(0, 0, EMPTY);
        hive.abandon(1, wait);
        hive.abandon(1, wait);
        hive.settle();
        hive.unlock(0, 0);
        hive.settle();
        assertThat(hive.outcome(wait)).isEqualTo(Plain.SIGNALLED);
        hive.unlock(1, 0);
        assertThat(hive.outcome(hive.tryAcquire(1, 1, 0)))
                .as("the lock is free")
                .isEqualTo(Plain.DONE);
    }

    @Test
    @DisplayName("I35: a late signal for a wait that has ended wakes nobody")
    void aLateSignalWakesNobody() {
        TinyHive hive = new TinyHive(2);
        long wait = sleep(hive, 1, 0, EMPTY);
        hive.abandon(1, wait);
        hive.settle();
        hive.outcome(wait);
        hive.unlock(1, 0);
        int before = hive.sent();

        hive.forge(0, 1, new LockSignal(0, 0, wait));
        assertThat(hive.talkSince(before)).isEmpty();
    }

    @Test
    @DisplayName("I34: only the thread that holds the lock may wait or signal")
    void onlyTheHolderMayWaitOrSignal() {
        TinyHive hive = new TinyHive(2);
        assertThatThrownBy(() -> hive.await(0, 0, 0, EMPTY)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> hive.signal(0, 0, EMPTY)).isInstanceOf(ProtocolException.class);
    }
}
