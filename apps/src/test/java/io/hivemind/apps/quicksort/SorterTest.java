package io.hivemind.apps.quicksort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SorterTest {
    static Stream<int[]> lists() {
        var random = new Random(7);
        return Stream.of(0, 1, 2, 3, 24, 25, 127, 128, 1000, 20_000)
                .flatMap(length -> Stream.<IntUnaryOperator>of(
                                i -> random.nextInt(),
                                i -> random.nextInt(3),
                                i -> i,
                                i -> -i,
                                i -> 5,
                                i -> i % 17 * (i % 2 == 0 ? 1 : -1),
                                i -> Math.min(i, length - i))
                        .map(element -> IntStream.range(0, length).map(element).toArray()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everySortGivesWhatTheJdkGives(int[] list) {
        int[] sorted = list.clone();
        Arrays.sort(sorted);

        for (Sorter.Leaf leaf : Sorter.Leaf.values()) {
            int[] mine = list.clone();
            Sorter.sort(mine, 0, mine.length, 100, leaf);
            assertThat(mine).isEqualTo(sorted);
        }
        int[] byHeap = list.clone();
        Sorter.heapSort(byHeap, 0, byHeap.length);
        assertThat(byHeap).isEqualTo(sorted);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void whatLiesOutsideTheRangeStays(int[] list) {
        int[] framed = new int[list.length + 2];
        System.arraycopy(list, 0, framed, 1, list.length);
        framed[0] = Integer.MAX_VALUE;
        framed[framed.length - 1] = Integer.MIN_VALUE;

        Sorter.sort(framed, 1, framed.length - 1);

        assertThat(framed[0]).isEqualTo(Integer.MAX_VALUE);
        assertThat(framed[framed.length - 1]).isEqualTo(Integer.MIN_VALUE);
        assertThat(Arrays.copyOfRange(framed, 1, framed.length - 1)).isSorted();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aPartitionHasTwoPartsThatDoNotOverlap(int[] list) {
        if (list.length < 3) {
            return;
        }
        int middle = Sorter.partition(list, 0, list.length);

        assertThat(middle).isBetween(1, list.length - 1);
        int greatest = Arrays.stream(list, 0, middle).max().orElseThrow();
        int least = Arrays.stream(list, middle, list.length).min().orElseThrow();
        assertThat(greatest).isLessThanOrEqualTo(least);
    }
}
