package io.hivemind.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs simulated hives from seeds and says what came of it: what is wrong, how to see it again, and in the last line how
 * much was checked. The output depends on the options alone, whatever machine it comes from and however many seeds are run
 * at a time.
 */
public final class Simulation {
    private static final int MOST_SHRUNK = 3;
    private static final int SHRINKING_RUNS = 30_000;

    private final SimulationOptions options;
    private final PrintStream out;
    private int shrunk;

    private Simulation(SimulationOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Runs everything and prints to {@code out}.
     *
     * @return 0 if nothing was wrong, else 1
     * @throws IOException if the diagram or the JSON file cannot be written
     */
    public static int run(SimulationOptions options, PrintStream out) throws IOException {
        Summary summary = new Simulation(options, out).run();
        out.println(summary.lastLine());
        return summary.wrong() == 0 ? 0 : 1;
    }

    private Summary run() throws IOException {
        Summary summary = new Summary(options);
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(options.parallel(), options.seeds()))) {
            List<Future<SeedResult>> results = new ArrayList<>();
            for (int i = 0; i < options.seeds(); i++) {
                long seed = options.seed() + i;
                results.add(pool.submit(() -> SeedResult.of(seed, options)));
            }
            for (Future<SeedResult> result : results) {
                SeedResult finished = await(result);
                summary.add(finished);
                finished.failure().ifPresent(failure -> report(finished, failure, summary));
            }
        }
        if (options.diagram().isPresent()) {
            draw(summary, options.diagram().get());
        }
        if (options.json().isPresent()) {
            write(options.json().get(), summary.toJson());
        }
        return summary;
    }

    private static SeedResult await(Future<SeedResult> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A seed could not be run: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The simulation was interrupted.", e);
        }
    }

    private void report(SeedResult result, Failure failure, Summary summary) {
        out.println("seed " + result.seed() + ": " + failure.kind().words() + ". " + failure.text());
        out.println("  again: " + options.command(result.seed()));
        boolean smaller = failure.kind() != Failure.Kind.UNREPEATABLE;
        if (!options.shrink() || !smaller || shrunk >= MOST_SHRUNK) {
            return;
        }
        shrunk++;
        Shrinker.Shrunk small = Shrinker.shrink(Trial.of(result.seed(), options), failure, SHRINKING_RUNS);
        summary.shrunk(result.seed(), small);
        out.println("  shrunk: " + small.failure().text());
        small.trial().program().print().lines().forEach(line -> out.println("    " + line));
    }

    /** Draws the first seed that failed, as small as it became; if none did, the first. */
    private void draw(Summary summary, Path file) throws IOException {
        Trial trial = summary.toDraw().orElseGet(() -> Trial.of(options.seed(), options));
        Journal journal = Journal.ofEntries();
        Trial.Run run = trial.run(journal);
        write(file, Diagram.draw(trial.program().drones(), journal.entries(), run.failure()));
        out.println("diagram: " + file);
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text);
    }
}
