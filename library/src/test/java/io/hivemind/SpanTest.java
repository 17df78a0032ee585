package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Spans: fast while they last, and refused afterwards. */
final class SpanTest {
    @Test
    void aSpanReadsAndWritesTheRangeItWasMadeFor() {
        Drones.alone(hive -> {
            SharedInts numbers = hive.ints("numbers", 10_000);
            IntSpan span = numbers.write(1000, 5000);
            for (int i = 0; i < span.length(); i++) {
                span.set(i, i);
            }
            assertThat(numbers.get(999)).isZero();
            assertThat(numbers.get(1000 + 4321)).isEqualTo(4321);
            assertThat(numbers.read(1000, 5000).get(4999)).isEqualTo(4999);
            assertThat(numbers.get(6000)).isZero();
            assertThat(span.address()).isEqualTo(numbers.address() + 4000);
        });
    }

    @Test
    void aSpanCopiesFromAndToArrays() {
        Drones.alone(hive -> {
            DoubleSpan span = hive.doubles("numbers", 2000).write();
            span.set(500, new double[] {0, 1, 2, 3}, 1, 3);
            double[] copy = new double[5];
            span.get(500, copy, 2, 3);
            assertThat(copy).containsExactly(0, 0, 1, 2, 3);
        });
    }

    @Test
    void whatWasWrittenThroughASpanReachesTheOtherDrones() {
        Drones.together(3, hive -> {
            SharedLongs numbers = hive.longs("numbers", 30_000);
            LongSpan mine = numbers.write(hive.rank() * 10_000L, 10_000);
            for (int i = 0; i < mine.length(); i++) {
                mine.set(i, hive.rank() * 10_000L + i);
            }
            hive.barrier();
            LongSpan all = numbers.read();
            for (int i = 0; i < all.length(); i++) {
                assertThat(all.get(i)).isEqualTo(i);
            }
        });
    }

    interface Synchronisation {
        void run(Hive hive) throws Exception;
    }

    @SuppressWarnings("WaitNotInLoop") // The wait itself is what is tested.
    static Stream<Arguments> whatSynchronises() {
        return Stream.of(
                ending("acquired lock 7", hive -> hive.lock(7).lock()),
                ending("acquired lock -7", hive -> hive.lock(-7).lockInterruptibly()),
                ending("tried to acquire lock 7", hive -> hive.lock(7).tryLock()),
                ending("tried to acquire lock 7", hive -> hive.lock(7).tryLock(1, TimeUnit.SECONDS)),
                ending("arrived at barrier 0", Hive::barrier),
                ending("arrived at barrier 3", hive -> hive.barrier(3).await(1, TimeUnit.SECONDS)),
                ending("released lock 7", hive -> hive.lock(7).unlock(), true),
                ending(
                        "signalled a condition of lock 7",
                        hive -> hive.lock(7).newCondition().signal(),
                        true),
                ending(
                        "waited on a condition of lock 7",
                        hive -> hive.lock(7).newCondition().awaitNanos(1),
                        true),
                ending("published a number", hive -> hive.publish("root", 1)),
                ending("looked up a number", hive -> hive.find("root")),
                ending("asked for an array by name", hive -> hive.ints("others", 1)),
                ending("allocated shared memory", hive -> hive.memory().allocate(1)));
    }

    private static Arguments ending(String words, Synchronisation synchronisation) {
        return ending(words, synchronisation, false);
    }

    private static Arguments ending(String words, Synchronisation synchronisation, boolean holding) {
        return Arguments.of(words, synchronisation, holding);
    }

    @ParameterizedTest
    @MethodSource("whatSynchronises")
    void aSpanEndsWhenItsThreadSynchronises(String words, Synchronisation synchronisation, boolean holding) {
        Drones.alone(hive -> {
            SharedLock lock = hive.lock(7);
            SharedInts numbers = hive.ints("numbers", 10);
            if (holding) {
                lock.lock();
            }
            IntSpan read = numbers.read();
            IntSpan write = numbers.write();
            synchronisation.run(hive);
            assertThat(read.isValid()).isFalse();
            assertThatThrownBy(() -> read.get(0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("span for reading over 10 elements", "thread " + words);
            assertThatThrownBy(() -> write.set(0, 1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> write.set(0, new int[1], 0, 1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> write.get(0, new int[1], 0, 1)).isInstanceOf(IllegalStateException.class);
            assertThat(numbers.get(0)).isZero();
        });
    }

    @Test
    void aSpanSaysHowLongAgoItEnded() {
        Drones.alone(hive -> {
            IntSpan first = hive.ints("numbers", 10).read();
            hive.barrier();
            hive.ints("numbers", 10).read();
            hive.barrier();
            assertThatThrownBy(() -> first.get(0)).hasMessageContaining("synchronised 2 times since");
        });
    }

    @Test
    void aSpanIsNotEndedByWhatOtherThreadsDo() {
        Drones.alone(hive -> {
            IntSpan span = hive.ints("numbers", 10).write();
            CompletableFuture.runAsync(hive::barrier).join();
            assertThatCode(() -> span.set(3, 3)).doesNotThrowAnyException();
        });
    }

    @Test
    void aSpanIsOfNoUseToAnotherThread() {
        Drones.alone(hive -> {
            IntSpan span = hive.ints("numbers", 10).write();
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> span.set(3, 3));
            assertThatThrownBy(other::join)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(
                            "belongs to the thread", Thread.currentThread().getName());
        });
    }

    @Test
    void aSpanForReadingCannotBeSet() {
        Drones.alone(hive -> {
            IntSpan span = hive.ints("numbers", 10).read();
            assertThat(span.isWritable()).isFalse();
            assertThatThrownBy(() -> span.set(0, 1))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("write()");
            assertThatThrownBy(() -> span.set(0, new int[1], 0, 1)).isInstanceOf(UnsupportedOperationException.class);
        });
    }

    @ParameterizedTest
    @MethodSource("indicesOutside")
    void anIndexOutsideNamesIndexAndSpan(long index) {
        Drones.alone(hive -> {
            IntSpan span = hive.ints("numbers", 100).write(10, 5);
            assertThatThrownBy(() -> span.get(index))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContainingAll("Index " + index, "over 5 elements of 4 bytes");
            assertThatThrownBy(() -> span.set(index, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> span.get(index, new int[1], 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        });
    }

    static Stream<Long> indicesOutside() {
        return Stream.of(-1L, 5L, 1L << 62, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void aSpanOutsideTheHeapIsRefused() {
        Drones.alone(hive -> {
            SharedMemory memory = hive.memory();
            assertThatThrownBy(() -> memory.readLongs(memory.size() - 8, 2))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContainingAll("16 bytes", "not inside the shared heap");
            assertThatThrownBy(() -> memory.writeLongs(0, 1L << 61)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.writeLongs(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        });
    }
}
