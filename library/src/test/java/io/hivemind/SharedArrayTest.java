package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Typed arrays by name. */
final class SharedArrayTest {
    @Test
    void elementsOfEveryTypeAreWhatAnotherDroneSetThemTo() {
        Drones.together(2, hive -> {
            SharedBytes bytes = hive.bytes("bytes", 10_000);
            SharedShorts shorts = hive.shorts("shorts", 10_000);
            SharedInts ints = hive.ints("ints", 10_000);
            SharedLongs longs = hive.longs("longs", 10_000);
            SharedFloats floats = hive.floats("floats", 10_000);
            SharedDoubles doubles = hive.doubles("doubles", 10_000);
            for (int i = hive.rank(); i < 10_000; i += 2) {
                bytes.set(i, (byte) i);
                shorts.set(i, (short) -i);
                ints.set(i, i * i);
                longs.set(i, -1L << 40 | i);
                floats.set(i, i / 3f);
                doubles.set(i, i / 7.0);
            }
            hive.barrier();
            for (int i = 0; i < 10_000; i++) {
                assertThat(bytes.get(i)).isEqualTo((byte) i);
                assertThat(shorts.get(i)).isEqualTo((short) -i);
                assertThat(ints.get(i)).isEqualTo(i * i);
                assertThat(longs.get(i)).isEqualTo(-1L << 40 | i);
                assertThat(floats.get(i)).isEqualTo(i / 3f);
                assertThat(doubles.get(i)).isEqualTo(i / 7.0);
            }
        });
    }

    @Test
    void rangesAreSetGotFilledAndCopied() {
        Drones.together(2, hive -> {
            SharedInts numbers = hive.ints("numbers", 5000);
            SharedInts others = hive.ints("others", 5000);
            if (hive.rank() == 1) {
                numbers.fill(9);
                numbers.fill(1000, 2000, 7);
                numbers.set(10, new int[] {1, 2, 3});
                numbers.set(20, new int[] {1, 2, 3}, 1, 2);
                numbers.copy(0, others, 2000, 3000);
                numbers.copy(10, numbers, 11, 3);
            }
            hive.barrier();
            int[] got = new int[6];
            numbers.get(9, got);
            assertThat(got).containsExactly(9, 1, 1, 2, 3, 9);
            numbers.get(20, got, 3, 2);
            assertThat(got).containsExactly(9, 1, 1, 2, 3, 9);
            assertThat(numbers.get(999)).isEqualTo(9);
            assertThat(numbers.get(1000)).isEqualTo(7);
            assertThat(numbers.get(2999)).isEqualTo(7);
            assertThat(numbers.get(3000)).isEqualTo(9);
            assertThat(others.get(1999)).isZero();
            assertThat(others.get(2012)).isEqualTo(3);
            assertThat(others.get(3000)).isEqualTo(7);
        });
    }

    static LongStream indicesOutside() {
        return LongStream.of(-1, 10, 11, 1L << 61, 1L << 62, 1L << 63, Long.MAX_VALUE, -8192, 8192, 1L << 31);
    }

    @ParameterizedTest
    @MethodSource("indicesOutside")
    void anIndexOutsideNamesArrayIndexAndLength(long index) {
        Drones.alone(hive -> {
            SharedLongs numbers = hive.longs("numbers", 10);
            numbers.fill(1);
            String words = "Index " + index + " is outside the array \"numbers\" of length 10.";
            assertThatThrownBy(() -> numbers.get(index))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage(words);
            assertThatThrownBy(() -> numbers.set(index, 1))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage(words);
            assertThatThrownBy(() -> hive.bytes("bytes", 10).get(index)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> numbers.read(index, 1)).hasMessage(words);
            assertThatThrownBy(() -> numbers.get(index, new long[2]))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContainingAll("range of 2 from " + index, "\"numbers\"", "length 10");
            assertThatThrownBy(() -> numbers.set(index, new long[2])).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> numbers.fill(index, 2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> numbers.copy(0, numbers, index, 2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> numbers.copy(index, numbers, 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        });
    }

    @Test
    void anArrayTellsWhatItIs() {
        Drones.alone(hive -> {
            SharedFloats numbers = hive.floats("numbers", 10);
            assertThat(numbers.name()).isEqualTo("numbers");
            assertThat(numbers.length()).isEqualTo(10);
            assertThat(numbers).hasToString("an array of floats of length 10 named \"numbers\"");
            assertThat(hive.floats("numbers", 10)).isSameAs(numbers);
        });
    }

    @Test
    void aLargeArraySharesNoPageWithAnything() {
        Drones.alone(hive -> {
            int page = hive.memory().pageSize();
            SharedBytes first = hive.bytes("first", page / 2 + 1);
            SharedBytes second = hive.bytes("second", page + 1);
            assertThat(first.address() % page).isZero();
            assertThat(second.address() % page).isZero();
            assertThat(hive.memory().allocate(1) / page)
                    .isNotIn(first.address() / page, second.address() / page, second.address() / page + 1);
        });
    }

    @Test
    void anArrayThatCouldNeverBeIsRefused() {
        Drones.alone(hive -> {
            assertThatThrownBy(() -> hive.ints("numbers", -1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> hive.longs("numbers", 1L << 61)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> hive.longs("numbers", 1L << 50))
                    .isInstanceOf(HiveException.class)
                    .hasMessageContaining("no room");
            assertThat(hive.longs("numbers", 3).length()).isEqualTo(3);
        });
    }
}
