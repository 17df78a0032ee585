package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What was brought to meetings and what is lacking: invariants I37 and I39 of docs/protocol.md. */
class BroughtTest {
    private final Brought brought = new Brought();

    private static Interval of1(int index) {
        return new Interval(1, index, VectorTime.of(0, index, 0), PageSet.of(0));
    }

    @Test
    @DisplayName("I39: what was mentioned and is neither known nor brought is lacking, from the last that is here on")
    void gapsBeginAfterWhatIsHere() {
        VectorTime mentioned = VectorTime.of(0, 4, 2);
        assertThat(brought.gaps(VectorTime.of(0, 1, 2), mentioned)).isEqualTo(Map.of(1, 1));
        brought.bring(List.of(of1(2), of1(3)));
        assertThat(brought.gaps(VectorTime.of(0, 1, 0), mentioned)).isEqualTo(Map.of(1, 3, 2, 0));
        brought.bring(List.of(of1(4)));
        assertThat(brought.gaps(VectorTime.of(0, 1, 2), mentioned)).isEmpty();
        assertThat(brought.gaps(VectorTime.of(0, 4, 2), mentioned)).isEmpty();
    }

    @Test
    @DisplayName("I39: what comes twice, asked for and brought, is kept once and in order")
    void whatComesTwiceIsKeptOnce() {
        brought.bring(List.of(of1(1), of1(2), of1(3)));
        brought.bring(List.of(of1(2), of1(3), of1(4)));
        assertThat(brought.take(VectorTime.of(0, 9, 0)))
                .extracting(Interval::index)
                .containsExactly(1, 2, 3, 4);
        assertThat(brought.take(VectorTime.of(0, 9, 0))).isEmpty();
    }

    @Test
    @DisplayName("I37: a meeting takes only what it mentions; the rest waits for another")
    void aMeetingTakesOnlyWhatItMentions() {
        brought.bring(List.of(of1(1), of1(2), of1(3)));
        assertThat(brought.take(VectorTime.of(0, 2, 0)))
                .extracting(Interval::index)
                .containsExactly(1, 2);
        assertThat(brought.take(VectorTime.of(0, 3, 0)))
                .extracting(Interval::index)
                .containsExactly(3);
    }

    @Test
    @DisplayName("I39: a drone is asked once until it has answered")
    void aDroneIsAskedOnceUntilItAnswers() {
        assertThat(brought.ask(1)).isTrue();
        assertThat(brought.ask(1)).isFalse();
        assertThat(brought.ask(2)).isTrue();
        brought.bring(List.of(of1(1)));
        assertThat(brought.ask(1))
                .as("what comes through the tree is no answer")
                .isFalse();
        brought.answered(1, List.of());
        assertThat(brought.ask(1)).isTrue();
    }

    @Test
    @DisplayName("I39: what was overtaken is lacking until it is here, and comes before what overtook it")
    void whatWasOvertakenIsLackingUntilItIsHere() {
        VectorTime mentioned = VectorTime.of(0, 3, 0);
        brought.bring(List.of(of1(3)));
        assertThat(brought.gaps(VectorTime.of(0, 1, 0), mentioned)).isEqualTo(Map.of(1, 1));
        brought.answered(1, List.of(of1(2), of1(3)));
        assertThat(brought.gaps(VectorTime.of(0, 1, 0), mentioned)).isEmpty();
        assertThat(brought.take(mentioned)).extracting(Interval::index).containsExactly(2, 3);
    }

    @Test
    @DisplayName("I37: what is passed on is everything that was brought, creator by creator, ascending, and once")
    void everythingIsPassedOnOnce() {
        Interval of0 = new Interval(0, 1, VectorTime.of(1, 0, 0), PageSet.of(0));
        brought.bring(List.of(of1(1), of1(2)));
        brought.bring(List.of(of0));
        assertThat(brought.takeAll()).containsExactly(of0, of1(1), of1(2));
        assertThat(brought.takeAll()).isEmpty();
    }
}
