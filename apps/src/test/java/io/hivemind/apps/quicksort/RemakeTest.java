package io.hivemind.apps.quicksort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges that a list was split into are made again from where it came from. */
class RemakeTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40, Integer.MAX_VALUE})
    void everyRangeIsMadeAgainHoweverManyElementsAreEqual(int different) throws IOException {
        var random = new Random(different);
        int[] list = random.ints(3_000, 0, different).toArray();
        list[7] = Integer.MIN_VALUE;
        list[1_000] = Integer.MAX_VALUE;

        assertMadeAgain(list, new Range(0, list.length), source(list), random);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40, Integer.MAX_VALUE})
    void manyRangesAreMadeAgainAtATime(int different) throws IOException {
        var random = new Random(different);
        int[] list = random.ints(3_000, 0, different).toArray();
        int[] right = list.clone();
        Arrays.sort(right);
        var ranges = new ArrayList<Range>();
        for (int from = random.nextInt(3); from < list.length; ) {
            int to = Math.min(list.length, from + 1 + random.nextInt(100));
            int low = from == 0 ? Integer.MIN_VALUE : right[from - 1];
            int high = to == list.length ? Integer.MAX_VALUE : right[to];
            ranges.add(new Range(from, to, low, high, Range.UNKNOWN));
            from = to + 1 + random.nextInt(100);
        }
        List<int[]> made = ranges.stream().map(range -> new int[range.length()]).toList();

        Remake.into(made, ranges, source(list));

        for (int i = 0; i < made.size(); i++) {
            Range range = ranges.get(i);
            Arrays.sort(made.get(i));
            assertThat(made.get(i)).isEqualTo(Arrays.copyOfRange(right, (int) range.from(), (int) range.to()));
        }
    }

    @Test
    void anotherListIsNotTakenForWhatItWas() throws IOException {
        Source source = source(new int[] {5, 6, 7});

        assertThatIllegalStateException()
                .isThrownBy(() -> Remake.into(new int[2], new Range(0, 2, 1, 9, Range.UNKNOWN), source))
                .withMessage("The list that was to be made again is not what it was: from 0 to 2 are other elements"
                        + " between 1 and 9.");
    }

    /** Splits a range as workers do, down to single elements. */
    private static void assertMadeAgain(int[] list, Range range, Source source, Random random) {
        int from = (int) range.from();
        int to = (int) range.to();
        int[] made = new int[range.length()];
        Remake.into(made, range, source);
        Arrays.sort(made);
        int[] right = Arrays.copyOfRange(list, from, to);
        Arrays.sort(right);
        assertThat(made).isEqualTo(right);
        if (range.length() > 100 || (range.length() > 2 && random.nextInt(20) == 0)) {
            int pivot = Sorter.pivot(list, from, to);
            int middle = Sorter.partition(list, from, to, pivot);
            assertMadeAgain(list, range.before(middle, pivot), source, random);
            assertMadeAgain(list, range.behind(middle, pivot), source, random);
        }
    }

    private Source source(int[] list) throws IOException {
        Path file = folder.resolve("list");
        Files.writeString(file, Arrays.stream(list).mapToObj(String::valueOf).collect(Collectors.joining("\n")));
        return FileSource.of(file, Optional.of(Format.TEXT));
    }
}
