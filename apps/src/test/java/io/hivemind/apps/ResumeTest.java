package io.hivemind.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.HiveConfig;
import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Results;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs come to the right result from a checkpoint in the middle, on hives of any size. */
class ResumeTest {
    private static final String GRID = "--rows=61 --columns=45 --iterations=11";

    @TempDir
    private Path path;

    @ParameterizedTest
    @CsvSource({
        "jacobi, 2, 1, 3, 2, 7, " + GRID,
        "jacobi, 3, 2, 1, 1, 7, " + GRID + " --type=double --padded",
        "sor, 3, 1, 2, 2, 9, " + GRID,
        "sor, 1, 2, 4, 1, 9, " + GRID + " --type=float",
        "cg, 2, 1, 3, 1, 8, --class=S",
        "cg, 2, 2, 1, 1, 14, --class=S",
        "ep, 2, 1, 3, 1, 9, --class=S",
        "ep, 1, 3, 2, 1, 15, --class=S",
        "ft, 2, 1, 3, 1, 4, --class=S",
        "ft, 3, 1, 1, 2, 5, --class=S",
        "is, 2, 1, 3, 1, 6, --class=S",
        "is, 2, 2, 1, 1, 9, --class=S",
        "mg, 2, 1, 4, 1, 2, --class=S",
        "mg, 3, 1, 1, 2, 3, --class=S"
    })
    void aProgramGoesOnFromTheMiddle(
            String program, int before, int threadsBefore, int after, int threadsAfter, int step, String options) {
        Results whole =
                run(program, before, options, "--threads=" + threadsBefore, "--checkpoint-every=" + step, true, false);
        assertThat(whole.verified()).isTrue();
        Results rest =
                run(program, after, options, "--threads=" + threadsAfter, "--checkpoint-every=" + step, false, true);
        assertThat(rest.verified()).isTrue();
        assertThat(rest.details()).containsEntry("resumedFrom", (long) step);
        assertThat(rest.drones()).isEqualTo(after);
    }

    @Test
    void aProgramDoesNotGoOnFromAnotherOrFromOtherOptions() {
        run("jacobi", 1, GRID, "--threads=1", "--checkpoint-every=5", true, false);
        for (String options : List.of("--rows=61 --columns=46", GRID + " --type=double")) {
            assertThatThrownBy(() -> run("jacobi", 1, options, "--threads=1", "--checkpoint-every=5", false, true))
                    .isInstanceOf(Mistake.class)
                    .hasMessageStartingWith(
                            "The checkpoint is of \"jacobi rows=61 columns=45 type=float padded=false\", and this is \"jacobi");
        }
        assertThatThrownBy(() -> run("sor", 1, GRID, "--threads=1", "--checkpoint-every=5", false, true))
                .isInstanceOf(Mistake.class);
        assertThatThrownBy(() -> run(
                        "jacobi",
                        1,
                        "--rows=61 --columns=45 --iterations=9",
                        "--threads=1",
                        "--no-serial",
                        false,
                        true))
                .isInstanceOf(Mistake.class)
                .hasMessage("The checkpoint is of 10 steps, and only 9 were asked for.");
    }

    private Results run(
            String program, int drones, String options, String threads, String every, boolean saves, boolean resumes) {
        var arguments = new ArrayList<>(List.of(options.split(" ")));
        arguments.addAll(List.of(threads, every));
        if (saves) {
            arguments.add("--checkpoint=" + path);
        }
        return HiveInTest.run(
                Programs.named(program), drones, config -> changed(config, resumes), arguments.toArray(String[]::new));
    }

    private HiveConfig.Builder changed(HiveConfig.Builder config, boolean resumes) {
        config.memoryBytes(64L << 20);
        return resumes ? config.resume(path) : config;
    }
}
