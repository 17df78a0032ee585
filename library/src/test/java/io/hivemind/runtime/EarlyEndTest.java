package io.hivemind.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.links.Links;
import io.hivemind.links.Receiver;
import io.hivemind.links.Secret;
import io.hivemind.links.Token;
import io.hivemind.pages.SegmentPages;
import io.hivemind.protocol.Access;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.PageMemory;
import io.hivemind.wire.Survival;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer that ends when it is linked to all drones of a hive that goes on, and before any of them can take it in. */
class EarlyEndTest {
    private static final String SECRET = "only the drones of this hive know it";
    private static final int FOUNDERS = 2;
    private static final int NEWCOMER = 2;
    private static final long SECONDS = 40;

    /** It hears the drones of the hive and answers nothing. */
    private static final class Mute implements Receiver {
        @Override
        public void received(int from, List<Message> messages) {}

        @Override
        public void lost(int rank, String sentence) {}

        @Override
        public void left(int rank) {}

        @Override
        public void aborted(int rank, String sentence) {}

        @Override
        public void excluded(String sentence) {}

        @Override
        public void arrived(int rank) {}
    }

    @TempDir
    private Path folder;

    /** While it is held, drone 1 stands still at the next page that it lets a thread touch. */
    private final CountDownLatch held = new CountDownLatch(1);

    private final CountDownLatch standsStill = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Test
    void theHiveGoesOnAsIfItHadNotComeAndTakesTheNextOneIn() throws Exception {
        List<DroneConfig> configs = configs();
        List<Future<Drone>> joining = new ArrayList<>();
        configs.forEach(
                config -> joining.add(threads.submit(() -> Drone.start(config, pages(config), TestHive.FAILURES))));
        List<Drone> founders = List.of(get(joining.get(0)), get(joining.get(1)));
        try {
            Future<?> touching = threads.submit(() -> founders.get(1).touch(0, 1, Access.READ));
            assertThat(standsStill.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            endEarly(configs.getFirst());
            held.countDown();
            get(touching);

            assertThat(arrivals(founders)).allMatch(members -> members.equals(List.of(0, 1)));
            Drone next = enter(configs.getFirst());
            assertThat(next.views().now().members()).containsExactly(0, 1, NEWCOMER + 1);
            assertThat(arrivals(List.of(founders.get(0), founders.get(1), next)))
                    .allMatch(members -> members.equals(List.of(0, 1, NEWCOMER + 1)));
            next.leave();
        } finally {
            founders.forEach(drone -> threads.execute(drone::close));
            threads.shutdown();
            assertThat(threads.awaitTermination(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Comes to be linked to all, and ends; returns when drone 0 has heard of that. */
    private void endEarly(DroneConfig founder) throws Exception {
        Newcomer newcomer = knock(founder);
        assertThat(newcomer.admission().rank()).isEqualTo(NEWCOMER);
        Links links = new Links(
                config(founder, NEWCOMER, Optional.empty()).links(Optional.of(new Secret(SECRET))), new Mute());
        links.enter(newcomer.entrance());
        Thread reader = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("hivemind-0-from-" + NEWCOMER))
                .findFirst()
                .orElseThrow();
        links.close();
        assertThat(reader.join(Duration.ofSeconds(SECONDS))).isTrue();
    }

    private Drone enter(DroneConfig founder) throws Exception {
        Newcomer newcomer = knock(founder);
        DroneConfig config = config(founder, newcomer.admission().rank(), Optional.empty());
        return Drone.enter(newcomer, config, pages(config), TestHive.FAILURES);
    }

    private Newcomer knock(DroneConfig founder) throws IOException {
        Path token = file(Token.fresh(new Secret(SECRET), founder.hive(), false).line());
        var request = new Newcomer.Request(
                "127.0.0.1",
                founder.coordinatorPort(),
                token,
                "",
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                founder.waitBound());
        return Newcomer.knock(request, _ -> {}, TestHive.FAILURES);
    }

    /** {@return who was in when all of them came to a barrier} */
    private List<List<Integer>> arrivals(List<Drone> drones) throws Exception {
        List<Future<List<Integer>>> arriving = new ArrayList<>();
        drones.forEach(
                drone -> arriving.add(threads.submit(() -> drone.arrive(1, 1).members())));
        List<List<Integer>> members = new ArrayList<>();
        for (Future<List<Integer>> one : arriving) {
            members.add(get(one));
        }
        return members;
    }

    /** {@return the pages of a drone, of which drone 1 cannot let a thread touch any while it is held} */
    private PageMemory pages(DroneConfig config) {
        var pages = new SegmentPages(
                MemorySegment.ofArray(new long[(int) (config.heapBytes() / Long.BYTES)]),
                config.pageSize(),
                MemorySegment.ofArray(new byte[config.pages()]));
        return (PageMemory) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PageMemory.class}, (_, method, arguments) -> {
                    if (config.rank() == 1 && method.getName().equals("allow")) {
                        standsStill.countDown();
                        held.await();
                    }
                    return method.invoke(pages, arguments);
                });
    }

    private List<DroneConfig> configs() throws IOException {
        Path secret = file(SECRET);
        return TestHive.configs(FOUNDERS).stream()
                .map(config -> config(config, config.rank(), Optional.of(secret)))
                .toList();
    }

    private static DroneConfig config(DroneConfig like, int rank, Optional<Path> secret) {
        return new DroneConfig(
                rank,
                like.size(),
                like.hive(),
                like.coordinatorHost(),
                like.coordinatorPort(),
                like.bind(),
                0,
                like.pageSize(),
                like.heapBytes(),
                like.budgetBytes(),
                like.waitBound(),
                like.ahead(),
                like.room(),
                secret,
                false,
                "",
                new Survival(true, 1, 1000, 30));
    }

    private Path file(String line) throws IOException {
        Path file = Files.createTempFile(
                folder,
                "private",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, line + "\n");
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(SECONDS, TimeUnit.SECONDS);
    }
}
