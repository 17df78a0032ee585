package io.hivemind.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drones over loopback share memory as their programs expect. */
class DroneTest {
    private static final int ROUNDS = 500;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aCounterUnderALockLosesNoIncrement(int size) {
        try (TestHive hive = new TestHive(size)) {
            hive.onAll(member -> {
                for (int i = 0; i < ROUNDS; i++) {
                    member.drone.acquire(7);
                    member.set(3, member.get(3) + 1);
                    member.drone.release(7);
                }
                member.drone.arrive(0, 1);
                assertThat(member.get(3)).isEqualTo((long) size * ROUNDS);
            });
        }
    }

    @Test
    void whatWasWrittenBeforeABarrierIsReadAfterIt() {
        int size = 3;
        try (TestHive hive = new TestHive(size)) {
            hive.onAll(member -> {
                for (int round = 1; round <= ROUNDS; round++) {
                    member.set(member.rank(), round);
                    member.drone.arrive(0, 1);
                    for (int peer = 0; peer < size; peer++) {
                        assertThat(member.get(peer)).isEqualTo(round);
                    }
                    member.drone.arrive(1, 1);
                }
            });
        }
    }
}
