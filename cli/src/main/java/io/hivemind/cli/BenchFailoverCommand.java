package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import io.hivemind.bench.failover.Failover;
import io.hivemind.bench.failover.FailoverReport;
import io.hivemind.bench.failover.FailoverReport.Victim;
import io.hivemind.bench.failover.Main;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code hivemind bench failover}: how long a hive is held up when one of its drones is killed. */
@Command(
        name = "failover",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        descriptionHeading = "%n",
        description = {
            "Kills a drone of a hive on this machine, and in another hive drone 0, and measures how long it takes until the others have"
                    + " noticed it, until one of them has the lock that it held, and until all have passed the barrier at"
                    + " which it is missing.",
            "",
            "Each time the hive is a new one, which has had no failure before."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The others went on each time, whether the targets were reached or not.",
            "1:They did not; what they said is shown.",
            "2:Something in the command was wrong; a sentence says what."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  hivemind bench failover", "  hivemind bench failover -n 8 --rounds 30 --json failover.json"})
final class BenchFailoverCommand implements Callable<Integer> {
    private static final int FEWEST_DRONES = 3;
    private static final int MOST_DRONES = 64;
    private static final int MOST_ROUNDS = 1000;

    /** The drone that is killed where it is not drone 0. */
    private static final int PLAIN = 1;

    /** What a drone logs when a link is closed by its other end. */
    private static final Pattern NOTICED = Pattern.compile("\\[\\d+] .* Drone \\d+ .*; the hive goes on without it\\.");

    @Option(
            names = {"-n", "--drones"},
            paramLabel = "N",
            defaultValue = "4",
            description = "How many drones each hive begins with, at least 3 (default: ${DEFAULT-VALUE}).")
    private String drones;

    @Option(
            names = "--rounds",
            paramLabel = "NUMBER",
            defaultValue = "10",
            description = "How often either is killed (default: ${DEFAULT-VALUE}).")
    private String rounds;

    @Mixin
    private JsonOption json = new JsonOption();

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Terminal terminal;

    BenchFailoverCommand(PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        int size = BenchRuns.number("-n", drones, FEWEST_DRONES, MOST_DRONES);
        int times = BenchRuns.number("--rounds", rounds, 1, MOST_ROUNDS);
        json.check();
        var report = new FailoverReport(size);
        var progress = new BenchProgress(err, terminal, times * Victim.values().length);
        try {
            Path file = Files.createTempFile("hivemind-bench", ".txt");
            try {
                for (int round = 1; round <= times; round++) {
                    for (Victim victim : Victim.values()) {
                        progress.next("failover", "round " + round + " of " + times + ": " + victim.title());
                        report.add(victim, failover(size, victim, file));
                    }
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (RunFailure failure) {
            progress.note(String.valueOf(failure.getMessage()));
            return io.hivemind.apps.Main.FAILED;
        } catch (IOException failed) {
            throw new Mistake("The figures cannot be kept: " + Reasons.of(failed) + ".", failed);
        } finally {
            progress.clear();
        }
        json.publish(out, report.table(), report.json());
        return 0;
    }

    private Failover failover(int size, Victim victim, Path file) throws IOException, InterruptedException {
        Files.writeString(file, "");
        int rank = victim == Victim.FIRST ? 0 : PLAIN;
        var settings = new DroneSettings(environment, size);
        settings.onFailure(DroneSettings.GO_ON);
        settings.memory(Optional.empty());
        var program = DroneProgram.ofClass(
                Main.class, DroneProgram.optionsFrom(environment), List.of(String.valueOf(rank), file.toString()));
        var launch = new Launch(size, program, settings.variables(), Map.of());
        var noticedMicros = new AtomicLong();
        var journal = new Journal(line -> {
            if (NOTICED.matcher(line).matches()) {
                noticedMicros.set(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
            }
        });
        int code = new Launcher(journal.output(), true).run(launch.commands(Ports.free()));
        String text = Files.readString(file);
        if (code != 0 || text.isEmpty() || noticedMicros.get() == 0) {
            throw new RunFailure(
                    "The others did not go on when " + victim.title() + ".\n" + String.join("\n", journal.lines()));
        }
        return Failover.parse(text, noticedMicros.get());
    }
}
