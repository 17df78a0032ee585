package io.hivemind.bench.micro;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a twin costs, beside the copying of a page that it cannot do without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TwinBenchmark {
    private final Heap heap = Heap.withEveryWord(1);
    private final byte[] buffer = new byte[Heap.PAGE_SIZE];

    /** A page copied into a buffer that is there already. */
    @Benchmark
    public byte[] plainCopy() {
        MemorySegment.copy(heap.bytes, ValueLayout.JAVA_BYTE, Heap.offset(heap.next()), buffer, 0, Heap.PAGE_SIZE);
        return buffer;
    }

    /** A twin made and dropped. */
    @Benchmark
    public Object twin() {
        int page = heap.next();
        heap.pages.twin(page);
        heap.pages.dropTwin(page);
        return heap.pages;
    }

    /** A whole copy for another drone, with a twin made at the same moment, which is then dropped. */
    @Benchmark
    public Object copyAndTwin() {
        int page = heap.next();
        Object copy = heap.pages.copyAndTwin(page);
        heap.pages.dropTwin(page);
        return copy;
    }
}
