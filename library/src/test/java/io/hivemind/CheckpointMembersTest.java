package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who comes in while others write a checkpoint makes them give it up, and is among those who write the next. */
class CheckpointMembersTest {
    private static final int LENGTH = 200_000;

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aNewcomerInTheMiddleIsNoticedAndTakesPartInTheNextAttempt() throws Exception {
        Path saved = Files.createDirectory(folder.resolve("saved"));
        Path pipe = saved.resolve("part-1-1");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (OpenHive hive = new OpenHive(folder, 2)) {
            Hive second = hive.founders.get(1);
            SharedLongs numbers = second.longs("numbers", LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                numbers.set(i, ~(long) i);
            }
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
        Drones.together(2, config -> config.resume(saved), hive -> {
            assertThat(hive.resumed().orElseThrow().drones()).isEqualTo(3);
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
