package io.hivemind.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process finds its place in what the engine says that started it, and in nothing else. */
final class PlacementTest {
    private static final Map<String, String> SLURM = Map.of(
            "SLURM_JOB_ID", "4711",
            "SLURM_STEP_ID", "2",
            "SLURM_PROCID", "3",
            "SLURM_STEP_NUM_TASKS", "4",
            "SLURM_NTASKS", "8",
            "SLURM_STEP_NODELIST", "n[07-08],gpu2",
            "SLURM_JOB_NODELIST", "n[01-99]");

    /** As Open MPI 4.1.4 sets them on a machine with two addresses. */
    private static final Map<String, String> OPEN_MPI = Map.of(
            "OMPI_COMM_WORLD_RANK", "1",
            "OMPI_COMM_WORLD_SIZE", "4",
            "OMPI_COMM_WORLD_LOCAL_SIZE", "2",
            "OMPI_MCA_ess_base_jobid", "1837629441",
            "OMPI_MCA_orte_hnp_uri", "1837629440.0;tcp://192.0.2.2,10.0.0.2:44913;tcp6://[fd00::2]:51169",
            "PMIX_NAMESPACE", "1837629441");

    private static final Map<String, String> KUBERNETES = Map.of(
            "KUBERNETES_SERVICE_HOST", "10.96.0.1",
            "HOSTNAME", "my-sort-2",
            "HIVEMIND_SIZE", "3");

    private static Map<String, String> with(Map<String, String> environment, String... more) {
        var both = new HashMap<>(environment);
        for (int i = 0; i < more.length; i += 2) {
            both.put(more[i], more[i + 1]);
        }
        return both;
    }

    private static Map<String, String> found(Map<String, String> environment) {
        var values = new TreeMap<String, String>();
        Placement.of(environment)
                .found()
                .forEach((name, found) -> values.put(name.substring("HIVEMIND_".length()), found.value()));
        return values;
    }

    private static void refuses(Map<String, String> environment, String... words) {
        assertThatThrownBy(() -> Placement.of(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void withoutAnEngineAProcessIsAlone() {
        Placement placement = Placement.of(Map.of("HOME", "/root", "HOSTNAME", "node-7"));
        assertThat(placement.found()).isEmpty();
        assertThat(Placement.isEngine(placement.engine())).isFalse();
    }

    @Test
    void aStepOfSlurmSaysEverything() {
        assertThat(Placement.of(SLURM).engine()).isEqualTo("Slurm");
        assertThat(found(SLURM))
                .isEqualTo(Map.of(
                        "RANK",
                        "3",
                        "SIZE",
                        "4",
                        "COORDINATOR",
                        "n07:26173",
                        "HIVE",
                        "slurm-4711.2",
                        "BIND",
                        "0.0.0.0"));
        assertThat(Placement.of(SLURM).found())
                .hasEntrySatisfying(
                        "HIVEMIND_COORDINATOR",
                        found -> assertThat(found.from()).contains("SLURM_STEP_NODELIST", "n[07-08],gpu2"));
    }

    @Test
    void allTasksOfAStepFindOneHiveAndAnotherStepAnother() {
        var ofFirst = found(with(SLURM, "SLURM_PROCID", "0"));
        var ofLast = found(SLURM);
        assertThat(ofFirst.remove("RANK")).isEqualTo("0");
        assertThat(ofLast.remove("RANK")).isEqualTo("3");
        assertThat(ofFirst).isEqualTo(ofLast);
        assertThat(found(with(SLURM, "SLURM_STEP_ID", "3")).get("COORDINATOR"))
                .isNotEqualTo(ofFirst.get("COORDINATOR"));
    }

    @Test
    void tasksOnOneNodeStayOnLoopback() {
        assertThat(found(with(SLURM, "SLURM_STEP_NODELIST", "n07")))
                .containsEntry("BIND", "127.0.0.1")
                .hasEntrySatisfying("COORDINATOR", at -> assertThat(at).startsWith("127.0.0.1:"));
    }

    @Test
    void aBatchScriptOfSlurmIsNoStep() {
        var batch = new HashMap<>(SLURM);
        batch.remove("SLURM_STEP_ID");
        assertThat(found(batch)).isEmpty();
    }

    @Test
    void aStepOfOneTaskIsAlone() {
        assertThat(found(with(SLURM, "SLURM_STEP_NUM_TASKS", "1", "SLURM_PROCID", "0")))
                .isEqualTo(Map.of("RANK", "0", "SIZE", "1"));
    }

    @Test
    void whatIsGivenComesBeforeWhatTheEngineSays() {
        assertThat(found(with(SLURM, "HIVEMIND_COORDINATOR", "n07:4000", "HIVEMIND_SIZE", "5", "HIVEMIND_HIVE", "oak")))
                .isEqualTo(
                        Map.of("RANK", "3", "SIZE", "5", "COORDINATOR", "n07:4000", "HIVE", "oak", "BIND", "0.0.0.0"));
    }

    @Test
    void aRankThatIsGivenStandsAlone() {
        assertThat(found(with(SLURM, "HIVEMIND_RANK", "1", "HIVEMIND_SIZE", "2")))
                .isEqualTo(Map.of("RANK", "1", "SIZE", "2"));
    }

    @Test
    void openMpiSaysEverything() {
        assertThat(Placement.of(OPEN_MPI).engine()).isEqualTo("Open MPI");
        assertThat(found(OPEN_MPI))
                .containsEntry("RANK", "1")
                .containsEntry("SIZE", "4")
                .containsEntry("HIVE", "mpi-1837629441")
                .containsEntry("BIND", "0.0.0.0")
                .hasEntrySatisfying("COORDINATOR", at -> assertThat(at).startsWith("192.0.2.2:"));
    }

    @Test
    void processesOfMpirunOnOneMachineStayOnLoopback() {
        assertThat(found(with(OPEN_MPI, "OMPI_COMM_WORLD_LOCAL_SIZE", "4")))
                .containsEntry("BIND", "127.0.0.1")
                .hasEntrySatisfying("COORDINATOR", at -> assertThat(at).startsWith("127.0.0.1:"));
    }

    @Test
    void laterReleasesOfOpenMpiNameTheMachineInTheJob() {
        var five = with(OPEN_MPI, "PMIX_NAMESPACE", "prterun-big-node7-4711@1");
        five.remove("OMPI_MCA_orte_hnp_uri");
        five.remove("OMPI_MCA_ess_base_jobid");
        assertThat(found(five))
                .containsEntry("HIVE", "mpi-prterun-big-node7-4711@1")
                .hasEntrySatisfying("COORDINATOR", at -> assertThat(at).startsWith("big-node7:"));
    }

    @Test
    void withoutTheMachineOfMpirunTheCoordinatorMustBeGiven() {
        var silent = new HashMap<>(OPEN_MPI);
        silent.remove("OMPI_MCA_orte_hnp_uri");
        refuses(silent, "Open MPI", "--coordinator HOST:PORT", "mpirun -x HIVEMIND_COORDINATOR=HOST:PORT");
        assertThat(found(with(silent, "HIVEMIND_COORDINATOR", "n1:4000"))).containsEntry("COORDINATOR", "n1:4000");
    }

    @Test
    void mpirunInAStepOfSlurmComesBeforeTheStep() {
        assertThat(Placement.of(with(
                                SLURM,
                                OPEN_MPI.entrySet().stream()
                                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                                        .toArray(String[]::new)))
                        .engine())
                .isEqualTo("Open MPI");
    }

    @Test
    void aPodOfAStatefulSetReadsItsNumberFromItsName() {
        assertThat(Placement.of(KUBERNETES).engine()).isEqualTo("Kubernetes");
        assertThat(found(KUBERNETES))
                .isEqualTo(Map.of(
                        "RANK",
                        "2",
                        "SIZE",
                        "3",
                        "COORDINATOR",
                        "my-sort-0.my-sort:4000",
                        "HIVE",
                        "my-sort",
                        "BIND",
                        "0.0.0.0"));
    }

    @Test
    void aPodOfAnIndexedJobReadsItsIndex() {
        assertThat(found(with(KUBERNETES, "JOB_COMPLETION_INDEX", "1"))).containsEntry("RANK", "1");
    }

    @Test
    void aPodOfADeploymentIsAlone() {
        assertThat(found(Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1", "HOSTNAME", "web-5d4f8-12")))
                .isEmpty();
    }

    @Test
    void anIndexedJobMustSayHowManyThereAre() {
        refuses(Map.of("JOB_COMPLETION_INDEX", "1", "HOSTNAME", "sort-1"), "HIVEMIND_SIZE", "completions");
        assertThat(found(Map.of("JOB_COMPLETION_INDEX", "1", "HOSTNAME", "sort-1", "HIVEMIND_SIZE", "1")))
                .isEqualTo(Map.of("RANK", "0", "SIZE", "1"));
    }

    @ParameterizedTest
    @CsvSource({
        "SLURM_PROCID, first, a whole number from 0",
        "SLURM_STEP_NUM_TASKS, -4, a whole number from 0",
        "SLURM_STEP_NODELIST, 'n[1-', a list of machines"
    })
    void whatCannotBeReadNamesTheVariableOfTheEngine(String name, String value, String allowed) {
        refuses(with(SLURM, name, value), name, allowed, value);
    }

    @Test
    void whatTheEngineLeavesOutIsNamed() {
        var noNodes = new HashMap<>(SLURM);
        noNodes.remove("SLURM_STEP_NODELIST");
        noNodes.remove("SLURM_JOB_NODELIST");
        refuses(noNodes, "Slurm", "SLURM_STEP_NODELIST", "HIVEMIND_COORDINATOR");
        refuses(Map.of("OMPI_COMM_WORLD_RANK", "0"), "Open MPI", "OMPI_COMM_WORLD_SIZE");
    }
}
