package io.hivemind.bench.micro;

import io.hivemind.apps.frame.Mistake;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package. */
public final class MicroBenchmarks {
    /** Matches what {@link MicroReport} compares, and what makes the comparison complete. */
    public static final String COMPARED = "AccessBenchmark|TwinBenchmark|DiffBenchmark.(diffUnchanged|plainMismatch)";

    /** JMH itself still uses what the JDK warns of; its newest release does. */
    private static final String SILENCE = "--sun-misc-unsafe-memory-access=allow";

    private static final int ITERATIONS = 10;

    private MicroBenchmarks() {}

    /**
     * Runs the benchmarks whose names contain {@code pattern}, a regular expression.
     *
     * @param forks how many JVMs each of them gets, one after the other
     * @param seconds for how long each JVM measures, after half of that for warming up
     * @param verbose whether to print all that JMH says
     * @throws Mistake if there is no such benchmark
     */
    public static MicroReport run(String pattern, int forks, double seconds, boolean verbose) {
        Options options = new OptionsBuilder()
                .include(pattern)
                .forks(forks)
                .jvmArgsAppend(SILENCE, "-XX:+UseSerialGC")
                .warmupIterations(ITERATIONS / 2)
                .warmupTime(iteration(seconds))
                .measurementIterations(ITERATIONS)
                .measurementTime(iteration(seconds))
                .timeUnit(TimeUnit.NANOSECONDS)
                .verbosity(verbose ? VerboseMode.NORMAL : VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        try {
            Map<String, Double> medians = new LinkedHashMap<>();
            for (RunResult result : new Runner(options).run()) {
                medians.put(nameOf(result), median(result));
            }
            return new MicroReport(medians);
        } catch (RunnerException failed) {
            throw new Mistake("The benchmarks \"" + pattern + "\" cannot be run: " + failed.getMessage(), failed);
        }
    }

    private static TimeValue iteration(double seconds) {
        return TimeValue.milliseconds(Math.max(1, Math.round(seconds * 1000 / ITERATIONS)));
    }

    private static String nameOf(RunResult result) {
        String[] parts = result.getParams().getBenchmark().split("\\.");
        return parts[parts.length - 2] + "." + parts[parts.length - 1];
    }

    private static double median(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }
}
