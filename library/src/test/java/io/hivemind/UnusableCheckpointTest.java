package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint that cannot be written leaves the one before; one that cannot be resumed from is refused, and why is said. */
class UnusableCheckpointTest {
    @TempDir
    private Path path;

    private final List<Path> own = new ArrayList<>();

    @BeforeEach
    void eachMachineHasADirectory() {
        own.add(path.resolve("a"));
        own.add(path.resolve("b"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsToldOnAllDronesAndTheCheckpointBeforeStays() {
        Path shared = path.resolve("shared");
        Drones.together(2, hive -> {
            fill(hive, 1);
            hive.checkpoint(shared, 1, "");
            if (hive.rank() == 0) {
                Files.createSymbolicLink(shared.resolve("part-2-1"), Path.of("/dev/full"));
            }
            fill(hive, 2);
            assertThatThrownBy(() -> hive.checkpoint(shared, 2, ""))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith("The checkpoint in " + shared + " was not written, because drone 1 on ")
                    .hasMessageContaining("No space left on device")
                    .hasMessageEndingWith("The checkpoint before it, if there was one, is as it was.");
            check(hive, 2);
        });
        Drones.together(2, config -> config.resume(shared), hive -> {
            assertThat(hive.resumed().orElseThrow().step()).isEqualTo(1);
            check(hive, 1);
            hive.checkpoint(shared, 3, "");
        });
    }

    @Test
    void aDirectoryThatIsAFileIsNamed() throws IOException {
        Path file = Files.writeString(path.resolve("file"), "");
        Drones.together(2, hive -> {
            assertThatThrownBy(() -> hive.checkpoint(hive.rank() == 1 ? file : own.getFirst(), 1, ""))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("drone 1")
                    .hasMessageContaining(file + " is there and is no directory");
            hive.checkpoint(own.getFirst(), 1, "");
        });
    }

    @Test
    void dronesOnMachinesOfTheirOwnFindTheirParts() {
        writeOnTwoMachines(1);
        resumeOnTwoMachines(1);
    }

    @Test
    void aMissingPartIsNamedWithTheMachineOnWhichItWasWritten() throws IOException {
        writeOnTwoMachines(1);
        Files.delete(own.get(1).resolve("part-1-1"));
        assertRefused("No drone finds part 1 of the checkpoint", "in " + own.get(1) + ", as the file part-1-1.");
    }

    @Test
    void whereOneMachineHasTheManifestBeforeTheNewerCounts() throws IOException {
        writeOnTwoMachines(1);
        Files.copy(own.get(1).resolve("manifest"), path.resolve("old"));
        writeOnTwoMachines(2);
        Files.move(path.resolve("old"), own.get(1).resolve("manifest"), StandardCopyOption.REPLACE_EXISTING);
        resumeOnTwoMachines(2);
    }

    @Test
    void checkpointsThatDoNotBelongTogetherAreNotMixed() throws IOException {
        writeOnTwoMachines(1);
        try (var files = Files.list(own.get(1))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Drones.alone(hive -> hive.checkpoint(own.get(1), 1, ""));
        assertRefused("Drone 0 and drone 1 find different checkpoints");
    }

    @Test
    void aDamagedBlockIsToldOnAllDronesWithFileAndOffset() throws IOException {
        writeOnTwoMachines(1);
        Path part = own.get(1).resolve("part-1-1");
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2]++;
        Files.write(part, bytes);
        assertRefused("The part " + part + " is damaged at offset ");
    }

    @Test
    void aDirectoryWithoutACheckpointIsRefused() {
        assertRefused("There is no whole checkpoint in " + own.getFirst());
    }

    @Test
    void aHeapOfAnotherSizeIsRefusedWithWhatToDo() {
        Drones.alone(hive -> hive.checkpoint(path, 1, ""));
        assertThatThrownBy(() -> Drones.alone(config -> config.pageSize(1024).resume(path), _ -> {}))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("in pages of 4096, and this hive has 4194304 in pages of 1024")
                .hasMessageContaining("HIVEMIND_PAGE_SIZE=4096");
    }

    private void writeOnTwoMachines(int step) {
        Drones.together(2, hive -> {
            fill(hive, step);
            hive.checkpoint(own.get(hive.rank()), step, "");
        });
    }

    private void resumeOnTwoMachines(int step) {
        Drones.together(2, (config, rank) -> config.resume(own.get(rank)), hive -> {
            assertThat(hive.resumed().orElseThrow().step()).isEqualTo(step);
            check(hive, step);
            hive.barrier();
        });
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> Drones.together(2, (config, rank) -> config.resume(own.get(rank)), _ -> {}))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(HiveException.class)
                .hasMessageContainingAll(words);
    }

    private static void fill(Hive hive, int factor) {
        SharedInts numbers = hive.ints("numbers", 5000);
        for (int i = hive.rank(); i < 5000; i += hive.size()) {
            numbers.set(i, i * factor);
        }
        hive.barrier();
    }

    private static void check(Hive hive, int factor) {
        SharedInts numbers = hive.ints("numbers", 5000);
        for (int i = 0; i < 5000; i++) {
            assertThat(numbers.get(i)).isEqualTo(i * factor);
        }
    }
}
