package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the command refuses before it starts anything. */
class ChaosCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int chaos(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "chaos";
        System.arraycopy(words, 0, all, 1, words.length);
        return Main.commandLine(new PrintStream(out), new PrintStream(err), Map.of(), new Terminal(false, false, false))
                .execute(all);
    }

    private void refuses(String sentence, String... words) {
        assertThat(chaos(words)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("hivemind: " + sentence + "\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void twoDronesAreTooFew() {
        refuses(
                "The option -n takes at least 3 here, so that the others can do without any of them, but was given 2.",
                "-n",
                "2",
                "quicksort");
    }

    @Test
    void aTimeHasAUnit() {
        refuses(
                "The option --kill-every takes a time such as 90s, 5min or 500ms, but was given \"often\".",
                "--kill-every",
                "often",
                "quicksort");
    }

    @Test
    void aProgramThatCannotGoOnIsRefused() {
        assertThat(chaos("matmul")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("hivemind: The program matmul ")
                .contains("cannot go on when one fails")
                .hasLineCount(1);
    }

    @Test
    void dronesMustGoOn() {
        refuses(
                "The option --on-failure takes go-on here, for drones will fail: leave it out.",
                "--on-failure",
                "end",
                "quicksort");
    }

    @Test
    void dronesMustHaveABackup() {
        refuses(
                "Drones without a backup, as with --backup 0 or --memory-per-drone, may lose what a drone that is killed has released,"
                        + " so that no result could be right: use --backup 1 or more.",
                "--backup",
                "0",
                "quicksort");
    }

    @Test
    void aFolderForLogsMustBeThere() {
        refuses(
                "The option --logs takes a folder where files may be written, but was given \"/no/such/place\".",
                "--logs",
                "/no/such/place",
                "quicksort");
    }

    @Test
    void theHelpOfAProgramIsShown() {
        assertThat(chaos("quicksort", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--elements");
    }
}
