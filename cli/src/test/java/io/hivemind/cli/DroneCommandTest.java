package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DroneCommandTest {
    @Test
    void aWordIsQuotedWhereTheShellWouldReadMoreIntoIt() {
        assertThat(DroneCommand.quoted("a-b_c/d.e:f=g,h+i@j%k")).isEqualTo("a-b_c/d.e:f=g,h+i@j%k");
        assertThat(DroneCommand.quoted("two words")).isEqualTo("'two words'");
        assertThat(DroneCommand.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
        assertThat(DroneCommand.quoted("")).isEqualTo("''");
        assertThat(DroneCommand.quoted("*")).isEqualTo("'*'");
    }

    @Test
    void theShellLineHasEnvironmentAndCommandButNeitherTetherNorSecret() {
        var environment = new TreeMap<>(
                Map.of("HIVEMIND_RANK", "1", "HIVEMIND_TETHER", "stdin", "HIVEMIND_SECRET_FILE", "-", "X", "a b"));
        var command = new DroneCommand(1, List.of("java", "Main", "a;b"), environment);

        assertThat(command.shellLine()).isEqualTo("HIVEMIND_RANK=1 X='a b' java Main 'a;b'");
    }

    @Test
    void theShellReadsBackWhatWasQuoted() throws Exception {
        var words = List.of("plain", "two words", "it's", "$HOME", "", "a\nb", "\\", "\"", "é");
        var line = new DroneCommand(0, words, new TreeMap<>()).shellLine();
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\0' " + line).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(String.join("\0", words) + "\0");
    }
}
