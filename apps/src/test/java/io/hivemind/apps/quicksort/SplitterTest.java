package io.hivemind.apps.quicksort;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.SharedInts;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SplitterTest {
    private static final int BEFORE = 5;

    private final Hive hive =
            Hive.join(HiveConfig.builder().memoryBytes(1 << 20).build());

    @AfterEach
    void leave() {
        hive.close();
    }

    /** Splits a range with other elements before and after it, and checks all that is promised. */
    private void splits(int block, int... elements) {
        SharedInts list = hive.ints("list." + Arrays.hashCode(elements) + "." + block, BEFORE + elements.length + 1);
        list.set(BEFORE, elements);
        list.set(BEFORE - 1, Integer.MAX_VALUE);
        list.set(BEFORE + elements.length, Integer.MIN_VALUE);

        int middle = (int) (new Splitter(list, block).split(new Range(BEFORE, BEFORE + elements.length)) - BEFORE);

        int[] after = new int[elements.length];
        list.get(BEFORE, after);
        assertThat(middle)
                .as("%s in blocks of %d", Arrays.toString(elements), block)
                .isBetween(1, elements.length - 1);
        int greatestOfFirst = IntStream.of(after).limit(middle).max().orElseThrow();
        int leastOfSecond = IntStream.of(after).skip(middle).min().orElseThrow();
        assertThat(greatestOfFirst).isLessThanOrEqualTo(leastOfSecond);
        assertThat(IntStream.of(after).sorted())
                .containsExactlyElementsOf(
                        IntStream.of(elements).sorted().boxed().toList());
        assertThat(list.get(BEFORE - 1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(list.get(BEFORE + elements.length)).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void everyOrderOfFewElementsIsSplitInTwo() {
        for (int number = 0; number < 5 * 5 * 5 * 5 * 5; number++) {
            int digits = number;
            int[] elements = new int[5];
            for (int i = 0; i < elements.length; i++, digits /= 5) {
                elements[i] = digits % 5;
            }
            splits(2, elements);
        }
    }

    @Test
    void listsOfAllLengthsAndKindsAreSplitInTwo() {
        var random = new Random(1);
        for (int length = 17; length < 400; length += 7) {
            int kinds = 1 + random.nextInt(2 * length);
            splits(1 + random.nextInt(16), random.ints(length, 0, kinds).toArray());
        }
    }

    @Test
    void ordersThatAreOftenMetAreSplitInTwo() {
        int length = 1000;
        splits(64, IntStream.range(0, length).toArray());
        splits(64, IntStream.range(0, length).map(i -> -i).toArray());
        splits(64, new int[length]);
        splits(64, IntStream.range(0, length).map(i -> i == length - 1 ? 1 : 0).toArray());
        splits(64, IntStream.range(0, length).map(i -> i == 0 ? -1 : 0).toArray());
        splits(
                64,
                IntStream.range(0, length)
                        .map(i -> i % 2 == 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE)
                        .toArray());
    }
}
