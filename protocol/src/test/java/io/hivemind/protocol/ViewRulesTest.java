package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Outcome.Plain;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Drones that come and go: invariants I62 to I70 of docs/protocol.md. */
class ViewRulesTest {
    private static final int PAGE = TinyHive.PAGE_SIZE;

    @Test
    @DisplayName("I62: a newcomer and all members learn of the same view, and a leaver of its last")
    void allLearnOfTheSameViews() {
        TinyHive hive = new TinyHive(2);
        int newcomer = hive.join();
        hive.leave(0);
        View second = new View(1, List.of(0, 1, 2), 3);
        View third = new View(2, List.of(1, 2), 3);
        assertThat(newcomer).isEqualTo(2);
        for (int rank = 0; rank < 3; rank++) {
            assertThat(hive.views(rank)).containsExactly(second, third);
        }
        assertThat(hive.view().coordinator()).isEqualTo(1);
        assertThat(hive.join()).isEqualTo(3);
        assertThat(hive.view()).isEqualTo(new View(3, List.of(1, 2, 3), 4));
    }

    @Test
    @DisplayName(
            "I63: what was written before a newcomer came, released or not, it reads; and what it writes others read")
    void aNewcomerReadsWhatWasWritten() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 10);
        hive.store(1, PAGE, 11);
        hive.collect();
        hive.store(1, 2 * PAGE, 12);
        hive.store(0, 1, 13);
        int newcomer = hive.join();
        assertThat(hive.load(newcomer, 0)).isEqualTo(10);
        assertThat(hive.load(newcomer, PAGE)).isEqualTo(11);
        assertThat(hive.load(newcomer, 2 * PAGE)).isEqualTo(12);
        assertThat(hive.load(newcomer, 1)).isEqualTo(13);
        hive.store(newcomer, 3, 14);
        hive.barrier();
        assertThat(hive.load(0, 3)).isEqualTo(14);
        assertThat(hive.load(1, 3)).isEqualTo(14);
    }

    @Test
    @DisplayName("I63: a drone that was alone tells the first newcomer all that it wrote")
    void aLoneDroneIsJoined() {
        TinyHive hive = new TinyHive(1);
        hive.store(0, 0, 1);
        hive.lock(0, 7);
        hive.store(0, 5 * PAGE, 2);
        int newcomer = hive.join();
        long waiting = hive.acquire(newcomer, 7);
        hive.settle();
        assertThat(hive.isOver(waiting)).isFalse();
        hive.store(0, 0, 3);
        hive.unlock(0, 7);
        hive.settle();
        assertThat(hive.outcome(waiting)).isEqualTo(Plain.DONE);
        assertThat(hive.load(newcomer, 0)).isEqualTo(3);
        assertThat(hive.load(newcomer, 5 * PAGE)).isEqualTo(2);
    }

    @Test
    @DisplayName("I64: members leave one after the other, the coordinator too, and nothing that they wrote is lost")
    void nothingIsLostWhenDronesLeave() {
        TinyHive hive = new TinyHive(4);
        for (int rank = 0; rank < 4; rank++) {
            hive.store(rank, rank * PAGE, 10 + rank);
        }
        hive.collect();
        for (int rank = 0; rank < 4; rank++) {
            hive.store(rank, 8 * PAGE + rank, 20 + rank);
        }
        for (int rank = 0; rank < 3; rank++) {
            hive.leave(rank);
        }
        for (int rank = 0; rank < 4; rank++) {
            assertThat(hive.load(3, rank * PAGE)).isEqualTo(10 + rank);
            assertThat(hive.load(3, 8 * PAGE + rank)).isEqualTo(20 + rank);
        }
        hive.barrier();
        hive.leave(3);
    }

    @Test
    @DisplayName("I66: a token that is on its way when the view changes arrives once")
    void aTokenOnItsWayIsNotLost() {
        TinyHive hive = new TinyHive(3);
        hive.pass(1, 2, 4);
        long waiting = hive.acquire(0, 4);
        hive.settle();
        hive.store(2, 0, 9);
        hive.unlock(2, 4);
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        hive.settle();
        assertThat(hive.outcome(waiting)).isEqualTo(Plain.DONE);
        assertThat(hive.load(0, 0)).isEqualTo(9);
        long next = hive.acquire(newcomer, 4);
        hive.settle();
        assertThat(hive.isOver(next)).isFalse();
        hive.unlock(0, 4);
        hive.settle();
        assertThat(hive.outcome(next)).isEqualTo(Plain.DONE);
    }

    @Test
    @DisplayName("I67: who waits for a lock goes on waiting in order")
    void waitersKeepTheirOrder() {
        TinyHive hive = new TinyHive(4);
        hive.lock(0, 1);
        long first = hive.acquire(3, 1);
        hive.settle();
        long second = hive.acquire(2, 1);
        hive.settle();
        hive.leave(1);
        hive.unlock(0, 1);
        hive.settle();
        assertThat(hive.outcome(first)).isEqualTo(Plain.DONE);
        assertThat(hive.isOver(second)).isFalse();
        hive.unlock(3, 1);
        hive.settle();
        assertThat(hive.outcome(second)).isEqualTo(Plain.DONE);
    }

    @Test
    @DisplayName("I69: a barrier at which drones wait counts those who come and not those who go")
    void aBarrierCountsTheMembers() {
        TinyHive hive = new TinyHive(3);
        long one = hive.arrive(1, 5);
        long two = hive.arrive(2, 5);
        int newcomer = hive.join();
        hive.leave(0);
        assertThat(hive.isOver(one)).isFalse();
        long three = hive.arrive(newcomer, 5);
        hive.settle();
        Outcome passed = new Outcome.Passed(new View(2, List.of(1, 2, 3), 4));
        assertThat(hive.outcome(one)).isEqualTo(passed);
        assertThat(hive.outcome(two)).isEqualTo(passed);
        assertThat(hive.outcome(three)).isEqualTo(passed);
    }

    @Test
    @DisplayName(
            "I65: a request of a view that is not here yet waits for it, and one of a view that is over is dropped")
    void whatBelongsToAnotherViewIsNotTakenIn() {
        TinyHive hive = new TinyHive(3);
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        hive.deliver(0, 1);
        hive.settleBut(0, 1);
        long early = hive.acquire(2, 1);
        hive.settleBut(0, 1);
        assertThat(hive.isOver(early)).isFalse();
        hive.settle();
        assertThat(hive.outcome(early)).isEqualTo(Plain.DONE);

        int sent = hive.sent();
        hive.forge(newcomer, 1, new Message.LockRequest(0, 5, VectorTime.zero(3), false));
        assertThat(hive.sent()).isEqualTo(sent);
    }

    @Test
    @DisplayName("I65: a drone that has reported says nothing about locks until the next view is here")
    void whoHasReportedIsSilent() {
        TinyHive hive = new TinyHive(3);
        long held = hive.acquire(0, 0);
        long waiting = hive.acquire(1, 0);
        hive.settle();
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        int sent = hive.sent();
        hive.unlock(0, 0);
        hive.acquire(0, 2);
        assertThat(hive.sent()).isEqualTo(sent);
        hive.settle();
        assertThat(hive.outcome(held)).isEqualTo(Plain.DONE);
        assertThat(hive.outcome(waiting)).isEqualTo(Plain.DONE);
    }

    @Test
    @DisplayName(
            "I68: a signal that is on its way when the view changes arrives, and so does one that is given meanwhile")
    void signalsAreNotLost() {
        TinyHive hive = new TinyHive(3);
        hive.lock(1, 4);
        long first = hive.await(1, 0, 4, 0);
        hive.settle();
        hive.lock(2, 4);
        long second = hive.await(2, 0, 4, 0);
        hive.settle();
        hive.lock(0, 4);
        hive.signal(0, 4, 0);
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        hive.signal(0, 4, 0);
        hive.settle();
        assertThat(hive.isOver(first) || hive.isOver(second)).isFalse();
        hive.unlock(0, 4);
        hive.settle();
        assertThat(hive.outcome(first)).isEqualTo(Plain.SIGNALLED);
        hive.unlock(1, 4);
        hive.settle();
        assertThat(hive.outcome(second)).isEqualTo(Plain.SIGNALLED);
    }

    @Test
    @DisplayName("I70: what a leaver owned and nobody wrote since finds another owner, whom newcomers ask")
    void whatALeaverOwnedFindsAnotherOwner() {
        TinyHive hive = new TinyHive(3);
        hive.store(2, 0, 1);
        hive.store(2, PAGE, 2);
        hive.collect();
        hive.store(2, PAGE, 3);
        hive.leave(2);
        int newcomer = hive.join();
        assertThat(hive.load(newcomer, 0)).isEqualTo(1);
        assertThat(hive.load(newcomer, PAGE)).isEqualTo(3);
        assertThat(hive.load(0, 0)).isEqualTo(1);
        hive.store(newcomer, 1, 4);
        hive.collect();
        hive.leave(0);
        hive.leave(1);
        assertThat(hive.load(newcomer, 0)).isEqualTo(1);
        assertThat(hive.load(newcomer, 1)).isEqualTo(4);
    }

    @Test
    @DisplayName(
            "I64: when all members want out while somebody wants in, one stays until the newcomer knows everything")
    void somebodyStaysUntilTheNewcomerKnows() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.store(1, PAGE, 2);
        int newcomer = hive.add();
        long[] leaves = {hive.ticket(), hive.ticket()};
        hive.step(1, new Input.Admit(newcomer));
        hive.step(1, new Input.Leave(leaves[1]));
        hive.deliver(1, 0);
        hive.step(0, new Input.Leave(leaves[0]));
        hive.settle();
        assertThat(hive.outcome(leaves[0])).isEqualTo(Plain.DONE);
        assertThat(hive.outcome(leaves[1])).isEqualTo(Plain.DONE);
        assertThat(hive.view().members()).containsExactly(newcomer);
        assertThat(hive.load(newcomer, 0)).isEqualTo(1);
        assertThat(hive.load(newcomer, PAGE)).isEqualTo(2);
    }
}
