package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vector times against plain arrays: invariant I2 of docs/protocol.md. */
class VectorTimeTest {
    private static int[] entries(SplittableRandom random, int size) {
        int[] entries = new int[size];
        for (int drone = 0; drone < size; drone++) {
            entries[drone] = random.nextInt(4) == 0 ? random.nextInt(5) : 0;
        }
        return entries;
    }

    private static int[] entries(VectorTime time) {
        int[] entries = new int[time.size()];
        for (int drone = 0; drone < entries.length; drone++) {
            entries[drone] = time.get(drone);
        }
        return entries;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 100, 1000})
    @DisplayName("I2: maximum, domination, sum and change agree with plain arrays at every size")
    void everythingAgreesWithPlainArrays(int size) {
        SplittableRandom random = new SplittableRandom(size);
        for (int round = 0; round < 100; round++) {
            int[] a = entries(random, size);
            int[] b = round % 10 == 0 ? a.clone() : entries(random, size);
            int[] max = new int[size];
            boolean dominates = true;
            long sum = 0;
            for (int drone = 0; drone < size; drone++) {
                max[drone] = Math.max(a[drone], b[drone]);
                dominates &= a[drone] >= b[drone];
                sum += max[drone];
            }
            VectorTime timeA = VectorTime.of(a);
            VectorTime timeB = VectorTime.of(b);
            VectorTime merged = timeA.max(timeB);

            assertThat(entries(merged)).isEqualTo(max);
            assertThat(merged.sum()).isEqualTo(sum);
            assertThat(timeA.dominates(timeB)).isEqualTo(dominates);
            assertThat(merged)
                    .isEqualTo(timeB.max(timeA))
                    .isEqualTo(VectorTime.of(max))
                    .hasSameHashCodeAs(VectorTime.of(max));
            assertThat(timeA.equals(timeB)).isEqualTo(Arrays.equals(a, b));

            int[] min = new int[size];
            Arrays.setAll(min, each -> Math.min(a[each], b[each]));
            assertThat(timeA.min(timeB)).isEqualTo(VectorTime.of(min));
            assertThat(timeA.differences(timeB))
                    .isEqualTo(
                            IntStream.range(0, size).filter(i -> a[i] != b[i]).toArray());
            int first = random.nextInt(size);
            int[] tail = Arrays.copyOfRange(b, first, first + random.nextInt(1 + size - first));
            int[] spliced = a.clone();
            System.arraycopy(tail, 0, spliced, first, tail.length);
            assertThat(timeA.with(first, tail)).isEqualTo(VectorTime.of(spliced));

            int drone = random.nextInt(size);
            int[] changed = a.clone();
            changed[drone] = 9;
            assertThat(timeA.with(drone, 9)).isEqualTo(VectorTime.of(changed));
            assertThat(timeA.with(drone, 9).sum())
                    .isEqualTo(VectorTime.of(changed).sum());
            assertThat(entries(timeA)).as("a time never changes").isEqualTo(a);
        }
    }

    @Test
    @DisplayName("I2: a time that happened before another has a smaller sum")
    void theSumExtendsHappenedBefore() {
        VectorTime first = VectorTime.of(3, 0, 1);
        VectorTime later = first.with(1, 1);
        assertThat(later.dominates(first)).isTrue();
        assertThat(later.sum()).isGreaterThan(first.sum());
    }

    @Test
    @DisplayName("I2: the largest entries neither overflow the sum nor upset a comparison")
    void theLargestEntriesAreComparedRightly() {
        VectorTime large = VectorTime.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 0);
        VectorTime small = VectorTime.of(0, Integer.MAX_VALUE, 1);
        assertThat(large.sum()).isEqualTo(2L * Integer.MAX_VALUE);
        assertThat(large.dominates(small)).isFalse();
        assertThat(small.dominates(large)).isFalse();
        assertThat(large.max(small)).isEqualTo(VectorTime.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 1));
        assertThat(large.max(small).sum()).isEqualTo(2L * Integer.MAX_VALUE + 1);
    }

    @Test
    @DisplayName("I2: a time covers the intervals up to its entry")
    void aTimeCoversIntervalsUpToItsEntry() {
        VectorTime time = VectorTime.of(0, 2);
        assertThat(time.covers(1, 2)).isTrue();
        assertThat(time.covers(1, 3)).isFalse();
        assertThat(time.covers(0, 1)).isFalse();
        assertThat(VectorTime.zero(2).covers(1, 0)).isTrue();
        assertThat(time).hasToString("[0 2]");
    }

    @Test
    @DisplayName("I2: what does not change a time makes no new one")
    void whatChangesNothingMakesNoNewTime() {
        VectorTime time = VectorTime.of(1, 2, 3);
        assertThat(time.with(1, 2)).isSameAs(time);
        assertThat(time.max(VectorTime.of(1, 0, 3))).isSameAs(time);
        assertThat(VectorTime.of(1, 2)).isNotEqualTo(VectorTime.of(2, 1));
    }

    @Test
    @DisplayName(
            "I63: a time from before a drone came covers nothing of it, and is compared with later ones as if it said so")
    void timesOfDifferentSizesAreCompared() {
        VectorTime before = VectorTime.of(1, 2);
        VectorTime after = before.with(40, 3);
        assertThat(before.get(40)).isZero();
        assertThat(before).isEqualTo(VectorTime.of(1, 2, 0)).hasSameHashCodeAs(VectorTime.of(1, 2, 0));
        assertThat(after.size()).isEqualTo(41);
        assertThat(after.sum()).isEqualTo(6);
        assertThat(after.dominates(before)).isTrue();
        assertThat(before.dominates(after)).isFalse();
        assertThat(before.max(after)).isEqualTo(after);
        assertThat(after.max(before)).isSameAs(after);
        assertThat(after.min(before)).isEqualTo(before);
        assertThat(before.differences(after)).containsExactly(40);
        assertThat(after.differences(before)).containsExactly(40);
        assertThat(before.with(64, new int[] {5, 6}).get(65)).isEqualTo(6);
    }
}
