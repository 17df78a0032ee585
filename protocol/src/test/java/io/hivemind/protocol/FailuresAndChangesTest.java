package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Message.ChangeAccept;
import io.hivemind.protocol.Message.ChangeReport;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Drones that fail while others come and go: invariants I64, I71, I72, I75, I78 and I80 of docs/protocol.md. */
class FailuresAndChangesTest {
    private static final int PAGE = TinyHive.PAGE_SIZE;

    @Test
    @DisplayName(
            "I64: who wants out once it was called goes with a later change, also if there is a second attempt at this one")
    void whoWantsOutLaterGoesLater() {
        TinyHive hive = new TinyHive(4);
        hive.lock(1, 5);
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        hive.settleBut(3, 0);
        hive.unlock(1, 5);
        assertThat(hive.isOver(hive.acquire(1, 5))).isTrue();
        hive.storeHere(1, 0, 7);
        hive.unlock(1, 5);
        long fence = hive.node(1).fence(5);
        long leaving = hive.ticket();
        hive.step(1, new Input.Leave(leaving));
        hive.fail(3);
        assertThat(hive.outcome(leaving)).isEqualTo(Outcome.Plain.DONE);
        assertThat(hive.views(0).getFirst().members()).containsExactly(0, 1, 2, newcomer);
        assertThat(hive.view().members()).containsExactly(0, 2, newcomer);
        hive.lock(2, 5);
        assertThat(hive.node(2).fence(5)).isGreaterThan(fence);
        assertThat(hive.load(2, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName(
            "I80: who gets a copy hears of the intervals whose changes are in it, so that they are not lost with the drone that gave it")
    void whoGetsACopyHearsOfWhatIsInIt() {
        TinyHive hive = TinyHive.backed(4, 1);
        hive.store(1, 0, 7);
        hive.collect();
        hive.lock(1, 5);
        hive.store(1, 0, 9);
        hive.store(1, PAGE, 8);
        long waiting = hive.acquire(3, 5);
        hive.settle();
        hive.unlock(1, 5);
        long reading = hive.touch(0, 0, Access.READ);
        hive.settleBut(1, 3);
        hive.outcome(reading);
        assertThat(hive.peek(0, 0)).isEqualTo(9);
        hive.fail(1);
        assertThat(hive.outcome(waiting)).isEqualTo(Outcome.Plain.INHERITED);
        for (int rank : List.of(0, 2, 3)) {
            assertThat(hive.load(rank, 0)).isEqualTo(9);
            assertThat(hive.load(rank, PAGE)).isEqualTo(8);
        }
        assertThat(hive.losses()).isEmpty();
    }

    @Test
    @DisplayName("I80, I77: a copy waits until others have what it tells of")
    void aCopyWaitsUntilOthersHaveWhatItTellsOf() {
        TinyHive hive = TinyHive.backed(5, 2);
        hive.store(1, 0, 7);
        hive.collect();
        hive.lock(1, 5);
        hive.store(1, 0, 9);
        hive.acquire(4, 5);
        hive.settle();
        hive.unlock(1, 5);
        long reading = hive.touch(0, 0, Access.READ);
        int before = hive.sent();
        hive.deliver(0, 1);
        assertThat(hive.sentSince(before, Message.PageReply.class)).isEmpty();
        hive.settle();
        hive.outcome(reading);
        assertThat(hive.peek(0, 0)).isEqualTo(9);
    }

    @Test
    @DisplayName(
            "I75: whoever gets a lost page has zeros where nothing was stored, and hides what it stores until it releases")
    void aLostPageThatWasNeverTouchedHidesStores() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 7);
        hive.collect();
        hive.fail(1);
        assertThat(hive.losses()).isNotEmpty();
        hive.store(0, 1, 19);
        assertThat(hive.load(2, 1)).isZero();
        hive.store(0, 1, 0);
        hive.barrier();
        assertThat(hive.load(2, 1)).isZero();
    }

    @Test
    @DisplayName("I75: a copy that a newcomer was given whole saves a page, though it came after what was stored there")
    void aNewcomersCopySavesAPage() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 7);
        hive.barrier();
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        untilInView(hive, 2, newcomer);
        long reading = hive.touch(newcomer, 0, Access.READ);
        hive.settleBut(2, 0);
        hive.outcome(reading);
        hive.fail(0);
        assertThat(hive.losses()).isEmpty();
        for (int rank : List.of(1, 2, newcomer)) {
            assertThat(hive.load(rank, 0)).isEqualTo(7);
        }
    }

    @Test
    @DisplayName(
            "I78: newcomers are deputies in the next view as well, if that comes before anybody could free what they did not know")
    void newcomersAreDeputiesInTheNextViewAsWell() {
        TinyHive hive = TinyHive.backed(2, 1);
        hive.store(0, 0, 7);
        hive.collect();
        List<Integer> newcomers = List.of(hive.add(), hive.add());
        newcomers.forEach(newcomer -> hive.step(0, new Input.Admit(newcomer)));
        untilInView(hive, 1, 3);
        hive.fail(1);
        hive.fail(0);
        assertThat(hive.losses()).isEmpty();
        newcomers.forEach(newcomer -> assertThat(hive.load(newcomer, 0)).isEqualTo(7));
    }

    @Test
    @DisplayName(
            "I71: what was said of the change before does not count, though the attempt has the same number and leader")
    void whatWasSaidOfTheChangeBeforeDoesNotCount() {
        TinyHive hive = new TinyHive(3);
        hive.join();
        hive.step(0, new Input.Admit(hive.add()));
        hive.settleBut(2, 0);
        int before = hive.sent();
        ChangeReport report = (ChangeReport) hive.deliver(2, 0);
        hive.forge(3, 0, new ChangeAccept(report.view() - 1, report.ballot()));
        hive.settleBut(3, 0);
        assertThat(hive.sentSince(before, Message.ChangeDecided.class)).isEmpty();
        hive.settle();
        assertThat(hive.view().members()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    @DisplayName("I71: whoever called while another led is told how that ended, once it has")
    void whoeverCalledMeanwhileIsToldHowItEnded() {
        TinyHive hive = new TinyHive(3);
        hive.step(0, new Input.Admit(hive.add()));
        hive.settleBut(2, 0);
        hive.deliver(2, 0);
        hive.settleBut(2, 0);
        hive.step(1, new Input.Suspect(0));
        hive.deliver(1, 2);
        assertThat(hive.views(2)).isEmpty();
        hive.settleBut(0, 1);
        assertThat(hive.views(1).getFirst()).isEqualTo(hive.views(0).getFirst());
    }

    @Test
    @DisplayName("I72: one that has left is not believed if it accuses a member, which may not have heard it either")
    void aLeaverIsNotBelieved() {
        TinyHive hive = new TinyHive(4);
        hive.step(3, new Input.Leave(hive.ticket()));
        untilInView(hive, 2, 3);
        int before = hive.sent();
        hive.step(3, new Input.Suspect(1));
        hive.settleBut(2, 0);
        assertThat(hive.sentSince(before, Message.Suspected.class)).hasSize(1);
        assertThat(hive.sentSince(before, Message.ChangeCall.class)).isEmpty();
        hive.step(1, new Input.Suspect(3));
        hive.settle();
        assertThat(hive.view().members()).containsExactly(0, 1, 2);
    }

    @Test
    @DisplayName(
            "I64: one that has left and hears its host no more is let go by whoever it told, when the collection has ended")
    void whoeverWasToldLetsGo() {
        TinyHive hive = new TinyHive(3);
        long leaving = hive.ticket();
        hive.step(2, new Input.Leave(leaving));
        untilInView(hive, 1, 2);
        hive.step(2, new Input.Suspect(0));
        hive.deliver(2, 1);
        assertThat(hive.isOver(leaving)).isFalse();
        hive.settleBut(0, 2);
        assertThat(hive.isOver(leaving)).isTrue();
    }

    @Test
    @DisplayName(
            "I75: one that has left makes its copy whole before it hands it over to those who do not know what it lacks")
    void oneThatHasLeftHandsOverAWholeCopy() {
        TinyHive hive = TinyHive.backed(3, 2);
        hive.store(0, 0, 7);
        hive.collect();
        hive.store(1, 1, 8);
        hive.barrier();
        List<Integer> newcomers = List.of(hive.add(), hive.add(), hive.add());
        newcomers.forEach(newcomer -> hive.step(0, new Input.Admit(newcomer)));
        hive.step(2, new Input.Leave(hive.ticket()));
        hive.settleBut(1, 0);
        while (hive.views(0).isEmpty()) {
            hive.settleBut(1, 0);
            hive.deliver(1, 0);
        }
        for (int rank : List.of(2, 3, 4, 5)) {
            hive.deliver(0, rank);
        }
        for (int dead : List.of(0, 1)) {
            hive.kill(dead);
            List.of(2, 3, 4, 5).forEach(rank -> hive.step(rank, new Input.Suspect(dead)));
        }
        hive.settle();
        assertThat(hive.view().members()).isEqualTo(newcomers);
        assertThat(hive.losses()).isEmpty();
        for (int newcomer : newcomers) {
            assertThat(hive.load(newcomer, 0)).isEqualTo(7);
            assertThat(hive.load(newcomer, 1)).isEqualTo(8);
        }
    }

    @Test
    @DisplayName(
            "I71: one that was not told of the next view is told by the leaver to which it complains of whoever should have told it")
    void whoeverComplainsToOneInALaterViewIsTold() {
        TinyHive hive = new TinyHive(4);
        hive.step(0, new Input.Leave(hive.ticket()));
        hive.settleBut(0, 3);
        hive.step(1, new Input.Leave(hive.ticket()));
        for (int i = 0; i < 2; i++) {
            hive.deliver(0, 3);
            hive.settleBut(0, 3);
        }
        assertThat(hive.views(1)).hasSize(1);
        assertThat(hive.views(3)).isEmpty();
        hive.step(3, new Input.Suspect(0));
        hive.settleBut(0, 3);
        assertThat(hive.views(3).getFirst()).isEqualTo(hive.views(1).getFirst());
    }

    @Test
    @DisplayName(
            "I71: a newcomer does not tell one that was there before it how the view before ended, for it does not know what was known then")
    void aNewcomerDoesNotTellOfTheTimeBeforeIt() {
        TinyHive hive = new TinyHive(3);
        hive.store(2, 0, 7);
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        hive.settleBut(0, 1);
        hive.deliver(0, 1);
        hive.deliver(0, 1);
        hive.settleBut(0, 1);
        hive.deliver(0, 1);
        hive.settleBut(0, 1);
        assertThat(hive.views(newcomer)).hasSize(1);
        assertThat(hive.views(1)).isEmpty();
        int before = hive.sent();
        hive.forge(1, newcomer, new Message.ChangeBehind(0, VectorTime.zero(3)));
        assertThat(hive.sent()).isEqualTo(before);
        hive.settle();
        assertThat(hive.load(1, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName("I71: whoever has promised to follow an attempt takes no part in an earlier one")
    void anEarlierAttemptIsNotFollowed() {
        TinyHive hive = new TinyHive(4);
        hive.step(0, new Input.Leave(hive.ticket()));
        Message.ChangeCall first = (Message.ChangeCall) hive.deliver(0, 2);
        hive.kill(3);
        hive.step(0, new Input.Suspect(3));
        hive.deliver(0, 2);
        int before = hive.sent();
        hive.forge(0, 2, first);
        assertThat(hive.sent()).isEqualTo(before);
    }

    @Test
    @DisplayName("I71: nothing is heard any more of one that is taken to have failed")
    void oneThatIsOutIsNotHeard() {
        TinyHive hive = new TinyHive(4);
        hive.step(1, new Input.Suspect(2));
        int before = hive.sent();
        hive.forge(2, 1, new Message.Inquiry(1, new Message.Subject.OfLock(5)));
        assertThat(hive.sent()).isEqualTo(before);
        hive.forge(3, 1, new Message.Inquiry(1, new Message.Subject.OfLock(5)));
        assertThat(hive.sent()).isEqualTo(before + 1);
    }

    /** Delivers everything but what drone {@code slow} says to drone 0, and of that no more than it takes until {@code drone} hears of the next view. */
    private static void untilInView(TinyHive hive, int slow, int drone) {
        hive.settleBut(slow, 0);
        while (hive.views(drone).isEmpty()) {
            hive.deliver(slow, 0);
            hive.settleBut(slow, 0);
        }
    }
}
