package io.hivemind.apps.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheafTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64})
    void theStripesOfASheafTogetherAreWhatWasCounted(int stripes) {
        var counted = new WordTable();
        new Scanner(counted).count(MadeUpText.of(20_000, 3_000, 5), 0, MadeUpText.of(20_000, 3_000, 5).length);
        add(counted, "longer" + "r".repeat(1_000), 1L << 40);
        var gathered = new WordTable();
        try (Hive hive = alone()) {
            long sheaf = Sheaf.write(hive.memory(), counted, stripes);
            for (int stripe = 0; stripe < stripes; stripe++) {
                Sheaf.add(hive.memory(), sheaf, stripe, stripes, gathered);
            }
        }

        assertThat(Counts.of(gathered)).isEqualTo(Counts.of(counted));
    }

    @Test
    void sheavesAddUp() {
        var gathered = new WordTable();
        try (Hive hive = alone()) {
            for (long count : new long[] {1, 127, 128, 300}) {
                var counted = new WordTable();
                add(counted, "biene", count);
                Sheaf.add(hive.memory(), Sheaf.write(hive.memory(), counted, 1), 0, 1, gathered);
            }
            Sheaf.add(hive.memory(), Sheaf.write(hive.memory(), new WordTable(), 1), 0, 1, gathered);
        }

        assertThat(Counts.of(gathered).words()).containsOnlyKeys("biene").containsEntry("biene", 556L);
    }

    private static void add(WordTable counted, String word, long count) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        counted.add(bytes, 0, bytes.length, WordTable.hash(bytes, 0, bytes.length), count);
    }

    private static Hive alone() {
        return Hive.join(HiveConfig.builder().memoryBytes(1 << 20).build());
    }
}
