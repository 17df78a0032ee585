package io.hivemind.cli;

import io.hivemind.bench.peers.PeersReport;
import io.hivemind.bench.peers.Rival;
import io.hivemind.bench.peers.Task;
import io.hivemind.bench.programs.Contest;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code hivemind bench peers}: what else a Java programmer might take, on the same tasks. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        descriptionHeading = "%n",
        description = {
            "Measures HiveMind, PCJ, Hazelcast (community edition) and Infinispan, each between two processes of this"
                    + " machine: a barrier, a read of 4 KiB that the other process has, a counter under a lock that both"
                    + " add to at the same time, and sor (2048×2048 doubles, 20 iterations), as far as the system offers"
                    + " it.",
            "",
            "The others are fetched by Maven the first time, which needs the network. PCJ listens on all addresses of the"
                    + " machine while it runs, the rest on loopback only."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All was measured.",
            "1:Something failed, or its result is wrong.",
            "2:Something in the command was wrong, or the peers cannot be built; a sentence says what."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  hivemind bench peers", "  hivemind bench peers --rounds 5 --json peers.json"})
final class BenchPeersCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 100;
    private static final int PROCESSES = 2;

    /** How often sor runs in the same processes before it counts. */
    private static final int SOR_TIMES = 5;

    private static final String MAIN = "io.hivemind.peers.Main";

    /** What Hazelcast asks for on a JVM with modules, and what all of them would be warned of otherwise. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    @Option(
            names = "--rounds",
            paramLabel = "NUMBER",
            defaultValue = "3",
            description = "How often all is measured (default: ${DEFAULT-VALUE}).")
    private String rounds;

    @Mixin
    private JsonOption json = new JsonOption();

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final Optional<String> root;

    BenchPeersCommand(
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Terminal terminal,
            Optional<String> root) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.terminal = terminal;
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        int times = BenchRuns.number("--rounds", rounds, 1, MOST_ROUNDS);
        json.check();
        PeersBuild build = PeersBuild.ofCheckout(root);
        err.println("hivemind: building the peers, if they are not there yet…");
        build.ensure();
        var report = new PeersReport(build.versions());
        boolean complete = true;
        var progress = new BenchProgress(err, terminal, times * Rival.values().length);
        try (var runs = new BenchRuns(environment)) {
            for (int round = 1; round <= times; round++) {
                for (Rival rival : Rival.values()) {
                    progress.next("round " + round + " of " + times, rival.key());
                    complete &= measure(rival, build, runs, progress, report);
                }
            }
        } finally {
            progress.clear();
        }
        json.publish(out, report.table(), report.json());
        return complete ? 0 : io.hivemind.apps.Main.FAILED;
    }

    private boolean measure(Rival rival, PeersBuild build, BenchRuns runs, BenchProgress progress, PeersReport report)
            throws InterruptedException {
        try {
            report.add(rival, PeersReport.parse(runs.written(rival.key(), commands(rival, build, runs))));
            if (rival == Rival.HIVEMIND && sor().work().exists()) {
                report.add(
                        rival,
                        Map.of(
                                Task.SOR,
                                runs.hive(sor().work(), PROCESSES, SOR_TIMES).seconds()));
            }
            return true;
        } catch (RunFailure failure) {
            progress.note(String.valueOf(failure.getMessage()));
            return false;
        }
    }

    private static Contest sor() {
        return Contest.ALL.stream()
                .filter(contest -> contest.name().equals("sor"))
                .findFirst()
                .orElseThrow();
    }

    private List<DroneCommand> commands(Rival rival, PeersBuild build, BenchRuns runs) {
        var words =
                List.of(rival.key(), String.valueOf(Ports.free()), runs.file().toString());
        return switch (rival) {
            case HIVEMIND -> {
                var program = DroneProgram.inJar(
                        DroneProgram.optionsFrom(environment), build.jar(), Optional.of(MAIN), words);
                yield new Launch(PROCESSES, program, new TreeMap<>(), Map.of()).commands(Ports.free());
            }
            case PCJ -> List.of(command(0, build, withPorts(words)));
            case HAZELCAST, INFINISPAN -> {
                var same = withPorts(words);
                var commands = new ArrayList<DroneCommand>();
                for (int rank = 0; rank < PROCESSES; rank++) {
                    var ranked = new ArrayList<>(same);
                    ranked.add(String.valueOf(rank));
                    commands.add(command(rank, build, ranked));
                }
                yield commands;
            }
        };
    }

    private static List<String> withPorts(List<String> words) {
        var more = new ArrayList<>(words);
        more.add(String.valueOf(Ports.free()));
        more.add(String.valueOf(Ports.free()));
        return more;
    }

    private static DroneCommand command(int rank, PeersBuild build, List<String> words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", build.classPath(), MAIN));
        command.addAll(words);
        return new DroneCommand(rank, command, new TreeMap<>());
    }
}
