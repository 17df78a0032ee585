package io.hivemind.bench.micro;

import io.hivemind.protocol.Diff;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What diffs cost to make and to apply. The changed pages differ from zeros, the twin of a page that has none, so that a
 * diff can be made again and again without changing the page in between.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DiffBenchmark {
    private static final int WORDS = Heap.PAGE_SIZE / Integer.BYTES;

    private final Heap unchanged = Heap.withEveryWord(1);
    private final MemorySegment equal = MemorySegment.ofArray(new byte[Heap.PAGE_SIZE]);
    private final Heap oneWord = Heap.withEveryWord(WORDS);
    private final Heap everyOtherWord = Heap.withEveryWord(2);
    private final Heap wholePage = Heap.withEveryWord(1);
    private final Heap target = Heap.withEveryWord(1);
    private final Diff ofOneWord = oneWord.pages.diff(0, false);
    private final Diff ofEveryOtherWord = everyOtherWord.pages.diff(0, false);
    private final Diff ofWholePage = wholePage.pages.diff(0, false);

    /** Gives the unchanged pages their twins. */
    @Setup
    public void twins() {
        equal.copyFrom(unchanged.bytes.asSlice(0, Heap.PAGE_SIZE));
        for (int page = 0; page < Heap.PAGES; page++) {
            unchanged.pages.twin(page);
        }
    }

    /** Two equal pages compared. */
    @Benchmark
    public long plainMismatch() {
        long from = Heap.offset(unchanged.next());
        return MemorySegment.mismatch(unchanged.bytes, from, from + Heap.PAGE_SIZE, equal, 0, Heap.PAGE_SIZE);
    }

    /** The diff of a page that did not change. */
    @Benchmark
    public Diff diffUnchanged() {
        return unchanged.pages.diff(unchanged.next(), true);
    }

    /** The diff of a page of which one word changed. */
    @Benchmark
    public Diff diffOneWord() {
        return oneWord.pages.diff(oneWord.next(), false);
    }

    /** The diff of a page of which every other word changed. */
    @Benchmark
    public Diff diffEveryOtherWord() {
        return everyOtherWord.pages.diff(everyOtherWord.next(), false);
    }

    /** The diff of a page that changed from end to end. */
    @Benchmark
    public Diff diffWholePage() {
        return wholePage.pages.diff(wholePage.next(), false);
    }

    /** One changed word applied. */
    @Benchmark
    public Object applyOneWord() {
        target.pages.apply(target.next(), ofOneWord);
        return target.pages;
    }

    /** Every other word applied. */
    @Benchmark
    public Object applyEveryOtherWord() {
        target.pages.apply(target.next(), ofEveryOtherWord);
        return target.pages;
    }

    /** A whole page applied. */
    @Benchmark
    public Object applyWholePage() {
        target.pages.apply(target.next(), ofWholePage);
        return target.pages;
    }
}
