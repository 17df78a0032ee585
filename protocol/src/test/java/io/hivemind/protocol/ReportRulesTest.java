package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Outcome.Plain;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happens between a drone's report for a change of the view and the view itself, when nobody else can hear of it. */
class ReportRulesTest {
    private static final int PAGE = TinyHive.PAGE_SIZE;

    /** A newcomer is admitted, and drone {@code reporting} has heard of that, has been called and has reported. Returns the newcomer. */
    private static int changing(TinyHive hive, int reporting) {
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        hive.deliver(0, reporting);
        hive.deliver(0, reporting);
        return newcomer;
    }

    private static long leave(TinyHive hive, int rank) {
        long ticket = hive.ticket();
        hive.step(rank, new Input.Leave(ticket));
        return ticket;
    }

    @Test
    @DisplayName(
            "I64: what a drone stored after its report, before it wanted out, is not lost: it goes with the next change")
    void whoWantsOutAfterItsReportGoesLater() {
        TinyHive hive = new TinyHive(2);
        changing(hive, 1);
        hive.storeHere(1, 0, 7);
        long leaving = leave(hive, 1);
        hive.settle();
        assertThat(hive.outcome(leaving)).isEqualTo(Plain.DONE);
        assertThat(hive.views(0)).hasSize(2);
        assertThat(hive.load(0, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName("I64: the coordinator, too, goes with a later change if it wanted out after it had called to one")
    void theCoordinatorGoesLater() {
        TinyHive hive = new TinyHive(2);
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        hive.storeHere(0, 0, 7);
        long leaving = leave(hive, 0);
        hive.settle();
        assertThat(hive.outcome(leaving)).isEqualTo(Plain.DONE);
        assertThat(hive.load(newcomer, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName("I64: a drone is not let go before its questions are answered")
    void whoLeavesWaitsForAnswers() {
        TinyHive hive = new TinyHive(3);
        hive.lock(0, 5);
        long waiting = hive.acquire(2, 5);
        long question = hive.ticket();
        hive.step(2, new Input.Inquire(question, waiting));
        hive.abandon(2, waiting);
        long leaving = leave(hive, 2);
        hive.settleBut(1, 2);
        assertThat(hive.isOver(question)).isFalse();
        assertThat(hive.isOver(leaving)).isFalse();
        hive.settle();
        assertThat(hive.isOver(question)).isTrue();
        assertThat(hive.outcome(leaving)).isEqualTo(Plain.DONE);
    }

    @Test
    @DisplayName("I65: a newcomer keeps what others say to it before it knows that it is in")
    void aNewcomerKeepsWhatComesEarly() {
        TinyHive hive = new TinyHive(2);
        int newcomer = changing(hive, 1);
        for (int i = 0; i < 2; i++) {
            hive.deliver(1, 0);
            hive.deliver(0, 1);
        }
        long waiting = hive.arrive(1, 0);
        long question = hive.ticket();
        hive.step(1, new Input.Inquire(question, waiting));
        int sent = hive.sent();
        hive.deliver(1, newcomer);
        assertThat(hive.sent()).isEqualTo(sent);
        hive.settle();
        assertThat(((Outcome.Answer) hive.outcome(question)).text())
                .isEqualTo("barrier 0: drones 0 and 2 have not arrived");
    }

    @Test
    @DisplayName("I66: a lock that nobody used before the report is given to nobody until the next view is here")
    void aLockWithoutReportWaits() {
        TinyHive hive = new TinyHive(2);
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        long first = hive.acquire(0, 2);
        assertThat(hive.isOver(first)).isFalse();
        hive.settle();
        assertThat(hive.outcome(first)).isEqualTo(Plain.DONE);
        long second = hive.acquire(newcomer, 2);
        hive.settle();
        assertThat(hive.isOver(second)).isFalse();
        hive.unlock(0, 2);
        hive.settle();
        assertThat(hive.outcome(second)).isEqualTo(Plain.DONE);
    }

    @Test
    @DisplayName("I66: the fence goes on growing when the token of a leaver comes to a newcomer")
    void theFenceOfALeaverIsKnown() {
        TinyHive hive = new TinyHive(2);
        for (int i = 0; i < 3; i++) {
            hive.lock(1, 1);
            hive.unlock(1, 1);
        }
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        leave(hive, 1);
        hive.settle();
        hive.lock(newcomer, 1);
        assertThat(hive.node(newcomer).fence(1)).isEqualTo(4);
    }

    @Test
    @DisplayName("I67: who comes next for a lock is told of intervals that its holder ended between report and view")
    void theNextHolderIsToldOfAllIntervals() {
        TinyHive hive = new TinyHive(3);
        hive.lock(1, 4);
        long waiting = hive.acquire(2, 4);
        hive.settle();
        hive.store(2, 1, 5);
        hive.store(1, 2, 6);
        changing(hive, 1);
        hive.storeHere(1, 0, 7);
        hive.settle();
        hive.unlock(1, 4);
        hive.settle();
        assertThat(hive.outcome(waiting)).isEqualTo(Plain.DONE);
        assertThat(hive.load(2, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName("I70: all find the same owners for the pages of a leaver, also who wrote one of them after its report")
    void everybodyFindsTheSameOwners() {
        TinyHive hive = new TinyHive(4);
        for (int page = 0; page < 4; page++) {
            hive.store(3, page * PAGE, 10 + page);
        }
        hive.collect();
        hive.load(1, 2 * PAGE);
        hive.store(2, 9 * PAGE, 1);
        long leaving = leave(hive, 3);
        hive.deliver(3, 0);
        hive.deliver(0, 1);
        hive.storeHere(1, 2 * PAGE + 1, 8);
        hive.storeHere(1, 9 * PAGE + 1, 9);
        hive.settle();
        assertThat(hive.outcome(leaving)).isEqualTo(Plain.DONE);
        for (int rank = 0; rank < 3; rank++) {
            for (int page = 0; page < 4; page++) {
                assertThat(hive.load(rank, page * PAGE)).isEqualTo(10 + page);
            }
        }
    }

    @Test
    @DisplayName(
            "I47: the next coordinator leads the collection with which the one before leaves, so that it hears every later wish")
    void theNextCoordinatorLeadsTheCollection() {
        TinyHive hive = new TinyHive(3);
        hive.store(2, 0, 1);
        leave(hive, 0);
        hive.settle();
        assertThat(hive.sentSince(0).stream()
                        .filter(sent -> sent.message() instanceof Message.CollectFree)
                        .map(TinyNetwork.Sent::from))
                .containsOnly(1);
        hive.step(2, new Input.Collect());
        hive.settle();
        for (int i = 0; i < 3; i++) {
            hive.step(1, new Input.Tick());
        }
        hive.settle();
        assertThat(hive.totals(2).collections()).isEqualTo(2);
    }
}
