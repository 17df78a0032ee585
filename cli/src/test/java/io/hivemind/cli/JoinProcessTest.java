package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Four processes that an engine started, or that believe so, sort one list. */
class JoinProcessTest {
    private static final int DRONES = 4;

    /** How long a hive may take, so that what it has said is told before a test is given up. */
    private static final int SECONDS = 50;

    @TempDir
    private Path folder;

    @RegisterExtension
    private final Processes processes = new Processes();

    /** {@return a script that does what ./hivemind does for join, with the classes that are tested} */
    private Path script() throws IOException {
        return Files.writeString(folder.resolve("join.sh"), Processes.joiningScript());
    }

    private Path secret() throws IOException {
        Path secret = Files.createFile(
                folder.resolve("secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(secret, Launcher.freshSecret());
    }

    private Process start(Path output, Map<String, String> environment, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(SLURM|OMPI|PMIX|HIVEMIND|KUBERNETES)_.*"));
        builder.environment().putAll(environment);
        return processes.start(builder);
    }

    /** {@return everything that four processes say, each with what {@code ofRank} tells it} */
    private String sorted(String rankVariable, Map<String, String> ofAll) throws Exception {
        Path script = script();
        var outputs = new ArrayList<Path>();
        var started = new ArrayList<Process>();
        for (int rank = DRONES - 1; rank >= 0; rank--) {
            var environment = new TreeMap<>(ofAll);
            environment.put(rankVariable, String.valueOf(rank));
            outputs.add(folder.resolve("drone-" + rank + ".txt"));
            started.add(start(
                    outputs.getLast(),
                    environment,
                    List.of("sh", script.toString(), "quicksort", "--elements", "20000")));
        }
        var all = new StringBuilder();
        for (int i = 0; i < DRONES; i++) {
            boolean ended = started.get(i).waitFor(SECONDS, TimeUnit.SECONDS);
            all.append(Files.readString(outputs.get(i)));
            assertThat(ended).as("%s", all).isTrue();
            assertThat(started.get(i).exitValue()).as("%s", all).isZero();
        }
        return all.toString();
    }

    @Test
    void fourTasksOfAStepOfSlurmSortOneList() throws Exception {
        assertThat(sorted(
                        "SLURM_PROCID",
                        Map.of(
                                "SLURM_JOB_ID",
                                        String.valueOf(ProcessHandle.current().pid()),
                                "SLURM_STEP_ID", "0",
                                "SLURM_STEP_NUM_TASKS", "4",
                                "SLURM_STEP_NODELIST", "n007")))
                .contains("4 drones", "20,000");
    }

    @Test
    void fourProcessesOfOpenMpiSortOneList() throws Exception {
        assertThat(sorted(
                        "OMPI_COMM_WORLD_RANK",
                        Map.of(
                                "OMPI_COMM_WORLD_SIZE", "4",
                                "OMPI_COMM_WORLD_LOCAL_SIZE", "4",
                                "PMIX_NAMESPACE",
                                        "test-" + ProcessHandle.current().pid())))
                .contains("4 drones", "20,000");
    }

    @Test
    void fourProcessesThatOtherMachinesReachSortOneListUnderTls() throws Exception {
        assertThat(sorted(
                        "HIVEMIND_RANK",
                        Map.of(
                                "HIVEMIND_SIZE",
                                "4",
                                "HIVEMIND_COORDINATOR",
                                "127.0.0.1:" + Ports.free(),
                                "HIVEMIND_BIND",
                                "0.0.0.0",
                                "HIVEMIND_TLS",
                                "always",
                                "HIVEMIND_SECRET_FILE",
                                secret().toString())))
                .contains("4 drones", "20,000")
                .doesNotContain("INSECURE");
    }

    @Test
    void mpirunStartsAHive() throws Exception {
        assumeTrue(isInstalled("mpirun"), "mpirun is not installed, so it starts no hive here (openmpi-bin).");
        Path output = folder.resolve("mpirun.txt");
        Process mpirun = start(
                output,
                // Test machines have few cores, and are often run by their administrator.
                Map.of(
                        "OMPI_ALLOW_RUN_AS_ROOT", "1",
                        "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1",
                        "PRTE_ALLOW_RUN_AS_ROOT", "1",
                        "PRTE_ALLOW_RUN_AS_ROOT_CONFIRM", "1"),
                List.of(
                        "mpirun",
                        "--oversubscribe",
                        "-n",
                        "4",
                        "sh",
                        script().toString(),
                        "quicksort",
                        "--elements",
                        "20000"));
        assertThat(mpirun.waitFor(SECONDS, TimeUnit.SECONDS))
                .as("%s", Files.readString(output))
                .isTrue();
        assertThat(mpirun.exitValue()).as("%s", Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("4 drones", "20,000");
    }

    @Test
    @Timeout(150)
    void srunStartsAHiveOnTwoNodes() throws Exception {
        boolean isThere = Stream.of("slurmctld", "slurmd", "srun").allMatch(JoinProcessTest::isInstalled);
        assumeTrue(isThere, "Slurm is not installed, so it starts no hive here (slurm-wlm).");
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "Only the administrator can run the daemons of Slurm, so it starts no hive here.");
        Path output = folder.resolve("srun.txt");
        try (var cluster = SlurmCluster.started(folder.resolve("slurm"))) {
            Process srun = start(
                    output,
                    Map.of(
                            "SLURM_CONF",
                            cluster.configuration().toString(),
                            "HIVEMIND_SECRET_FILE",
                            secret().toString()),
                    List.of(
                            "srun",
                            "-N",
                            "2",
                            "-n",
                            "4",
                            "--overcommit",
                            "--chdir",
                            folder.toString(),
                            "sh",
                            script().toString(),
                            "quicksort",
                            "--elements",
                            "20000"));
            boolean ended = srun.waitFor(SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(output);
            assertThat(ended).as("%s%n%s", said, cluster.log()).isTrue();
            assertThat(srun.exitValue()).as("%s%n%s", said, cluster.log()).isZero();
            assertThat(said).contains("4 drones", "20,000").doesNotContain("INSECURE");
        }
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(place -> Stream.of(place, place.replaceFirst("/bin$", "/sbin")))
                .anyMatch(place -> Files.isExecutable(Path.of(place, command)));
    }
}
