package io.hivemind.bench.micro;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.LongSpan;
import io.hivemind.SharedInts;
import io.hivemind.SharedLongs;
import io.hivemind.SharedMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What one element costs, read or written, in every way there is, beside the same loop over what Java has. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(AccessBenchmark.ELEMENTS)
public class AccessBenchmark {
    static final int ELEMENTS = 8192;

    private final long[] array = new long[ELEMENTS];
    private final long[] target = new long[ELEMENTS];
    private final MemorySegment segment = Arena.ofAuto().allocate(ELEMENTS * (long) Long.BYTES, Long.BYTES);
    private final Hive hive = Hive.join(HiveConfig.builder().build());
    private final SharedMemory memory = hive.memory();
    private final SharedLongs longs = hive.longs("longs", ELEMENTS);
    private final SharedInts ints = hive.ints("ints", ELEMENTS);
    private final long address = longs.address();

    /**
     * Gets the pages by other means than single accesses, so that these never miss. A JIT compiler that has seen a miss
     * keeps the way to it in the loop, and then loads all that a miss may change again for each element: see
     * {@link #singleGetAfterMisses}.
     */
    @Setup
    public void fetch() {
        longs.fill(1);
        ints.fill(1);
    }

    /** Leaves the hive. */
    @TearDown
    public void leave() {
        hive.close();
    }

    /** Reads a plain array. */
    @Benchmark
    public long plainArrayGet() {
        long sum = 0;
        for (int i = 0; i < ELEMENTS; i++) {
            sum += array[i];
        }
        return sum;
    }

    /** Reads a plain segment. */
    @Benchmark
    public long plainSegmentGet() {
        long sum = 0;
        for (long i = 0; i < ELEMENTS; i++) {
            sum += segment.getAtIndex(ValueLayout.JAVA_LONG, i);
        }
        return sum;
    }

    /** Reads a shared array, element by element. */
    @Benchmark
    public long singleGet() {
        long sum = 0;
        for (long i = 0; i < ELEMENTS; i++) {
            sum += longs.get(i);
        }
        return sum;
    }

    /** Reads a shared array, element by element, in code that has met pages that were not here. */
    @Benchmark
    public long singleGetAfterMisses(Missed missed) {
        long sum = 0;
        SharedLongs elements = missed.longs;
        for (long i = 0; i < ELEMENTS; i++) {
            sum += elements.get(i);
        }
        return sum;
    }

    /** Reads a shared array of ints, element by element. */
    @Benchmark
    public long singleGetInt() {
        long sum = 0;
        for (long i = 0; i < ELEMENTS; i++) {
            sum += ints.get(i);
        }
        return sum;
    }

    /** Reads shared memory by address. */
    @Benchmark
    public long addressGet() {
        long sum = 0;
        for (long i = 0; i < ELEMENTS; i++) {
            sum += memory.getLong(address + i * Long.BYTES);
        }
        return sum;
    }

    /** Reads through a span. */
    @Benchmark
    public long spanGet() {
        long sum = 0;
        LongSpan span = longs.read();
        for (long i = 0; i < ELEMENTS; i++) {
            sum += span.get(i);
        }
        return sum;
    }

    /** Copies a shared array into a plain one. */
    @Benchmark
    public long[] bulkGet() {
        longs.get(0, target);
        return target;
    }

    /** Copies a plain segment into a plain array. */
    @Benchmark
    public long[] plainBulkGet() {
        MemorySegment.copy(segment, ValueLayout.JAVA_LONG, 0, target, 0, ELEMENTS);
        return target;
    }

    /** Writes a plain array. */
    @Benchmark
    public long[] plainArraySet() {
        for (int i = 0; i < ELEMENTS; i++) {
            array[i] = i;
        }
        return array;
    }

    /** Writes a plain segment. */
    @Benchmark
    public MemorySegment plainSegmentSet() {
        for (long i = 0; i < ELEMENTS; i++) {
            segment.setAtIndex(ValueLayout.JAVA_LONG, i, i);
        }
        return segment;
    }

    /** Writes a shared array, element by element. */
    @Benchmark
    public SharedLongs singleSet() {
        for (long i = 0; i < ELEMENTS; i++) {
            longs.set(i, i);
        }
        return longs;
    }

    /** Writes shared memory by address. */
    @Benchmark
    public SharedMemory addressSet() {
        for (long i = 0; i < ELEMENTS; i++) {
            memory.setLong(address + i * Long.BYTES, i);
        }
        return memory;
    }

    /** Writes through a span. */
    @Benchmark
    public LongSpan spanSet() {
        LongSpan span = longs.write();
        for (long i = 0; i < ELEMENTS; i++) {
            span.set(i, i);
        }
        return span;
    }

    /** Copies a plain array into a shared one. */
    @Benchmark
    public SharedLongs bulkSet() {
        longs.set(0, target);
        return longs;
    }

    /** Copies a plain array into a plain segment. */
    @Benchmark
    public MemorySegment plainBulkSet() {
        MemorySegment.copy(target, 0, segment, ValueLayout.JAVA_LONG, 0, ELEMENTS);
        return segment;
    }

    /** An array that single accesses alone have touched. */
    @State(Scope.Thread)
    public static class Missed {
        private final Hive hive = Hive.join(HiveConfig.builder().build());
        private final SharedLongs longs = hive.longs("longs", ELEMENTS);

        /** Touches every page, and leaves the JIT compiler to remember it. */
        @Setup
        public void miss() {
            for (long i = 0; i < ELEMENTS; i++) {
                longs.set(i, longs.get(i) + 1);
            }
        }

        /** Leaves the hive. */
        @TearDown
        public void leave() {
            hive.close();
        }
    }
}
