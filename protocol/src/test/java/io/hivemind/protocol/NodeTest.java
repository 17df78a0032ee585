package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.TinyNetwork.Sent;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The state machine as a whole: invariant I51 of docs/protocol.md, and what a node must be told. */
class NodeTest {
    private static List<Sent> conversation() {
        TinyHive hive = new TinyHive(4, 2000);
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 40; round++) {
            int rank = random.nextInt(4);
            long lock = random.nextInt(3);
            long wait = hive.acquire(rank, lock);
            hive.settle(random);
            hive.outcome(wait);
            hive.store(rank, random.nextInt(8) * 40, round);
            hive.unlock(rank, lock);
            if (round % 10 == 0) {
                hive.barrier();
            }
        }
        return hive.sentSince(0);
    }

    @Test
    @DisplayName("I51: the same inputs make the same messages")
    void theSameInputsMakeTheSameMessages() {
        List<Sent> first = conversation();
        assertThat(first).hasSizeGreaterThan(100);
        assertThat(conversation()).isEqualTo(first);
    }

    @Test
    @DisplayName("I3: intervals are numbered from one; when the numbers are used up the drone stops")
    void intervalsAreNumberedFromOne() {
        VectorTime time = VectorTime.of(Integer.MIN_VALUE);
        assertThatThrownBy(() -> new Interval(0, Integer.MIN_VALUE, time, PageSet.of(0)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("must be started anew");
    }

    @Test
    @DisplayName("I51: a node is told its place, and refuses one that does not exist")
    void aNodeRefusesAPlaceThatDoesNotExist() {
        assertThat(new NodeConfig(1, 2, 1, 0, 0).isNewcomer()).isFalse();
        assertThat(new NodeConfig(2, 2, 1, 0, 0).isNewcomer()).isTrue();
        assertThatThrownBy(() -> new NodeConfig(-1, 2, 1, 0, 0)).hasMessageContaining("rank -1 of 2");
        assertThatThrownBy(() -> new NodeConfig(0, 0, 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NodeConfig(0, 1, 0, 0, 0)).hasMessageContaining("pages 0");
        assertThatThrownBy(() -> new NodeConfig(0, 1, 1, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NodeConfig(0, 1, 1, 0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NodeConfig(0, 1, 1, 0, 0, NodeConfig.Ahead.NOTHING, 0))
                .hasMessageContaining("arity 0");
    }
}
