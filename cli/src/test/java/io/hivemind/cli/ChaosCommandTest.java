package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the command refuses before it starts anything. */
class ChaosCommandTest extends CommandTesting {
    @Test
    void twoDronesAreTooFew() {
        refuses(
                "The option -n takes at least 3 here, so that the others can do without any of them, but was given 2.",
                "chaos",
                "-n",
                "2",
                "quicksort");
    }

    @Test
    void aTimeHasAUnit() {
        refuses(
                "The option --kill-every takes a time such as 90s, 5min or 500ms, but was given \"often\".",
                "chaos",
                "--kill-every",
                "often",
                "quicksort");
    }

    @Test
    void aProgramThatCannotGoOnIsRefused() {
        assertThat(hivemind("chaos", "matmul")).isEqualTo(2);
        assertThat(err())
                .startsWith("hivemind: The program matmul ")
                .contains("cannot go on when one fails")
                .hasLineCount(1);
    }

    @Test
    void dronesMustGoOn() {
        refuses(
                "The option --on-failure takes go-on here, for drones will fail: leave it out.",
                "chaos",
                "--on-failure",
                "end",
                "quicksort");
    }

    @Test
    void dronesMustHaveABackup() {
        refuses(
                "Drones without a backup, as with --backup 0 or --memory-per-drone, may lose what a drone that is killed has released,"
                        + " so that no result could be right: use --backup 1 or more.",
                "chaos",
                "--backup",
                "0",
                "quicksort");
    }

    @Test
    void aFolderForLogsMustBeThere() {
        refuses(
                "The option --logs takes a folder where files may be written, but was given \"/no/such/place\".",
                "chaos",
                "--logs",
                "/no/such/place",
                "quicksort");
    }

    @Test
    void theHelpOfAProgramIsShown() {
        assertThat(hivemind("chaos", "quicksort", "--help")).isZero();
        assertThat(out()).contains("--elements");
    }
}
