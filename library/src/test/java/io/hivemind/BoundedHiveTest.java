package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drones that have memory for a part of the heap only, whose program must not notice. */
final class BoundedHiveTest {
    /** A heap of 2 MiB on drones that have less, in pages of 1 KiB. */
    private static UnaryOperator<HiveConfig.Builder> bounded(long bytes) {
        return config -> config.pageSize(1024).memoryBytes(2 << 20).memoryPerDrone(bytes);
    }

    private static long room(int drones) {
        return (2L << 20) / drones + (400 << 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void everyElementThatAnyDroneStoredIsThere(int drones) {
        int length = 400_000;
        Drones.together(drones, bounded(room(drones)), hive -> {
            SharedInts numbers = hive.ints("numbers", length);
            for (int round = 1; round <= 3; round++) {
                for (int i = hive.rank(); i < length; i += drones) {
                    numbers.set(i, i * round);
                }
                hive.barrier();
                for (int i = 0; i < length; i++) {
                    assertThat(numbers.get(i)).isEqualTo(i * round);
                }
                hive.barrier();
            }
        });
    }
}
