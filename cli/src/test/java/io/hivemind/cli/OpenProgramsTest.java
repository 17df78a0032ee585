package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.HiveException;
import io.hivemind.apps.Programs;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Program;
import io.hivemind.apps.frame.Results;
import io.hivemind.links.Secret;
import io.hivemind.links.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in programs that take newcomers come to a right result, whenever those come. */
@Timeout(120)
class OpenProgramsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final int FOUNDERS = 2;
    private static final int NEWCOMERS = 2;

    @TempDir
    private Path folder;

    private final int port = Ports.free();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quicksort --elements 200000 --grain 4000 --no-serial",
                "quicksort --elements 1000 --threads 2",
                "tsp --cities 17 --ascent 0 --threads 2",
                "wordcount --words 300000",
                "wordcount --words 100 --threads 2"
            })
    void newcomersDisturbNobody(String command) throws Exception {
        List<String> words = List.of(command.split(" "));
        Program program = Programs.named(words.getFirst());
        assertThat(program.takesNewcomers()).isTrue();
        List<Callable<Optional<Results>>> drones = new ArrayList<>();
        for (int rank = 0; rank < FOUNDERS; rank++) {
            HiveConfig config = HiveConfig.builder()
                    .rank(rank)
                    .size(FOUNDERS)
                    .coordinator("127.0.0.1", port)
                    .secretFile(file(SECRET))
                    .build();
            drones.add(() -> run(config, job(program, words)));
        }
        for (int newcomer = 0; newcomer < NEWCOMERS; newcomer++) {
            Path token = file(Token.fresh(new Secret(SECRET), "hive", false).line());
            HiveConfig config =
                    HiveConfig.builder().enter("127.0.0.1", port, token).build();
            drones.add(() -> run(config, job(program, words)));
        }
        List<Results> told = new ArrayList<>();
        try (var threads = Executors.newCachedThreadPool()) {
            List<Future<Optional<Results>>> running = new ArrayList<>();
            for (Callable<Optional<Results>> drone : drones) {
                running.add(threads.submit(drone));
            }
            for (Future<Optional<Results>> drone : running) {
                drone.get(100, TimeUnit.SECONDS).ifPresent(told::add);
            }
        }
        assertThat(told).singleElement().satisfies(results -> {
            assertThat(results.verified()).isTrue();
            assertThat(results.drones()).isBetween(FOUNDERS, FOUNDERS + NEWCOMERS);
            assertThat(results.measured().ranks()).startsWith(0, 1).isSorted();
        });
    }

    @Test
    void allOthersSayThatTheyTakeNone() {
        assertThat(Programs.all().stream().filter(Program::takesNewcomers).map(Program::name))
                .containsExactly("quicksort", "tsp", "wordcount");
        assertThat(Programs.thatTakeNewcomers()).isEqualTo("quicksort, tsp and wordcount");
    }

    private static Job job(Program program, List<String> words) {
        return program.prepare(program.options().parse(words.subList(1, words.size())));
    }

    /** {@return what the drone tells} One that comes when the hive has ended, or is ending, has nothing to do. */
    private static Optional<Results> run(HiveConfig config, Job job) throws InterruptedException {
        Hive hive;
        try {
            hive = Hive.join(config);
        } catch (HiveException tooLate) {
            assertThat(config.entry()).isPresent();
            assertThat(tooLate).message().containsAnyOf("Nobody listens", "ending", "ended");
            return Optional.empty();
        }
        try {
            Optional<Results> results = job.run(hive);
            hive.close();
            return results;
        } catch (RuntimeException | Error failure) {
            hive.abort(failure.toString());
            hive.close();
            throw failure;
        }
    }

    private Path file(String line) throws IOException {
        Path file = Files.createTempFile(
                folder,
                "private",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, line + "\n");
    }
}
