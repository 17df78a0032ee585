package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several drones that fail at a time or one soon after the other: invariants I71 to I78 of docs/protocol.md. */
class SeveralFailuresTest {
    private static final int PAGE = TinyHive.PAGE_SIZE;

    @Test
    @DisplayName(
            "I75: changes that are left in one copy only, and as a diff nowhere, come with that copy, also to whoever has another")
    void changesComeWithTheOnlyCopyThatHasThem() {
        TinyHive hive = TinyHive.backed(7, 1);
        hive.store(1, 5 * PAGE, 7);
        hive.collect();
        assertThat(hive.load(0, 5 * PAGE)).isEqualTo(7);
        hive.store(3, 5 * PAGE + 1, 8);
        hive.pass(3, 4, 3);
        hive.unlock(4, 3);
        hive.lock(1, 3);
        assertThat(hive.load(1, 5 * PAGE + 1)).isEqualTo(8);
        hive.store(1, 5 * PAGE + 2, 9);
        hive.pass(1, 6, 4);
        assertThat(hive.load(6, 5 * PAGE + 2)).isEqualTo(9);
        fail(hive, 1, 3, 4);
        for (int rank : List.of(0, 2, 5, 6)) {
            assertThat(hive.load(rank, 5 * PAGE)).isEqualTo(7);
            assertThat(hive.load(rank, 5 * PAGE + 1)).isEqualTo(8);
            assertThat(hive.load(rank, 5 * PAGE + 2)).isEqualTo(9);
        }
        assertThat(hive.losses()).isEmpty();
    }

    /** All of {@code dead} fail before anybody finds out. */
    private static void fail(TinyHive hive, int... dead) {
        for (int rank : dead) {
            hive.kill(rank);
        }
        for (int rank : hive.view().members()) {
            for (int one : dead) {
                if (!hive.isDead(rank)) {
                    hive.step(rank, new Input.Suspect(one));
                }
            }
        }
        hive.settle();
    }
}
