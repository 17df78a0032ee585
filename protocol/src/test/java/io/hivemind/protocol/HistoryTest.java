package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The intervals a drone knows: invariants I1 to I3 and I48 of docs/protocol.md. */
class HistoryTest {
    private final History history = new History(1, 3);

    private static Interval interval(int creator, int... time) {
        return new Interval(creator, time[creator], VectorTime.of(time), PageSet.of(0));
    }

    @Test
    @DisplayName("I2: closing an interval advances the own entry by one and no other")
    void closingAdvancesTheOwnEntry() {
        history.learn(List.of(interval(0, 1, 0, 0)));
        Interval own = history.close(PageSet.of(4, 2));

        assertThat(own).isEqualTo(new Interval(1, 1, VectorTime.of(1, 1, 0), PageSet.of(2, 4)));
        assertThat(history.time()).isEqualTo(own.time());
        assertThat(history.made()).isEqualTo(1);
    }

    @Test
    @DisplayName("I3: of what is told only the unknown is taken in, in the same order")
    void onlyTheUnknownIsTakenIn() {
        history.learn(List.of(interval(0, 1, 0, 0)));
        List<Interval> news = List.of(interval(0, 1, 0, 0), interval(0, 2, 0, 0), interval(2, 1, 0, 1));
        assertThat(history.unknown(news)).containsExactly(news.get(1), news.get(2));
    }

    @Test
    @DisplayName("I3: a gap, a descent and an own interval stop the drone")
    void gapsAndOwnIntervalsAreErrors() {
        assertThatThrownBy(() -> history.learn(List.of(interval(0, 2, 0, 0))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("told of interval 0.2");
        assertThatThrownBy(() -> new History(1, 3).learn(List.of(interval(1, 0, 1, 0))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("none of its own");
    }

    @Test
    @DisplayName("I3: an interval without all that precedes it stops the drone; in one piece the order does not matter")
    void whatPrecedesMustBeToldToo() {
        assertThatThrownBy(() -> history.learn(List.of(interval(0, 1, 0, 1))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("must tell of all that precede");
        History other = new History(1, 3);
        other.learn(List.of(interval(0, 1, 0, 1), interval(2, 0, 0, 1)));
        assertThat(other.time()).isEqualTo(VectorTime.of(1, 0, 1));
    }

    @Test
    @DisplayName("I3: news are what the other's time does not cover, creator by creator, ascending")
    void newsAreWhatTheOtherLacks() {
        history.learn(List.of(interval(0, 1, 0, 0), interval(0, 2, 0, 0), interval(2, 0, 0, 1)));
        history.close(PageSet.of(0));

        assertThat(history.since(VectorTime.of(1, 0, 1)))
                .extracting(Interval::id)
                .containsExactly(new IntervalId(0, 2), new IntervalId(1, 1));
        assertThat(history.since(VectorTime.of(5, 5, 5))).isEmpty();
        assertThat(history.ownSince(0)).extracting(Interval::id).containsExactly(new IntervalId(1, 1));
        assertThat(history.ownSince(1)).isEmpty();
    }

    @Test
    @DisplayName("I48: what a cut covers is forgotten, the rest kept, and a time from before is answered with the rest")
    void whatACutCoversIsForgotten() {
        history.learn(List.of(interval(0, 1, 0, 0), interval(0, 2, 0, 0)));
        history.close(PageSet.of(0));
        history.close(PageSet.of(0));
        long all = history.bytes();
        history.forget(VectorTime.of(1, 1, 0));

        assertThat(history.bytes()).isEqualTo(all / 2);
        assertThat(history.time()).isEqualTo(VectorTime.of(2, 2, 0));
        assertThat(history.since(VectorTime.zero(3)))
                .extracting(Interval::id)
                .containsExactly(new IntervalId(0, 2), new IntervalId(1, 2));
        assertThat(history.ownSince(0)).extracting(Interval::id).containsExactly(new IntervalId(1, 2));
        history.forget(VectorTime.of(2, 2, 0));
        assertThat(history.bytes()).isZero();
        assertThat(history.close(PageSet.of(0)).index()).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "I42: an interval counts for the budget with what it takes, not with an entry for each of a thousand drones")
    void anIntervalCountsWithWhatItTakes() {
        int drones = 1000;
        History large = new History(0, drones);
        large.close(PageSet.of(0));
        history.close(PageSet.of(0));
        assertThat(large.bytes()).isBetween(history.bytes(), history.bytes() + drones);
    }

    @Test
    @DisplayName("I2: an interval happened before those whose time covers it")
    void anIntervalPrecedesThoseWhoseTimeCoversIt() {
        Interval first = interval(0, 1, 0, 0);
        Interval second = interval(1, 1, 1, 0);
        Interval beside = interval(2, 0, 0, 1);
        assertThat(first.precedes(second)).isTrue();
        assertThat(second.precedes(first)).isFalse();
        assertThat(first.precedes(beside) || beside.precedes(first)).isFalse();
        assertThat(second).hasToString("1.1[1 1 0][0]");
    }
}
