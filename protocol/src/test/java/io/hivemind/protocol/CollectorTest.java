package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message.Cut;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How far a collection has got: invariants I42, I43 and I47 of docs/protocol.md. */
class CollectorTest {
    private static final VectorTime TIME = VectorTime.of(1, 1);

    private final Collector collector = new Collector(new NodeConfig(0, 2, 16, 100, 2));

    @Test
    @DisplayName("I42: data over the budget makes a wish, once, and none while a collection is under way")
    void aWishIsMadeOnceAndNotDuringACollection() {
        assertThat(collector.passes(100)).isFalse();
        assertThat(collector.passes(101)).isTrue();
        collector.want();
        assertThat(collector.passes(101)).isFalse();
        collector.begin(collector.cut(TIME));
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
        assertThat(collector.tick()).isFalse();
        collector.want();
        assertThat(collector.tick()).isFalse();
        assertThat(collector.tick()).isFalse();
        assertThat(collector.tick()).isTrue();
        assertThat(collector.call()).isEqualTo(1);
        assertThat(collector.canRide()).isFalse();
        assertThat(collector.tick()).isFalse();
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
        collector.begin(new Cut(1, TIME));
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
        collector.begin(cut);
        assertThat(collector.unreported()).isEqualTo(cut);
        collector.report();
        assertThat(collector.unreported()).isNull();
        collector.done(1, 1);
        assertThatThrownBy(() -> collector.done(1, 1)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> collector.done(0, 2)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> collector.begin(cut)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> collector.end(2)).isInstanceOf(ProtocolException.class);
    }

    @Test
    @DisplayName("I42: a hive of one has nothing to collect")
    void aHiveOfOneWantsNothing() {
        Collector alone = new Collector(new NodeConfig(0, 1, 16, 0, 0));
        alone.want();
        assertThat(alone.isWanted()).isFalse();
        assertThat(alone.passes(1)).isFalse();
        assertThat(alone.tick()).isFalse();
    }
}
