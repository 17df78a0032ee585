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
        brought.bring(1, List.of(of1(2), of1(3)));
        assertThat(brought.gaps(VectorTime.of(0, 1, 0), mentioned)).isEqualTo(Map.of(1, 3, 2, 0));
        brought.bring(1, List.of(of1(4)));
        assertThat(brought.gaps(VectorTime.of(0, 1, 2), mentioned)).isEmpty();
        assertThat(brought.gaps(VectorTime.of(0, 4, 2), mentioned)).isEmpty();
    }

    @Test
    @DisplayName("I39: what comes twice, asked for and brought, is kept once and in order")
    void whatComesTwiceIsKeptOnce() {
        brought.bring(1, List.of(of1(1), of1(2), of1(3)));
        brought.bring(1, List.of(of1(2), of1(3), of1(4)));
        assertThat(brought.take(VectorTime.of(0, 9, 0)))
                .extracting(Interval::index)
                .containsExactly(1, 2, 3, 4);
        assertThat(brought.take(VectorTime.of(0, 9, 0))).isEmpty();
    }

    @Test
    @DisplayName("I37: a meeting takes only what it mentions; the rest waits for another")
    void aMeetingTakesOnlyWhatItMentions() {
        brought.bring(1, List.of(of1(1), of1(2), of1(3)));
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
        brought.bring(1, List.of());
        assertThat(brought.ask(1)).isTrue();
    }
}
