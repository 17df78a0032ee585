package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What tests of the command have that type it in this process, where no terminal is, and look at what it says. */
abstract class CommandTesting {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** All variables of the environment that the command sees. */
    final Map<String, String> environment = new HashMap<>();

    /** {@return the exit code of the command with these words} */
    int hivemind(String... words) {
        return Main.commandLine(
                        new PrintStream(out), new PrintStream(err), environment, new Terminal(false, false, false))
                .execute(words);
    }

    /** {@return what has been written to the standard output} */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** {@return what has been written to the standard error output} */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Sees that the words are refused as a mistake, in this sentence and before anything else is said. */
    void refuses(String sentence, String... words) {
        assertThat(hivemind(words)).isEqualTo(2);
        assertThat(err()).isEqualTo("hivemind: " + sentence + "\n");
        assertThat(out()).isEmpty();
    }
}
