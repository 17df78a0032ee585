package io.hivemind.bench.micro;

import java.util.List;

/**
 * A comparison of two benchmarks.
 *
 * @param title what is compared, for people
 * @param benchmark the one that is to be fast
 * @param baseline what it can hardly be faster than
 * @param target the greatest multiple of the baseline that is good enough
 */
record Ratio(String title, String benchmark, String baseline, double target) {
    static final List<Ratio> ALL = List.of(
            new Ratio(
                    "read through a span / plain segment",
                    "AccessBenchmark.spanGet",
                    "AccessBenchmark.plainSegmentGet",
                    1.05),
            new Ratio(
                    "write through a span / plain segment",
                    "AccessBenchmark.spanSet",
                    "AccessBenchmark.plainSegmentSet",
                    1.05),
            new Ratio("single get / plain array", "AccessBenchmark.singleGet", "AccessBenchmark.plainArrayGet", 2.5),
            new Ratio("twin / plain copy", "TwinBenchmark.twin", "TwinBenchmark.plainCopy", 1.3),
            new Ratio(
                    "diff of an unchanged page / mismatch",
                    "DiffBenchmark.diffUnchanged",
                    "DiffBenchmark.plainMismatch",
                    1.5));
}
