package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who comes in while others write a checkpoint, or fails, makes them give it up; those who are in then write the next. A file that is a
 * pipe keeps a drone writing for as long as the test wants.
 */
class CheckpointMembersTest {
    private static final int LENGTH = 200_000;

    /** A little of a part, of which a pipe holds less than a tenth. */
    private static final int SOME = 100;

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aNewcomerInTheMiddleIsNoticedAndTakesPartInTheNextAttempt() throws Exception {
        Path saved = Files.createDirectory(folder.resolve("saved"));
        Path pipe = pipe(saved.resolve("part-1-1"));
        try (OpenHive hive = new OpenHive(folder, 2)) {
            Hive second = hive.founders.get(1);
            fill(second);
            Future<Throwable> first = hive.run(() -> attempt(hive.founders.getFirst(), saved));
            Future<Throwable> other = hive.run(() -> attempt(second, saved));
            try (InputStream part =
                    Files.newInputStream(pipe)) { // Opens when drone 1 begins to write, and keeps it writing.
                Hive newcomer = hive.enter();
                assertNoticed(OpenHive.get(first));
                part.transferTo(OutputStream.nullOutputStream());
                assertNoticed(OpenHive.get(other));
                Files.delete(pipe);
                List<Hive> all = List.of(hive.founders.getFirst(), second, newcomer);
                hive.all(all, drone -> drone.checkpoint(saved, 2, ""));
                hive.all(all, Hive::close);
            }
        }
        assertResumes(saved, 2, 3);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void oneThatFailsWhileItWritesLeavesTheCheckpointBeforeAsItWas() throws Exception {
        Path saved = Files.createDirectory(folder.resolve("saved"));
        try (OpenHive hive = new OpenHive(folder, 3, config -> config.goesOn(true))) {
            Hive failing = hive.founders.get(1);
            List<Hive> left = List.of(hive.founders.get(0), hive.founders.get(2));
            fill(failing);
            hive.all(hive.founders, drone -> drone.checkpoint(saved, 1, ""));
            Path pipe = pipe(saved.resolve("part-2-1"));
            List<Future<Throwable>> attempts = new ArrayList<>();
            left.forEach(drone -> attempts.add(hive.run(() -> attempt(drone, saved))));
            Future<Throwable> cut = hive.run(() -> attempt(failing, saved));
            try (InputStream part = Files.newInputStream(pipe)) {
                assertThat(part.readNBytes(SOME)).hasSize(SOME);
                Files.delete(pipe);
                failing.abort("this is a test");
                for (Future<Throwable> attempt : attempts) {
                    assertThat(OpenHive.get(attempt))
                            .isInstanceOf(CheckpointException.class)
                            .hasMessageContaining("because drone 1 is not in the hive any more")
                            .hasMessageContaining("The checkpoint before it, if there was one, is as it was.");
                }
            }
            assertThat(OpenHive.get(cut)).isInstanceOf(HiveException.class);
            assertResumes(saved, 1, 3);
            hive.all(left, drone -> drone.checkpoint(saved, 2, ""));
        }
        assertResumes(saved, 2, 2);
    }

    private static Path pipe(Path at) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", at.toString()).start().waitFor())
                .isZero();
        return at;
    }

    private static void fill(Hive drone) {
        SharedLongs numbers = drone.longs("numbers", LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            numbers.set(i, ~(long) i);
        }
    }

    /** A hive of two begins with the checkpoint of that step, which so many drones wrote. */
    private static void assertResumes(Path saved, int step, int writers) {
        Drones.together(2, config -> config.resume(saved), hive -> {
            assertThat(hive.resumed().orElseThrow().step()).isEqualTo(step);
            assertThat(hive.resumed().orElseThrow().drones()).isEqualTo(writers);
            SharedLongs numbers = hive.longs("numbers", LENGTH);
            for (int i = 0; i < LENGTH; i += 100) {
                assertThat(numbers.get(i)).isEqualTo(~(long) i);
            }
            hive.barrier();
        });
    }

    private static Throwable attempt(Hive drone, Path saved) {
        return catchThrowable(() -> drone.checkpoint(saved, 1, ""));
    }

    private static void assertNoticed(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("Drone 2 came into the hive while the others wrote a checkpoint");
    }
}
