package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that come to the right result although processes of their hive are killed. */
@Timeout(120)
class ProgramSurvivalProcessTest {
    private static final int DRONES = 4;
    private static final String WORDS = "wordcount --words 300_000 --no-serial";

    private static final String JACOBI = "jacobi --rows 200 --columns 300 --iterations 400 --no-serial";

    private static final String SOR = "sor --rows 200 --columns 300 --iterations 200 --threads 2 --no-serial";

    /** Long enough for a newcomer to find something left to do. */
    private static final String MANY_WORDS = "wordcount --words 4_000_000 --no-serial";

    private static final Pattern INVITED = Pattern.compile("hivemind: invited: .* --hive (\\S+) --token-file .*");

    @TempDir
    private Path folder;

    @RegisterExtension
    private final Processes processes = new Processes();

    private final List<String> said = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({WORDS + ", 0", WORDS + ", 2", JACOBI + ", 0", JACOBI + ", 3", SOR + ", 1"})
    void theResultIsRightWhoeverIsKilled(String program, int victim) throws Exception {
        Process launcher = start("run -n 4 --verbose --on-failure go-on " + program);
        BufferedReader output = joined(launcher);
        Processes.drones(launcher).get(victim).destroyForcibly();
        await(output, "drone " + victim + " was ended by signal 9; the others go on without it if they can.");
        assertVerified(launcher, output);
    }

    @Test
    void wordsAreCountedByANewcomerToo() throws Exception {
        Path token = folder.resolve("token");
        Process launcher = start("run -n 4 --verbose --on-failure go-on --invite " + token + " " + MANY_WORDS);
        BufferedReader output = launcher.inputReader(StandardCharsets.UTF_8);
        Matcher invited = INVITED.matcher(await(output, "hivemind: invited"));
        assertThat(invited.matches()).isTrue();
        awaitJoined(output);
        Process newcomer = join(invited.group(1), token);
        await(output, "Drone 0: the members of the hive are drones [0, 1, 2, 3, 4]");
        Processes.drones(launcher).get(0).destroyForcibly();
        await(output, "drone 0 was ended by signal 9; the others go on without it if they can.");
        assertVerified(launcher, output);
        newcomer.getInputStream().readAllBytes();
        assertThat(newcomer.waitFor()).isZero();
    }

    private Process start(String words) throws IOException {
        return processes.start(Processes.hivemind(words.split(" ")));
    }

    private Process join(String address, Path token) throws IOException {
        String words = "--hive " + address + " --token-file " + token + " " + MANY_WORDS;
        return processes.start(Processes.joining(words.split(" ")));
    }

    /** {@return what the drones say from when all have joined} */
    private BufferedReader joined(Process launcher) throws IOException {
        BufferedReader output = launcher.inputReader(StandardCharsets.UTF_8);
        awaitJoined(output);
        return output;
    }

    private void awaitJoined(BufferedReader output) throws IOException {
        for (int drones = 0; drones < DRONES; drones++) {
            await(output, "joined: HiveConfig");
        }
    }

    /** {@return the next line with these words} */
    private String await(BufferedReader output, String words) throws IOException {
        String line = "";
        while (!line.contains(words)) {
            line = Objects.requireNonNull(output.readLine(), () -> "no \"" + words + "\" in " + said);
            said.add(line);
        }
        return line;
    }

    private void assertVerified(Process launcher, BufferedReader output) throws InterruptedException {
        output.lines().forEach(said::add);
        assertThat(launcher.waitFor()).as("%s", said).isZero();
        assertThat(said).anyMatch(line -> line.matches("\\[\\d] \\w+: .*: verified"));
    }
}
