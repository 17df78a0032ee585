package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.bench.programs.Contest;
import io.hivemind.bench.programs.Published;
import io.hivemind.bench.programs.Work;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that run whole programs, with programs that are quickly done. */
class BenchProgramsCommandTest {
    private static final Terminal PIPE = new Terminal(false, false, false);
    private static final Work SORT =
            new Work("quicksort", List.of("--elements", "3000", "--threshold", "100", "--no-serial"));
    private static final Work NONE = new Work("slowsort", List.of());

    /** Its option is wrong, which its process says. */
    private static final Work FAILING = new Work("quicksort", List.of("--seed", "x"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int hivemind(String... words) {
        return Main.commandLine(new PrintStream(out), new PrintStream(err), Map.of(), PIPE)
                .execute(words);
    }

    private int figures(List<Published> programs, String... words) {
        return new CommandLine(
                        new BenchFiguresCommand(new PrintStream(out), new PrintStream(err), Map.of(), PIPE, programs))
                .execute(words);
    }

    private int programs(Work work, String... words) {
        var contests = List.of(new Contest("sort", "sort", work, 1.5));
        return new CommandLine(
                        new BenchProgramsCommand(new PrintStream(out), new PrintStream(err), Map.of(), PIPE, contests))
                .execute(words);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void refuses(String sentence, String... words) {
        assertThat(hivemind(words)).isEqualTo(2);
        assertThat(text(err)).isEqualTo("hivemind: " + sentence + "\n");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void oneDroneSharesNothing() {
        refuses(
                "The option -n takes a whole number from 2 to 256, but was given \"1\".",
                "bench",
                "figures",
                "-n",
                "1");
    }

    @Test
    void thereIsOneRoundAtLeast() {
        refuses(
                "The option --rounds takes a whole number from 1 to 1,000, but was given \"0\".",
                "bench",
                "programs",
                "--rounds",
                "0");
    }

    @Test
    void whatIsChosenMustExist() {
        refuses(
                "The option --only takes some of sor,jacobi,quicksort,water,water-long,tsp,tsp-long,ep,is,cg,false-sharing,start,"
                        + " but was given \"quiksort\". Did you mean quicksort?",
                "bench",
                "programs",
                "--only",
                "sor,quiksort");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsRefusedBeforeAnythingIsMeasured(@TempDir Path folder) {
        refuses(
                "The results cannot be written to " + folder
                        + ": it must be a file, not a folder, at a place where files may be written.",
                "bench",
                "figures",
                "--json",
                folder.toString());
    }

    @Test
    void figuresCountTheMessagesOfEachProgramThatThereIs(@TempDir Path folder) throws IOException {
        var there = new Published("sort", SORT, 1_000_000, 1_000_000, 500_000, 500_000);
        var missing = new Published("slow sort", NONE, 1, 1, 1, 1);
        Path json = folder.resolve("figures.json");

        assertThat(figures(List.of(there, missing), "-n", "2", "--json", json.toString()))
                .isEqualTo(1);
        assertThat(text(err)).isEqualTo("""
                hivemind: measuring sort…
                hivemind: there is no program called slowsort; it is left out.
                """);
        assertThat(text(out).lines())
                .anyMatch(line -> line.startsWith("sort ") && line.endsWith("  reached"))
                .anyMatch(line -> line.startsWith("slow sort ") && line.endsWith("  was not run"));
        assertThat(Files.readString(json)).contains("\"verified\": true");
    }

    @Test
    void programsAreTimedOnPlainArraysAndOnAHive() {
        assertThat(programs(SORT, "--rounds", "1", "--only", "sort,start")).isZero();
        assertThat(text(err)).isEqualTo("""
                hivemind: measuring sort…
                hivemind: measuring the start of a hive…
                """);
        assertThat(text(out).lines())
                .anyMatch(line -> line.matches("sort +\\d+\\.\\d{3} +\\d+\\.\\d{3} +\\d+\\.\\d{3} .* ≤ 1\\.5 \\w+"))
                .anyMatch(line -> line.startsWith("Start: a hive of 4 drones is ready "));
    }

    @Test
    void aProgramThatThereIsNotIsLeftOut() {
        assertThat(programs(NONE, "--only", "sort")).isEqualTo(1);
        assertThat(text(err)).isEqualTo("hivemind: there is no program called slowsort; it is left out.\n");
    }

    @Test
    void whatAProgramThatFailsSaysIsShown() {
        assertThat(programs(FAILING, "--only", "sort")).isEqualTo(1);
        assertThat(text(err))
                .contains(
                        "hivemind: quicksort --seed x on plain arrays failed.\n",
                        "The option --seed takes a whole number");
    }
}
