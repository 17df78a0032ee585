package io.hivemind.simulator;

import static io.hivemind.simulator.PlainMemoryTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Message;
import io.hivemind.protocol.View;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MembersTest {
    private static final Message ANY = new Message.IntervalRequest(0);

    private final Dangers dangers = new Dangers();
    private final Members members = new Members(2, dangers);
    private final View joined = View.first(2).next(List.of(2), List.of());
    private final View left = joined.next(List.of(), List.of(0));

    @Test
    void everybodyIsToldTheSameViewsInTheSameOrder() {
        comeAndGo();
        assertThat(members.joinedIn(1)).containsExactly(2);
        assertThat(members.leftIn(2)).containsExactly(0);
        assertThat(members.joins()).isEqualTo(1);
        assertThat(members.leaves()).isEqualTo(1);
        assertThat(members.viewOf(2)).isEqualTo(left);
    }

    @Test
    void aViewThatIsLeftOutIsNoticed() {
        members.admit(2);
        members.leave(0);
        members.viewed(0, joined);
        members.viewed(0, left);
        assertFails(Failure.Kind.BROKEN_VIEW, () -> members.viewed(1, left));
    }

    @Test
    void anotherViewOfTheSameNumberIsNoticed() {
        members.admit(2);
        members.leave(0);
        members.viewed(0, joined);
        View other = View.first(2).next(List.of(), List.of(0));
        assertFails(Failure.Kind.BROKEN_VIEW, () -> members.viewed(1, other));
    }

    @Test
    void somebodyWhoWasNotAdmittedIsNoticed() {
        assertFails(Failure.Kind.BROKEN_VIEW, () -> members.viewed(0, joined));
    }

    @Test
    void somebodyWhoDidNotWantToGoIsNoticed() {
        View alone = View.first(2).next(List.of(), List.of(1));
        assertFails(Failure.Kind.BROKEN_VIEW, () -> members.viewed(0, alone));
    }

    @Test
    void somebodyWhoIsLetGoWhileStillInIsNoticed() {
        members.leave(1);
        assertFails(Failure.Kind.BROKEN_VIEW, () -> members.letGo(1));
    }

    @Test
    void whatIsSentToSomebodyWhoHasGoneIsNoticed() {
        comeAndGo();
        members.sends(2, 1, ANY);
        assertFails(Failure.Kind.BROKEN_VIEW, () -> members.sends(1, 0, ANY));
    }

    @Test
    void onceSomebodyIsOutAndToLetOneGoDronesMaySpeakToOneThatHasGone() {
        comeAndGo();
        members.sends(2, 0, new Message.LeaveGranted());
        assertFails(Failure.Kind.BROKEN_VIEW, () -> members.sends(2, 0, ANY));
        members.fails(1);
        members.sends(1, 0, ANY);
        members.sends(2, 0, ANY);
    }

    @Test
    void whoeverComesInWhileSomebodyIsInDangerMaySeeItselfCutOff() {
        members.admit(2);
        dangers.cutOff(Set.of(0));
        members.viewed(0, joined);
        members.viewed(2, joined);
        assertThat(members.maySeeItselfCutOff(2)).isFalse();
        dangers.in(2);
        assertThat(members.maySeeItselfCutOff(2)).isTrue();
    }

    @Test
    void whatIsSentToANewcomerBeforeItsViewIsNoticed() {
        members.admit(2);
        assertFails(Failure.Kind.BROKEN_VIEW, () -> members.sends(1, 2, ANY));
        members.viewed(1, joined);
        members.sends(1, 2, ANY);
        assertFails(Failure.Kind.BROKEN_VIEW, () -> members.sends(0, 3, ANY));
    }

    @Test
    void somebodyWhomNobodyTookToHaveFailedIsNotLeftOutUnnoticed() {
        members.fails(1);
        View alone = View.first(2).next(List.of(), List.of(1));
        assertFails(Failure.Kind.BROKEN_VIEW, () -> members.viewed(0, alone));
    }

    @Test
    void oneIsCutOffOnlyIfThoseWhomItMayHearAreTooFew() {
        Members four = new Members(4, dangers);
        assertThat(four.maySeeItselfCutOff(3)).isFalse();
        dangers.cutOff(Set.of(1));
        assertThat(four.maySeeItselfCutOff(3)).isFalse();
        assertThat(four.maySeeItselfCutOff(1)).isTrue();
        dangers.cutOff(Set.of(0));
        assertThat(four.maySeeItselfCutOff(3)).isTrue();
    }

    @Test
    void whoWillBeLeftOutDoesNotCountAmongThoseWhoGoOn() {
        Members four = new Members(4, dangers);
        assertThat(four.areEnoughWithout(3)).isTrue();
        dangers.cutOff(Set.of(1));
        assertThat(four.areEnoughWithout(3)).isTrue();
        assertThat(four.areEnoughWithout(0)).isFalse();
    }

    @Test
    void halfIsEnoughOnlyWithTheLowest() {
        Members four = new Members(4, dangers);
        assertThat(four.areEnough(List.of(0, 3))).isTrue();
        assertThat(four.areEnough(List.of(1, 2))).isFalse();
        assertThat(four.areEnough(List.of(1, 2, 3))).isTrue();
    }

    @Test
    void whoIsInIsNotToldThatItIsOut() {
        assertFails(Failure.Kind.BROKEN_VIEW, () -> members.isToldThatItIsOut(0, 1));
        members.fails(1);
        members.isToldThatItIsOut(0, 1);
    }

    @Test
    void aHiveOfWhichNobodyIsLeftIsNoticed() {
        members.fails(1);
        members.requireSurvivors();
        members.fails(0);
        assertFails(Failure.Kind.NOBODY_LEFT, members::requireSurvivors);
        dangers.cutOff(Set.of(1));
        dangers.overlap();
        members.requireSurvivors();
    }

    private void comeAndGo() {
        members.admit(2);
        members.leave(0);
        for (int drone : new int[] {0, 1, 2}) {
            members.viewed(drone, joined);
        }
        for (int drone : new int[] {0, 1, 2}) {
            members.viewed(drone, left);
        }
        members.letGo(0);
    }
}
