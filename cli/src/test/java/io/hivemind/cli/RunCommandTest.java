package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.apps.Programs;
import io.hivemind.apps.frame.Program;
import io.hivemind.cli.sample.Sample;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest extends CommandTesting {
    private static final String SAMPLES =
            DroneProgram.placeOf(Sample.class.getName()).toString();

    @Test
    void anUnknownProgramNamesTheNearest() {
        refuses("There is no program called \"quiksort\". Did you mean quicksort?", "run", "-n", "2", "quiksort");
    }

    @Test
    void aProgramMustBeNamed() {
        String names = Programs.all().stream().map(Program::name).collect(Collectors.joining(", "));
        refuses("Which program? Name one of " + names + ", or give --jar FILE.", "run", "-n", "2");
    }

    @Test
    void theNumberOfDronesHasARange() {
        refuses(
                "The option -n takes a whole number from 1 to 256, but was given \"0\".",
                "run",
                "-n",
                "0",
                "quicksort");
    }

    @Test
    void thePageSizeIsAPowerOfTwo() {
        refuses(
                "The option --page-size takes a power of two from 256 to 65536, but was given \"1000\".",
                "run",
                "--page-size=1000",
                "quicksort");
    }

    @Test
    void aSizeHasAUnit() {
        refuses(
                "The option --memory takes a size such as 200m or 1g, but was given \"much\".",
                "run",
                "--memory",
                "much",
                "quicksort");
    }

    @Test
    void aTimeHasAUnit() {
        refuses(
                "The option --wait takes a time such as 90s, 5min or 500ms, but was given \"5x\".",
                "run",
                "--wait",
                "5x",
                "quicksort");
    }

    @Test
    void aMistakeInTheProgramsOptionsIsToldBeforeAnyDroneStarts() {
        refuses(
                "The option --elements takes a whole number from 1 to 1,073,741,824, but was given \"-3\".",
                "run",
                "quicksort",
                "--elements",
                "-3");
    }

    @Test
    void tooLittleMemoryIsToldBeforeAnyDroneStarts() {
        refuses(
                "The program quicksort needs 155 MiB of shared memory, but was given 64 MiB: use --memory 155m, or leave it"
                        + " out.",
                "run",
                "--memory=64m",
                "quicksort",
                "--elements=40_000_000");
    }

    @Test
    void aHeapThatTheDronesCannotHoldIsToldBeforeAnyDroneStarts() {
        refuses(
                "2 drones offer 112 MiB, because each keeps 8 MiB of its 64 MiB to work in; the program quicksort needs 155 MiB:"
                        + " use -n 3 or --memory-per-drone 89m.",
                "run",
                "-n",
                "2",
                "--memory-per-drone=64m",
                "quicksort",
                "--elements=40_000_000");
    }

    @Test
    void memoryThatIsAskedForIsComparedWithWhatTheDronesOffer() {
        environment.put("HIVEMIND_MEMORY_PER_DRONE", "64m");
        refuses(
                "1 drone offers 56 MiB, because each keeps 8 MiB of its 64 MiB to work in; the memory asked for is 100 MiB: use"
                        + " -n 2 or --memory-per-drone 115m.",
                "run",
                "-n",
                "1",
                "--memory=100m",
                "--jar",
                SAMPLES,
                "--main",
                Sample.class.getName());
    }

    @Test
    void aDroneNeedsRoomForAFewPages() {
        refuses(
                "With pages of 65,536 bytes a drone needs at least 3 MiB, for it keeps 32 pages to work in, but"
                        + " --memory-per-drone gives it 100 KiB.",
                "run",
                "--page-size=64k",
                "--memory-per-drone=100k",
                "quicksort");
    }

    @Test
    void theRemediesAreEnoughAndNoMoreThanThat() {
        for (long perDrone : new long[] {200 << 10, 5 << 20, 64 << 20}) {
            for (long needed : new long[] {1 << 20, 100 << 20, (1L << 30) + 1}) {
                var offer = new Offer(3, perDrone, 4096);
                var settings = new DroneSettings(Map.of(), 3);
                long least = offer.leastPerDrone(needed);
                settings.memoryPerDrone(Optional.of(String.valueOf(least)));
                settings.memory("any", Optional.empty(), _ -> needed);

                assertThat(new Offer(3, least, 4096).bytes()).isGreaterThanOrEqualTo(needed);
                assertThat(new Offer(3, least - 4096, 4096).bytes()).isLessThan(needed);
            }
        }
    }

    @Test
    void theChoiceOfVictimsHasTwoNames() {
        refuses(
                "The option --victims takes scan or lru, but was given \"fifo\".",
                "run",
                "--victims",
                "fifo",
                "quicksort");
    }

    @Test
    void boundedDronesAreToldTheirMemoryAndGetSmallJavaHeaps() {
        int code = hivemind(
                "run",
                "-n",
                "4",
                "--memory-per-drone=64m",
                "--victims=lru",
                "--dry-run",
                "--jvm-option=-Xmx1g",
                "quicksort",
                "--elements=40_000_000");

        assertThat(code).isZero();
        assertThat(out())
                .contains("HIVEMIND_MEMORY=162099792 HIVEMIND_MEMORY_PER_DRONE=67108864 ", "HIVEMIND_VICTIMS=lru ")
                .contains(" -Xms24m -Xmn16m -Xmx96m -Xmx1g -cp ");
    }

    @Test
    void theUsualMemoryShrinksToWhatTheDronesOffer() {
        environment.put("HIVEMIND_MEMORY_PER_DRONE", "16m");
        hivemind("run", "-n", "2", "--dry-run", "--jar", SAMPLES, "--main", Sample.class.getName());

        assertThat(out()).contains("HIVEMIND_MEMORY=29360128 HIVEMIND_MEMORY_PER_DRONE=16777216 ");
    }

    @Test
    void aHiveThatIsResumedHasTheHeapAndThePagesOfItsCheckpoint(@TempDir Path folder) {
        Path saved = folder.resolve("saved");
        HiveConfig config =
                HiveConfig.builder().pageSize(1024).memoryBytes(3 << 20).build();
        try (Hive hive = Hive.join(config)) {
            hive.checkpoint(saved, 1, "");
        }
        assertThat(hivemind("run", "-n", "2", "--dry-run", "--resume", saved.toString(), "jacobi"))
                .isZero();
        assertThat(out())
                .contains("HIVEMIND_MEMORY=3145728 HIVEMIND_PAGE_SIZE=1024 ", "HIVEMIND_RESUME=" + saved + " ");
    }

    @Test
    void dronesWithoutABoundGetTheUsualJavaHeap() {
        hivemind("run", "-n", "2", "--dry-run", "quicksort");

        assertThat(out()).doesNotContain("-Xmx", "HIVEMIND_MEMORY_PER_DRONE");
    }

    @Test
    void aFileThatIsNotThereIsToldBeforeAnyDroneStarts() {
        refuses("The list cannot be read: there is no file none.txt.", "run", "quicksort", "--input", "none.txt");
    }

    @Test
    void aJarThatIsNotThereIsSaid() {
        refuses("The program cannot be read: there is no readable file none.jar.", "run", "--jar", "none.jar");
    }

    @Test
    void anUnknownOptionNamesTheNearest() {
        assertThat(hivemind("run", "--dryrun", "quicksort")).isEqualTo(2);
        assertThat(err()).isEqualTo("""
                        hivemind: There is no option called "--dryrun". Did you mean --dry-run?
                        Try 'hivemind run --help'.
                        """);
    }

    @Test
    void anUnknownCommandNamesTheNearest() {
        assertThat(hivemind("rnu")).isEqualTo(2);
        assertThat(err()).startsWith("hivemind: There is no command called \"rnu\". Did you mean run?");
    }

    @Test
    void aDryRunShowsOneCommandForEachDroneAndRunsNone() {
        environment.put("HIVEMIND_JAVA_OPTIONS", " -Xmx1g  -ea ");
        int code = hivemind(
                "run", "-n", "3", "--page-size", "8k", "--dry-run", "--jvm-option=-Dx=a b", "quicksort", "--seed", "5");

        assertThat(code).isZero();
        assertThat(out().lines()).hasSize(3);
        assertThat(out().lines().toList().get(2))
                .contains("HIVEMIND_RANK=2 HIVEMIND_SIZE=3", "HIVEMIND_PAGE_SIZE=8192", "HIVEMIND_MEMORY=67108864")
                .contains(" -Xmx1g -ea '-Dx=a b' -cp ")
                .endsWith(" io.hivemind.apps.Main quicksort --seed 5");
    }

    @Test
    void theProgramSaysHowMuchMemoryItNeeds() {
        hivemind("run", "-n", "1", "--dry-run", "quicksort", "--elements=40_000_000");

        assertThat(out()).contains("HIVEMIND_MEMORY=162097872 ");
    }

    @Test
    void memoryFromTheEnvironmentIsKept() {
        environment.put("HIVEMIND_MEMORY", "128m");
        hivemind("run", "-n", "1", "--dry-run", "quicksort");

        assertThat(out()).contains("HIVEMIND_MEMORY=134217728 ");
    }

    @Test
    void aJarRunsBehindTheLibrary() {
        int code = hivemind(
                "run", "-n", "1", "--dry-run", "--jar", SAMPLES, "--main", "org.example.Mine", "--", "--one", "two");

        assertThat(code).isZero();
        assertThat(out()).endsWith(":" + SAMPLES + " org.example.Mine --one two\n");
        assertThat(out()).contains("slf4j-api").doesNotContain("picocli");
    }

    @Test
    void aProgramOfOnesOwnRunsAndItsExitCodeCounts() {
        assertThat(hivemind("run", "-n", "2", "--jar", SAMPLES, "--main", Sample.class.getName(), "exit", "1", "9"))
                .isEqualTo(9);
        assertThat(hivemind("run", "-n", "2", "--jar", SAMPLES, "--main", Sample.class.getName(), "say", "x"))
                .isZero();
        assertThat(out()).contains("[1] drone 1 of 2 says [x]\n");
    }

    @Test
    void verboseShowsTheCommandsThatAreRun() {
        hivemind("run", "-n", "2", "-v", "--jar", SAMPLES, "--main", Sample.class.getName(), "say");

        assertThat(err()).contains("hivemind: HIVEMIND_COORDINATOR=127.0.0.1:", "HIVEMIND_VERBOSE=true ");
    }

    @Test
    void resultsThatCouldNotBeWrittenAreRefusedAtOnce(@TempDir Path folder) {
        refuses(
                "The results cannot be written to " + folder
                        + ": it must be a file, not a folder, at a place where files may be written.",
                "run",
                "--json",
                folder.toString(),
                "quicksort");
    }

    @Test
    void theHelpListsEveryProgramAndHasExamples() {
        assertThat(hivemind("run", "--help")).isZero();
        assertThat(out()).contains("Examples:", "hivemind run -n 4 quicksort", "HIVEMIND_JAVA_OPTIONS");
        for (var program : Programs.all()) {
            assertThat(out()).contains(program.name() + " ", program.description());
        }
    }

    @Test
    void everyProgramHasAHelpOfItsOwn() {
        for (var program : Programs.all()) {
            assertThat(hivemind("run", program.name(), "--help")).isZero();
            assertThat(out())
                    .contains(
                            "Usage: hivemind run [-n N] [OPTIONS] " + program.name(),
                            program.options().help());
        }
    }

    @Test
    void withoutACommandTheHelpIsShown() {
        assertThat(hivemind()).isZero();
        assertThat(out()).contains("Commands:", "run ");
    }
}
