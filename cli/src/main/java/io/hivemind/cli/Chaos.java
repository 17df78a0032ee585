package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import io.hivemind.cli.ChaosResult.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Runs of one program, one after the other, each with drones that are killed. Used once. */
final class Chaos {
    private static final int PORT_ATTEMPTS = 4;
    private static final int INTERRUPTED = 130;

    /**
     * What is to happen.
     *
     * @param seed what the blows of the first run follow from
     * @param killEvery how far blows are apart on average
     * @param stop for how long drones are stopped at most, or nothing if all that are hit are killed
     * @param duration for how long runs are begun
     * @param hungAfter how long a run may take
     * @param backup how many drones may fail at a time
     * @param isBuiltIn whether the program tells that its result is right
     * @param isVerbose whether to pass on all that drones say
     * @param logs where to keep what drones said in runs that did not end well
     */
    record Plan(
            long seed,
            Duration killEvery,
            Optional<Duration> stop,
            Duration duration,
            Duration hungAfter,
            int backup,
            boolean isBuiltIn,
            boolean isVerbose,
            Optional<Path> logs) {}

    private final Launch launch;
    private final Plan plan;
    private final ChaosProgress progress;
    private final PrintStream err;
    private final ChaosReport report = new ChaosReport();

    Chaos(Launch launch, Plan plan, ChaosProgress progress, PrintStream err) {
        this.launch = launch;
        this.plan = plan;
        this.progress = progress;
        this.err = err;
    }

    /** {@return 0 if every result was right, 1 if one was not, and else the exit code with which it could not go on} */
    int run() throws InterruptedException {
        long end = System.nanoTime() + plan.duration().toNanos();
        try {
            for (long seed = plan.seed(); seed == plan.seed() || System.nanoTime() - end < 0; seed++) {
                ChaosResult result = begun(seed);
                if (result.verdict() == Verdict.INTERRUPTED) {
                    return INTERRUPTED;
                }
                if (result.verdict() == Verdict.NOT_BEGUN) {
                    return Math.max(result.code(), io.hivemind.apps.Main.FAILED);
                }
                report.add(result);
            }
        } finally {
            progress.clear();
        }
        return report.isSound() ? 0 : io.hivemind.apps.Main.FAILED;
    }

    /** {@return what became of the runs} */
    ChaosReport report() {
        return report;
    }

    /** {@return what became of a run, which is tried again if the port was taken by another program before its drones were there} */
    private ChaosResult begun(long seed) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int port = Ports.free();
            progress.show(report, 0);
            var run = new ChaosRun(launch, plan, seed, this::heard, killed -> progress.show(report, killed));
            ChaosResult result = run.run(port);
            boolean isPortTaken = result.verdict() == Verdict.NOT_BEGUN && !Ports.isFree(port);
            if (!isPortTaken || attempt == PORT_ATTEMPTS) {
                tell(run, result);
                return result;
            }
        }
    }

    private void heard(String line) {
        if (plan.isVerbose()) {
            err.println(line);
        }
    }

    /** Says what is to be looked into, at once: the other runs may take long. */
    private void tell(ChaosRun run, ChaosResult result) {
        if (result.isSound() || result.verdict() == Verdict.INTERRUPTED) {
            return;
        }
        progress.clear();
        err.println("hivemind: the run from seed " + result.seed() + " " + ending(result) + ", after "
                + (result.victims().isEmpty() ? "nobody was" : "drones " + result.victims() + " were")
                + " killed; what was said last:");
        result.tail().forEach(line -> err.println("  " + line));
        plan.logs().ifPresent(folder -> keep(folder.resolve("chaos-" + result.seed() + ".log"), run));
    }

    private static String ending(ChaosResult result) {
        return switch (result.verdict()) {
            case RIGHT -> "was right, but drones " + result.unharmed() + " ended though nobody had harmed them";
            case WRONG -> "told no result that is right, and ended with exit code " + result.code();
            case HUNG -> "took too long";
            case NOT_BEGUN -> "ended with exit code " + result.code() + " before all drones had joined";
            case INTERRUPTED -> "was interrupted";
        };
    }

    private void keep(Path file, ChaosRun run) {
        try {
            Files.write(file, run.said());
            err.println("hivemind: all of it is in " + file + ".");
        } catch (IOException failed) {
            throw new Mistake("The log cannot be written to " + file + ": " + Reasons.of(failed) + ".", failed);
        }
    }
}
