package io.hivemind.apps;

import io.hivemind.CheckpointException;
import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.HiveException;
import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Footprint;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Patience;
import io.hivemind.apps.frame.Program;
import io.hivemind.apps.frame.Reasons;
import io.hivemind.apps.frame.Report;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.frame.Sizes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What one drone's process runs: a built-in program, by its name. */
public final class Main {
    /** The exit code of a program that failed, or whose result is wrong. */
    public static final int FAILED = 1;

    /** The exit code after a {@link Mistake}. */
    public static final int MISTAKEN = 2;

    /** The exit code of a drone whose hive ended: as a rule another drone knows why. */
    public static final int HIVE_ENDED = 3;

    /**
     * The environment variable that makes the program do its work on plain arrays instead, in this process alone, with that
     * many threads, and print the seconds that it took. It is there for comparisons.
     */
    public static final String PLAIN = "HIVEMIND_PLAIN";

    /**
     * The environment variable that makes the program run so many times in the same processes, each time on a hive of its own, or
     * on plain arrays of its own. The last five count, when the JVM has compiled what it runs: it says what came out in the
     * one of median time.
     */
    public static final String REPEAT = "HIVEMIND_REPEAT";

    private static final int COUNTING = 5;

    private static final long MOST_TIMES = 1000;

    private static final long MOST_THREADS = 256;

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the program that the first argument names with the other arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT); // The text is English, so are its numbers.
        System.exit(new Main(System.out, System.err).run(List.of(arguments)));
    }

    int run(List<String> arguments) throws InterruptedException {
        try {
            return runProgram(arguments);
        } catch (Mistake mistake) {
            err.println("hivemind: " + mistake.getMessage());
            return MISTAKEN;
        } catch (CheckpointException failed) {
            err.println("hivemind: " + failed.getMessage());
            return FAILED;
        } catch (HiveException ended) {
            err.println("hivemind: " + ended.getMessage());
            return HIVE_ENDED;
        } catch (OutOfMemoryError full) {
            err.println("hivemind: " + ofJavaHeap(full));
            return FAILED;
        }
    }

    private int runProgram(List<String> arguments) throws InterruptedException {
        if (arguments.isEmpty()) {
            throw new Mistake("The first argument is the name of a program: "
                    + Programs.all().stream().map(Program::name).collect(Collectors.joining(", ")) + ".");
        }
        Program program = Programs.named(arguments.getFirst());
        Arguments parsed = program.options().parse(arguments.subList(1, arguments.size()));
        int times = number(REPEAT, MOST_TIMES).orElse(1);
        OptionalInt plainThreads = number(PLAIN, MOST_THREADS);
        if (plainThreads.isPresent()) {
            out.println(plain(program, parsed, plainThreads.getAsInt(), times));
            return 0;
        }
        Consumer<Results> teller = results -> tell(results, parsed);
        Optional<Results> results =
                times == 1 ? inHive(program, parsed, 0, teller) : inHives(program, parsed, times, teller);
        return results.map(Results::verified).orElse(true) ? 0 : FAILED;
    }

    private void tell(Results results, Arguments parsed) {
        out.print(Report.text(results));
        parsed.file("--json")
                .or(() -> Optional.ofNullable(System.getenv("HIVEMIND_JSON")).map(Path::of))
                .ifPresent(file -> write(results.json(), file));
    }

    /** {@return what came out in the run of median time of those that count, or the first time that it was wrong} */
    private static Optional<Results> inHives(Program program, Arguments parsed, int times, Consumer<Results> teller)
            throws InterruptedException {
        List<Results> counting = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            Optional<Results> results = inHive(program, parsed, time, _ -> {});
            if (results.isPresent() && !results.get().verified()) {
                results.ifPresent(teller);
                return results;
            }
            if (time >= times - COUNTING) {
                results.ifPresent(counting::add);
            }
        }
        counting.sort(Comparator.comparingDouble(results -> results.measured().seconds()));
        Optional<Results> median = counting.stream().skip(counting.size() / 2).findFirst();
        median.ifPresent(teller);
        return median;
    }

    /** {@return what came out in the hive for the run of that number, told by {@code teller}} */
    private static Optional<Results> inHive(Program program, Arguments parsed, int time, Consumer<Results> teller)
            throws InterruptedException {
        HiveConfig config = configuration(time);
        if (config.resume().isPresent()) {
            Programs.requireResuming(program);
        }
        if (config.onFailure().goesOn()) {
            Programs.requireGoingOn(program, config.memoryPerDrone().isPresent());
        }
        Job job = program.prepare(parsed);
        if (config.rank() == 0 && config.entry().isEmpty()) {
            job.check();
        }
        return inHive(joined(config), job, teller);
    }

    /** Some of what the environment says cannot be used is found only when it is used, such as a secret. */
    private static Hive joined(HiveConfig config) {
        try {
            return Hive.join(config);
        } catch (IllegalArgumentException refused) {
            throw new Mistake(String.valueOf(refused.getMessage()), refused);
        }
    }

    /** A failure ends the hive on every drone. Closing would wait for the others, which may wait for this one. */
    private static Optional<Results> inHive(Hive hive, Job job, Consumer<Results> teller) throws InterruptedException {
        // Where others go on when the one fails that tells, it does so before they go on. What the processes took is
        // known later.
        boolean atOnce = hive.config().onFailure().goesOn();
        try {
            long joinedBytes = Footprint.residentBytes();
            Optional<Results> results = job.run(hive, atOnce ? teller : _ -> {});
            if (hive.hasLeft()) {
                hive.close();
                return Optional.empty();
            }
            List<Footprint> footprints = Footprint.gather(hive, joinedBytes);
            Patience.await(hive);
            hive.close();
            Optional<Results> known = results.map(each -> each.with(footprints));
            known.filter(_ -> !atOnce).ifPresent(teller);
            return known;
        } catch (RuntimeException | InterruptedException | Error failure) {
            hive.abort(reason(failure));
            throw failure;
        }
    }

    private static String reason(Throwable failure) {
        return switch (failure) {
            case Mistake mistake -> String.valueOf(mistake.getMessage());
            case HiveException ended -> String.valueOf(ended.getMessage());
            case OutOfMemoryError full -> ofJavaHeap(full);
            default -> failure.toString();
        };
    }

    /** {@return what filled the Java heap, and what helps} */
    private static String ofJavaHeap(OutOfMemoryError full) {
        return "What the program keeps in plain arrays does not fit into this drone's Java heap of "
                + Sizes.text(Runtime.getRuntime().maxMemory()) + " (" + full.getMessage()
                + "): give drones more with --jvm-option=-Xmx1g or so, or take more drones.";
    }

    /** {@return the median of the seconds that it took when it counted} */
    private static double plain(Program program, Arguments parsed, int threads, int times) throws InterruptedException {
        double[] seconds = new double[times];
        for (int time = 0; time < times; time++) {
            Job job = program.prepare(parsed);
            job.check();
            seconds[time] = job.plain(threads);
        }
        double[] counting = Arrays.copyOfRange(seconds, Math.max(0, times - COUNTING), times);
        Arrays.sort(counting);
        return counting[counting.length / 2];
    }

    /** {@return the number from 1 to {@code most} that the environment variable holds, if it is set} */
    private static OptionalInt number(String variable, long most) {
        String text = System.getenv(variable);
        if (text == null) {
            return OptionalInt.empty();
        }
        new Option.WholeNumber(variable, Optional.empty(), 1, most, "").check(text);
        return OptionalInt.of((int) Option.WholeNumber.parse(text));
    }

    /** {@return the configuration of the hive for the run of that number} Each has a name of its own, for drones come and go. */
    private static HiveConfig configuration(int time) {
        var environment = new HashMap<>(System.getenv());
        if (time > 0) {
            environment.merge("HIVEMIND_HIVE", "-" + time, String::concat);
        }
        try {
            return HiveConfig.fromEnvironment(environment);
        } catch (IllegalArgumentException wrong) {
            throw new Mistake(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static void write(String json, Path file) {
        try {
            Files.writeString(file, json);
        } catch (IOException failed) {
            throw new Mistake("The results cannot be written to " + file + ": " + Reasons.of(failed) + ".", failed);
        }
    }
}
