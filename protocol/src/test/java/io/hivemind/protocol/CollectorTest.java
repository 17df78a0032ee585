package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message.Cut;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How far a collection has got: invariants I42, I43 and I47 of docs/protocol.md. */
class CollectorTest {
    private static final VectorTime TIME = VectorTime.of(1, 1);
    private static final List<Integer> BOTH = List.of(0, 1);

    private final Collector collector = new Collector(new NodeConfig(0, 2, 16, 100, 2));

    @Test
    @DisplayName("I42: data over the budget makes a wish, once, and none while a collection is under way")
    void aWishIsMadeOnceAndNotDuringACollection() {
        assertThat(collector.passes(100)).isFalse();
        assertThat(collector.passes(101)).isTrue();
        collector.want();
        assertThat(collector.passes(101)).isFalse();
        collector.begin(collector.cut(TIME), BOTH, 0);
        assertThat(collector.isWanted()).isFalse();
        assertThat(collector.passes(101)).isFalse();
        collector.done(0, 1);
        collector.done(1, 1);
        collector.end(1);
        assertThat(collector.passes(101)).isTrue();
    }

    @Test
    @DisplayName("I43: a wish waits the ticks of grace for a barrier, from when a collection could begin")
    void aWishWaitsTheTicksOfGrace() {
        assertThat(isOverdueAfterATick()).isFalse();
        collector.want();
        assertThat(isOverdueAfterATick()).isFalse();
        assertThat(isOverdueAfterATick()).isFalse();
        assertThat(isOverdueAfterATick()).isTrue();
        assertThat(collector.call()).isEqualTo(1);
        assertThat(collector.canRide()).isFalse();
        assertThat(isOverdueAfterATick()).isFalse();
    }

    private boolean isOverdueAfterATick() {
        collector.tick();
        return collector.isOverdue();
    }

    @Test
    @DisplayName("I43: the coordinator is told of a wish once")
    void aWishIsToldOnce() {
        assertThat(collector.mustTell()).isFalse();
        collector.want();
        assertThat(collector.mustTell()).isTrue();
        assertThat(collector.mustTell()).isFalse();
    }

    @Test
    @DisplayName("I43: an arrival at a barrier tells of a wish, too")
    void anArrivalTellsOfAWish() {
        collector.told();
        collector.want();
        collector.told();
        assertThat(collector.mustTell()).isFalse();
    }

    @Test
    @DisplayName("I42: a called collection and one that rides on a barrier both count")
    void collectionsAreNumbered() {
        assertThat(collector.call()).isEqualTo(1);
        assertThat(collector.cut(TIME)).isEqualTo(new Cut(1, TIME));
        collector.begin(new Cut(1, TIME), BOTH, 0);
        assertThat(collector.done(1, 1)).isFalse();
        assertThat(collector.done(0, 1)).isTrue();
        assertThat(collector.hasEnded(1)).isFalse();
        assertThat(collector.end(1).time()).isEqualTo(TIME);
        assertThat(collector.hasEnded(1)).isTrue();
        assertThat(collector.hasEnded(2)).isFalse();
        assertThat(collector.cut(TIME).collection()).isEqualTo(2);
        assertThat(collector.completed()).isEqualTo(1);
    }

    @Test
    @DisplayName("I47: a drone reports once, and only on the collection under way")
    void aDroneReportsOnce() {
        assertThat(collector.unreported()).isNull();
        Cut cut = collector.cut(TIME);
        collector.begin(cut, BOTH, 0);
        assertThat(collector.unreported()).isEqualTo(cut);
        collector.report();
        assertThat(collector.unreported()).isNull();
        collector.done(1, 1);
        assertThatThrownBy(() -> collector.done(1, 1)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> collector.done(0, 2)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> collector.begin(cut, BOTH, 0)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> collector.end(2)).isInstanceOf(ProtocolException.class);
    }

    @Test
    @DisplayName("I47: whoever called to the collection is told, also when another is the coordinator since")
    void theHostIsTold() {
        collector.begin(new Cut(3, TIME), BOTH, 1);
        assertThat(collector.host()).isEqualTo(1);
        assertThat(collector.isHost()).isFalse();
        assertThat(collector.isIdle()).isFalse();
        collector.end(3);
        assertThat(collector.isIdle()).isTrue();
        assertThat(collector.call()).isEqualTo(4);
    }
}
