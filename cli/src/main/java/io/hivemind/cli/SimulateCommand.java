package io.hivemind.cli;

import io.hivemind.apps.frame.Destination;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Nearest;
import io.hivemind.apps.frame.Reasons;
import io.hivemind.simulator.Simulation;
import io.hivemind.simulator.SimulationOptions;
import io.hivemind.simulator.Traffic;
import io.hivemind.simulator.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code hivemind simulate}: whole hives in one thread, every byte that they read checked. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        descriptionHeading = "%n",
        description = {
            "Runs whole hives in one thread each, with the same protocol as real ones, a network and a clock that are"
                    + " computed, and a program that is generated; compares every read with one plain memory.",
            "",
            "Everything follows from a seed, so that what goes wrong goes wrong again: a failing seed prints itself, is made"
                    + " smaller, and can be drawn. The last line counts what was checked."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Nothing was wrong.",
            "1:Something was wrong, and was printed.",
            "2:Something in the command was wrong; a sentence says what."
        },
        footer = {
            "",
            "Examples:",
            "  hivemind simulate --drones 16 --seeds 300",
            "  hivemind simulate --drones 3 --seeds 1 --seed 4711 --diagram run.svg",
            "  hivemind simulate --drones 8 --seeds 1000 --workload collections --json results.json",
            "  hivemind simulate --drones 1000 --seeds 1 --workload scale",
            "  hivemind simulate --drones 8,64,1024 --workload jacobi"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final int DEFAULT_DRONES = 4;

    @Option(
            names = {"-n", "--drones"},
            paramLabel = "N",
            split = ",",
            description =
                    "How many drones each hive has (default: 4; for jacobi 8,16,32 and so on to 1024). Several numbers"
                            + " with commas between them are run one after the other.")
    private int[] drones = {};

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many hives are run, each from a seed of its own (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The first seed; the others follow it one by one (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            defaultValue = "mix",
            description = "What the programs are like, one of those below (default: ${DEFAULT-VALUE}).")
    private String workload;

    @Option(
            names = "--page-size",
            paramLabel = "BYTES",
            defaultValue = "0",
            description = "Bytes in a page, a power of two from 8 to 65536 (default: drawn for every seed).")
    private int pageSize;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Working threads on every drone (default: from one to four, drawn for every seed).")
    private int threads;

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "" + SimulationOptions.DEFAULT_LENGTH,
            description = "How long programs are, in chapters (default: ${DEFAULT-VALUE}).")
    private int length;

    @Option(
            names = "--room",
            paramLabel = "PAGES",
            defaultValue = "drawn",
            description =
                    "For how many pages each drone has room, or \"none\" for no bound; more if the heap does not fit into"
                            + " them, so that 1 is the least that goes (default: drawn for every seed, none for half of them).")
    private String room;

    @Option(
            names = "--changes",
            paramLabel = "N",
            defaultValue = "drawn",
            description =
                    "How many drones come or go while each hive runs, or \"none\" (default: drawn for every seed, none for half"
                            + " of them).")
    private String changes;

    @Option(
            names = "--failures",
            paramLabel = "N",
            defaultValue = "none",
            description =
                    "How many drones fail while each hive runs, at most, or \"drawn\" for some in some of the seeds (default: none)."
                            + " Only where threads wait for nobody but at locks and barriers, and room is not bounded.")
    private String failures;

    @Option(
            names = "--cuts",
            paramLabel = "N",
            defaultValue = "none",
            description =
                    "How often drones are stopped for a while or cut off from others while each hive runs, at most (default: none)."
                            + " Where --failures may be.")
    private String cuts;

    @Option(
            names = "--twice",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Run every seed twice, which must give the same journal (default), or once.")
    private boolean twice;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description =
                    "How many seeds are run at a time; the results do not depend on it (default: one for each core).")
    private Optional<Integer> parallel;

    @Option(
            names = "--shrink",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Make a failing seed smaller (default), or leave it as it is.")
    private boolean shrink;

    @Option(
            names = "--diagram",
            paramLabel = "FILE",
            description = "Draw the first failing seed, or the first if none fails, into FILE as an SVG picture.")
    private Optional<Path> diagram;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results into FILE as JSON.")
    private Optional<Path> json;

    private final PrintStream out;

    SimulateCommand(PrintStream out) {
        this.out = out;
    }

    /** {@return all workloads with what they are, one a line} */
    static String[] workloads() {
        return Stream.concat(
                        Stream.of(Workload.values()).map(each -> line(each.label(), each.says())),
                        Stream.of(line(Traffic.LABEL, Traffic.SAYS)))
                .toArray(String[]::new);
    }

    @Override
    public Integer call() {
        diagram.ifPresent(file -> Destination.check(file, "diagram"));
        json.ifPresent(file -> Destination.check(file, "results"));
        if (workload.equals(Traffic.LABEL)) {
            printTraffic();
            return 0;
        }
        try {
            int exitCode = 0;
            for (SimulationOptions each : options()) {
                exitCode = Math.max(exitCode, Simulation.run(each, out));
            }
            return exitCode;
        } catch (IOException failed) {
            throw new Mistake("What came out of the simulation cannot be written: " + Reasons.of(failed) + ".", failed);
        }
    }

    private void printTraffic() {
        if (diagram.isPresent() || json.isPresent()) {
            throw new Mistake("The traffic of " + Traffic.LABEL + " is printed only; leave out --diagram and --json.");
        }
        try {
            Traffic.print(
                    drones.length == 0
                            ? Traffic.USUAL_SIZES
                            : IntStream.of(drones).boxed().toList(),
                    out);
        } catch (IllegalArgumentException outOfRange) {
            throw new Mistake(String.valueOf(outOfRange.getMessage()), outOfRange);
        }
    }

    /** {@return what the options that were parsed ask for, one for each number of drones} */
    List<SimulationOptions> options() {
        int[] sizes = drones.length == 0 ? new int[] {DEFAULT_DRONES} : drones;
        return IntStream.of(sizes).mapToObj(this::options).toList();
    }

    private SimulationOptions options(int size) {
        int cores = Runtime.getRuntime().availableProcessors();
        try {
            return new SimulationOptions(
                    size,
                    seeds,
                    seed,
                    chosen(),
                    pageSize,
                    threads,
                    length,
                    room(),
                    changes(),
                    failures(),
                    cuts(),
                    twice,
                    parallel.orElse(cores),
                    shrink,
                    diagram,
                    json);
        } catch (IllegalArgumentException outOfRange) {
            throw new Mistake(String.valueOf(outOfRange.getMessage()), outOfRange);
        }
    }

    private int room() {
        return switch (room) {
            case "drawn" -> SimulationOptions.DRAWN_ROOM;
            case "none" -> SimulationOptions.NO_BOUND;
            default -> {
                if (!room.matches("[1-9][0-9]{0,8}")) {
                    throw new Mistake("The room is \"" + room
                            + "\"; it must be a number of pages from 1, for instance --room 40, or none.");
                }
                yield Integer.parseInt(room);
            }
        };
    }

    private int changes() {
        return "drawn".equals(changes) ? SimulationOptions.DRAWN_CHANGES : number("changes", changes, 5, "none");
    }

    private int failures() {
        return "drawn".equals(failures)
                ? SimulationOptions.DRAWN_FAILURES
                : number("failures", failures, 2, "none or drawn");
    }

    private int cuts() {
        return number("cuts", cuts, 2, "none");
    }

    private static int number(String name, String given, int instance, String otherwise) {
        if ("none".equals(given)) {
            return 0;
        }
        if (!given.matches("[1-9][0-9]?")) {
            throw new Mistake(
                    "The number of " + name + " is \"" + given + "\"; it must be from 1 to 64, for instance --" + name
                            + " " + instance + ", or " + otherwise + ".");
        }
        return Integer.parseInt(given);
    }

    private Workload chosen() {
        return Workload.of(workload).orElseThrow(() -> {
            var labels = Stream.concat(Stream.of(Workload.values()).map(Workload::label), Stream.of(Traffic.LABEL))
                    .toList();
            return new Mistake("There is no workload called \"" + workload + "\". "
                    + Nearest.to(workload, labels)
                            .map(nearest -> "Did you mean " + nearest + "?")
                            .orElse("There are: " + String.join(", ", labels) + "."));
        });
    }

    private static String line(String label, String says) {
        return "  %-12s %s".formatted(label, says);
    }
}
