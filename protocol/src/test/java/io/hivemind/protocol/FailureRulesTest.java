package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Outcome.Plain;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Drones that fail, and what outlives them: invariants I73 to I78 of docs/protocol.md. */
class FailureRulesTest {
    private static final int PAGE = TinyHive.PAGE_SIZE;

    @Test
    @DisplayName("I73: a lock that the one that failed held goes to the next who waits, who is told; its fence grows")
    void aLockIsInherited() {
        TinyHive hive = new TinyHive(3);
        hive.pass(0, 1, 5);
        long before = hive.node(1).fence(5);
        long waiting = hive.acquire(2, 5);
        hive.settle();
        hive.fail(1);
        assertThat(hive.outcome(waiting)).isEqualTo(Plain.INHERITED);
        assertThat(hive.node(2).fence(5)).isGreaterThan(before);
        hive.unlock(2, 5);
        long next = hive.acquire(0, 5);
        hive.settle();
        assertThat(hive.outcome(next)).isEqualTo(Plain.DONE);
    }

    @Test
    @DisplayName("I74: a barrier opens when those who are left have arrived")
    void aBarrierCountsThoseWhoAreLeft() {
        TinyHive hive = new TinyHive(3);
        long one = hive.arrive(1, 0);
        long two = hive.arrive(2, 0);
        hive.settle();
        hive.fail(0);
        Outcome passed = new Outcome.Passed(new View(1, List.of(1, 2), 3));
        assertThat(hive.outcome(one)).isEqualTo(passed);
        assertThat(hive.outcome(two)).isEqualTo(passed);
    }

    @Test
    @DisplayName("I75: what others have of the pages of one that failed stays; what nobody has is lost and said to be")
    void whatNobodyHasIsLostAndSaidToBe() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 7);
        hive.store(1, PAGE, 8);
        hive.barrier();
        assertThat(hive.load(0, 0)).isEqualTo(7);
        hive.store(1, 2 * PAGE, 9);
        hive.fail(1);
        assertThat(hive.load(0, 0)).isEqualTo(7);
        assertThat(hive.load(2, 0)).isEqualTo(7);
        assertThat(hive.load(2, PAGE)).isZero();
        assertThat(hive.load(2, 2 * PAGE)).isZero();
        assertThat(hive.losses()).extracting(Message.Repair::page).containsOnly(1);
    }

    @Test
    @DisplayName("I75: a page that the one that failed owned is had from a copy")
    void aPageIsHadFromACopy() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 7);
        hive.collect();
        assertThat(hive.load(2, 0)).isEqualTo(7);
        hive.store(2, 1, 8);
        hive.fail(1);
        assertThat(hive.load(0, 0)).isEqualTo(7);
        hive.barrier();
        assertThat(hive.load(0, 1)).isEqualTo(8);
        assertThat(hive.losses()).isEmpty();
    }

    @Test
    @DisplayName("I76: who waits for a page of one that failed asks another")
    void whoWaitsAsksAnother() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 7);
        hive.collect();
        assertThat(hive.load(2, 0)).isEqualTo(7);
        long waiting = hive.touch(0, 0, Access.READ);
        hive.fail(1);
        assertThat(hive.outcome(waiting)).isEqualTo(Plain.DONE);
        assertThat(hive.load(0, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName("I77: with backup nothing that was released is lost, by barriers or locks, whoever fails")
    void nothingReleasedIsLost() {
        for (int dead = 0; dead < 3; dead++) {
            TinyHive hive = TinyHive.backed(3, 1);
            for (int rank = 0; rank < 3; rank++) {
                hive.store(rank, rank * PAGE, 10 + rank);
            }
            hive.barrier();
            int next = (dead + 1) % 3;
            hive.lock(dead, 9);
            hive.store(dead, 5 * PAGE, 7);
            hive.unlock(dead, 9);
            hive.lock(next, 9);
            hive.fail(dead);
            assertThat(hive.load(next, 5 * PAGE)).isEqualTo(7);
            for (int rank = 0; rank < 3; rank++) {
                assertThat(hive.load(next, rank * PAGE)).isEqualTo(10 + rank);
            }
            assertThat(hive.losses()).isEmpty();
        }
    }

    @Test
    @DisplayName("I77: with backup by two nobody hears of an interval before two others have it")
    void nobodyHearsBeforeTwoHaveIt() {
        TinyHive hive = TinyHive.backed(4, 2);
        hive.lock(1, 1);
        hive.store(1, 0, 7);
        long waiting = hive.acquire(2, 1);
        hive.deliver(2, 1);
        hive.unlock(1, 1);
        assertThat(hive.sentSince(0, Message.LockGrant.class)).isEmpty();
        hive.settle();
        assertThat(hive.outcome(waiting)).isEqualTo(Plain.DONE);
        hive.unlock(2, 1);
        hive.lock(0, 1);
        hive.kill(1);
        hive.fail(2);
        hive.step(0, new Input.Suspect(1));
        hive.step(3, new Input.Suspect(1));
        hive.settle();
        assertThat(hive.load(0, 0)).isEqualTo(7);
        assertThat(hive.losses()).isEmpty();
    }

    @Test
    @DisplayName("I78: with backup the copy of an owner that fails is at its deputy, also after the members changed")
    void theDeputyHasTheCopy() {
        TinyHive hive = TinyHive.backed(3, 1);
        for (int rank = 0; rank < 3; rank++) {
            hive.store(rank, rank * PAGE, 10 + rank);
        }
        hive.collect();
        int newcomer = hive.join();
        hive.fail(2);
        hive.fail(0);
        for (int rank = 0; rank < 3; rank++) {
            assertThat(hive.load(newcomer, rank * PAGE)).isEqualTo(10 + rank);
        }
        assertThat(hive.losses()).isEmpty();
    }

    @Test
    @DisplayName("I77: nobody waits for one that is taken to have failed to keep what was released")
    void nobodyWaitsForTheDeadToKeepAnything() {
        TinyHive hive = TinyHive.backed(3, 2);
        hive.lock(1, 1);
        hive.store(1, 0, 7);
        long waiting = hive.acquire(2, 1);
        hive.deliver(2, 1);
        hive.kill(0);
        hive.unlock(1, 1);
        hive.settle();
        assertThat(hive.isOver(waiting)).isFalse();
        hive.fail(0);
        assertThat(hive.outcome(waiting)).isEqualTo(Plain.DONE);
        assertThat(hive.load(2, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName("I64: a leaver goes when nobody is left who could let it go or need it")
    void aLeaverGoesWhenAllOthersAreGone() {
        TinyHive hive = new TinyHive(3);
        long leave = hive.ticket();
        hive.step(2, new Input.Leave(leave));
        hive.deliver(2, 0);
        while (hive.views(2).isEmpty()) {
            hive.settleBut(2, 0);
            hive.deliver(2, 0);
        }
        assertThat(hive.isOver(leave)).isFalse();
        hive.kill(0);
        hive.kill(1);
        hive.step(2, new Input.Suspect(0));
        assertThat(hive.isOver(leave)).isFalse();
        hive.step(2, new Input.Suspect(1));
        assertThat(hive.isOver(leave)).isTrue();
    }

    @Test
    @DisplayName("I77: whoever leads a change tells nobody of what it has released before another has its diffs")
    void theLeaderIsBackedUp() {
        TinyHive hive = TinyHive.backed(4, 1);
        hive.store(0, 0, 7);
        hive.step(3, new Input.Leave(hive.ticket()));
        hive.deliver(3, 0);
        hive.settleBut(2, 0);
        hive.deliver(2, 0);
        assertThat(hive.deliver(0, 1)).isInstanceOf(Message.ChangePropose.class);
        hive.fail(0);
        assertThat(hive.losses()).isEmpty();
        assertThat(hive.load(2, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName(
            "I75: a diff that was to come from another after its maker failed comes from a third when that one fails, too")
    void aDiffComesFromAThird() {
        TinyHive hive = new TinyHive(5);
        hive.store(0, 0, 7);
        hive.barrier();
        assertThat(hive.load(3, 0)).isEqualTo(7);
        assertThat(hive.load(4, 0)).isEqualTo(7);
        hive.kill(0);
        for (int rank = 1; rank < 5; rank++) {
            hive.step(rank, new Input.Suspect(0));
        }
        for (int answers = 0; answers < 4; answers++) {
            hive.settleBut(3, 1);
            hive.deliver(3, 1);
        }
        hive.settleBut(3, 1);
        assertThat(hive.views(1)).hasSize(1);
        hive.fail(3);
        assertThat(hive.load(1, 0)).isEqualTo(7);
        assertThat(hive.load(2, 0)).isEqualTo(7);
        assertThat(hive.losses()).isEmpty();
    }

    @Test
    @DisplayName(
            "I73: that a lock is inherited is not forgotten when the drone that has its token leaves before it was told")
    void anInheritanceIsNotForgotten() {
        TinyHive hive = new TinyHive(4);
        hive.pass(0, 1, 6);
        hive.fail(1);
        hive.leave(3);
        hive.leave(2);
        long next = hive.acquire(0, 6);
        hive.settle();
        assertThat(hive.outcome(next)).isEqualTo(Plain.INHERITED);
    }

    @Test
    @DisplayName("I73: a lock is inherited also if nobody who is left, or comes later, ever heard of it")
    void anUnheardOfLockIsInherited() {
        TinyHive hive = new TinyHive(3);
        hive.lock(1, 1);
        hive.lock(1, 7);
        long before = hive.node(1).fence(7);
        hive.fail(1);
        assertThat(acquired(hive, 0, 1)).isEqualTo(Plain.INHERITED);
        hive.join();
        int manager = hive.join();
        assertThat(acquired(hive, manager, 7)).isEqualTo(Plain.INHERITED);
        assertThat(hive.node(manager).fence(7)).isGreaterThan(before);
        hive.unlock(manager, 7);
        assertThat(acquired(hive, 2, 7)).isEqualTo(Plain.DONE);
        assertThat(acquired(hive, 2, 5)).isEqualTo(Plain.DONE);
    }

    @Test
    @DisplayName(
            "I75: a drone fails while a newcomer does not know yet what is being collected; both know the same afterwards")
    void aDroneFailsWhileANewcomerIsFresh() {
        for (int backup = 0; backup < 2; backup++) {
            TinyHive hive = TinyHive.backed(3, backup);
            hive.store(1, 0, 7);
            hive.barrier();
            hive.store(0, PAGE, 8);
            hive.store(1, 2 * PAGE, 9);
            hive.barrier();
            assertThat(hive.load(2, 0)).isEqualTo(7);
            int newcomer = hive.add();
            hive.step(0, new Input.Admit(newcomer));
            hive.settleBut(2, 0);
            for (int answers = 0; answers < 2; answers++) {
                hive.deliver(2, 0);
                hive.settleBut(2, 0);
            }
            assertThat(hive.views(newcomer)).hasSize(1);
            hive.fail(1);
            assertThat(hive.load(newcomer, 0)).isEqualTo(7);
            assertThat(hive.load(newcomer, PAGE)).isEqualTo(8);
            hive.store(newcomer, 3, 10);
            hive.barrier();
            hive.collect();
            assertThat(hive.load(0, 3)).isEqualTo(10);
            assertThat(hive.load(2, 0)).isEqualTo(7);
            assertThat(hive.load(2, 2 * PAGE)).isEqualTo(backup == 0 ? 0 : 9);
        }
    }

    @Test
    @DisplayName("I75: what a copy brought of one that failed, and nobody has heard of, never happened")
    void whatNobodyHeardOfNeverHappened() {
        TinyHive hive = TinyHive.backed(4, 1);
        hive.store(1, 0, 7);
        hive.collect();
        hive.lock(1, 1);
        hive.store(1, 0, 8);
        hive.acquire(2, 1);
        hive.deliver(2, 1);
        hive.unlock(1, 1);
        assertThat(hive.load(3, 0)).isIn(7, 8);
        hive.kill(2);
        hive.fail(1);
        for (int rank : List.of(0, 3)) {
            hive.step(rank, new Input.Suspect(2));
        }
        hive.settle();
        assertThat(hive.load(3, 0)).isEqualTo(hive.load(0, 0));
        hive.store(0, 1, 9);
        hive.barrier();
        assertThat(hive.load(3, 0)).isEqualTo(hive.load(0, 0));
        assertThat(hive.load(3, 1)).isEqualTo(9);
    }

    @Test
    @DisplayName("I77: what is sent to one that is taken to have failed is not counted as kept")
    void theDeadKeepNothing() {
        TinyHive hive = TinyHive.backed(5, 2);
        hive.kill(0);
        hive.store(3, 0, 7);
        long waiting = hive.arrive(3, 0);
        hive.settle();
        hive.fail(0);
        for (int rank : List.of(1, 2, 4)) {
            hive.arrive(rank, 0);
        }
        hive.settle();
        assertThat(hive.outcome(waiting)).isEqualTo(new Outcome.Passed(new View(1, List.of(1, 2, 3, 4), 5)));
        assertThat(hive.load(1, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName(
            "I63: a newcomer believes who owns what, and does not find it, when somebody fails and another leaves as it comes")
    void aNewcomerBelievesWhoOwnsWhat() {
        TinyHive hive = TinyHive.backed(5, 1);
        hive.store(0, 0, 7);
        hive.store(0, PAGE, 8);
        hive.barrier();
        assertThat(hive.load(2, 0)).isEqualTo(7);
        assertThat(hive.load(2, PAGE)).isEqualTo(8);
        int newcomer = hive.add();
        hive.kill(0);
        hive.step(1, new Input.Admit(newcomer));
        long leaving = hive.ticket();
        hive.step(1, new Input.Leave(leaving));
        hive.fail(0);
        assertThat(hive.outcome(leaving)).isEqualTo(Plain.DONE);
        assertThat(hive.load(newcomer, 0)).isEqualTo(7);
        assertThat(hive.load(newcomer, PAGE)).isEqualTo(8);
    }

    @Test
    @DisplayName(
            "I63: a newcomer has changed a page when the collection with which it came is overtaken; others know who has what came before")
    void aNewcomerIsAskedForWhatCameBeforeIt() {
        TinyHive hive = TinyHive.backed(5, 1);
        hive.store(0, 0, 7);
        hive.store(1, 1, 8);
        hive.barrier();
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        for (int answers = 0; answers < 2; answers++) {
            hive.settleBut(2, 0);
            hive.deliver(2, 0);
        }
        hive.settleBut(2, 0);
        hive.touch(newcomer, 0, Access.WRITE);
        hive.settleBut(2, 0);
        hive.storeUnchecked(newcomer, 2, 9);
        hive.fail(2);
        hive.barrier();
        for (int rank : List.of(0, 3, 4)) {
            assertThat(hive.load(rank, 0)).isEqualTo(7);
            assertThat(hive.load(rank, 1)).isEqualTo(8);
            assertThat(hive.load(rank, 2)).isEqualTo(9);
        }
    }

    private static Outcome acquired(TinyHive hive, int rank, long lock) {
        long ticket = hive.acquire(rank, lock);
        hive.settle();
        return hive.outcome(ticket);
    }
}
