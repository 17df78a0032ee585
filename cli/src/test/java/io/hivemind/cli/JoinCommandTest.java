package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code hivemind join} finds, shows and refuses. */
class JoinCommandTest extends CommandTesting {
    private static final Map<String, String> SLURM = Map.of(
            "SLURM_JOB_ID", "7",
            "SLURM_STEP_ID", "0",
            "SLURM_PROCID", "1",
            "SLURM_STEP_NUM_TASKS", "2",
            "SLURM_STEP_NODELIST", "n1");

    @Test
    void itShowsWhatItFoundAndFromWhere() {
        environment.putAll(SLURM);
        assertThat(hivemind("join", "--explain", "--size=3")).isZero();
        assertThat(out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly(
                        "Found by: Slurm",
                        "HIVEMIND_RANK 1 SLURM_PROCID",
                        "HIVEMIND_SIZE 3 given",
                        "HIVEMIND_COORDINATOR 127.0.0.1:29619 all are on this machine; the port follows from the name of"
                                + " the hive",
                        "HIVEMIND_HIVE slurm-7.0 SLURM_JOB_ID and SLURM_STEP_ID",
                        "HIVEMIND_BIND 127.0.0.1 all are on this machine");
    }

    @Test
    void aDryRunShowsTheCommandOfThisDrone() {
        environment.putAll(SLURM);
        assertThat(hivemind("join", "--dry-run", "--page-size=8k", "--json=r.json", "quicksort", "--seed", "5"))
                .isZero();
        assertThat(out())
                .contains("HIVEMIND_BIND=127.0.0.1 HIVEMIND_COORDINATOR=127.0.0.1:", "HIVEMIND_HIVE=slurm-7.0 ")
                .contains(
                        "HIVEMIND_JSON=",
                        "HIVEMIND_MEMORY=67108864 HIVEMIND_PAGE_SIZE=8192 HIVEMIND_PROGRAM=quicksort-")
                .endsWith(" io.hivemind.apps.Main quicksort --seed 5\n");
    }

    @Test
    void aNewcomerIsToldWhereToKnockAndTakesTheRestFromTheHive() {
        assertThat(hivemind("join", "--dry-run", "--hive", "node-a:4000", "--token-file", "/t", "quicksort"))
                .isZero();
        assertThat(out())
                .contains("HIVEMIND_BIND=0.0.0.0 HIVEMIND_ENTER=node-a:4000 HIVEMIND_PROGRAM=quicksort-")
                .contains("HIVEMIND_TOKEN_FILE=/t ")
                .doesNotContain("HIVEMIND_MEMORY", "HIVEMIND_RANK");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --hive node-a:4000 quicksort                | A token lets newcomers into a hive
            --token-file t quicksort                    | say where it is with --hive HOST:PORT
            --hive nowhere --token-file t quicksort     | takes an address like 127.0.0.1:4000, but was given "nowhere"
            --hive n:1 --token-file t --rank 1 pi       | one that runs gives newcomers their place
            --hive n:1 --token-file t sor               | The program sor gives its drones their parts at the beginning
            """)
    void aNewcomerThatIsToldTooLittleOrTooMuchHearsIt(String words, String sentence) {
        String[] command = ("join " + words).split(" +");
        assertThat(hivemind(command)).isEqualTo(2);
        assertThat(err()).contains(sentence);
    }

    @Test
    void optionsComeBeforeTheEnvironment() {
        environment.put("HIVEMIND_RANK", "1");
        environment.put("HIVEMIND_SIZE", "2");
        assertThat(hivemind("join", "--dry-run", "--rank=2", "-n", "3", "--coordinator=127.0.0.1:4000", "pi"))
                .isZero();
        assertThat(out()).contains("HIVEMIND_COORDINATOR=127.0.0.1:4000 ", "HIVEMIND_RANK=2 HIVEMIND_SIZE=3 ");
    }

    @Test
    void withoutAnythingADroneIsAlone() {
        assertThat(hivemind("join", "--explain")).isZero();
        assertThat(out()).isEqualTo("Found by: nothing: this process is alone\n");
    }

    @Test
    void severalMachinesNeedASecretOrTheConsentToGoWithoutEncryption() {
        environment.putAll(SLURM);
        environment.put("SLURM_STEP_NODELIST", "n[1-2]");
        refuses(
                "Drone 1 would listen on 0.0.0.0, where other machines reach it, and has no secret to keep them"
                        + " out with; name a file that has one with HIVEMIND_SECRET_FILE, or, if everybody on that"
                        + " network may read and change what the hive shares, say so with --insecure or"
                        + " HIVEMIND_INSECURE=true.",
                "join",
                "pi");
        assertThat(hivemind("join", "--dry-run", "--insecure", "pi")).isZero();
        assertThat(out()).contains("HIVEMIND_INSECURE=true ", "HIVEMIND_COORDINATOR=n1:");
        environment.put("HIVEMIND_SECRET_FILE", "hive.secret");
        assertThat(hivemind("join", "--dry-run", "pi")).isZero();
    }

    @Test
    void aRankThatTheHiveDoesNotHaveIsRefused() {
        refuses(
                "The rank of a drone in a hive of 2 is from 0 to 1, not 2. The HIVEMIND_ variables of the environment say"
                        + " so.",
                "join",
                "--rank=2",
                "--size=2",
                "--coordinator=127.0.0.1:4000",
                "pi");
    }

    @Test
    void whatTheEngineGarblesIsRefused() {
        environment.putAll(SLURM);
        environment.put("SLURM_PROCID", "one");
        refuses("The environment variable SLURM_PROCID must be a whole number from 0, not \"one\".", "join", "pi");
    }
}
