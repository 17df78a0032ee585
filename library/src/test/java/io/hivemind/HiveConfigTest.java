package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a drone is told, and what it refuses. */
final class HiveConfigTest {
    @Test
    void nothingSaidIsAHiveOfOne() {
        HiveConfig config = HiveConfig.fromEnvironment(Map.of("HIVEMIND_RANK", " "));
        assertThat(config).isEqualTo(HiveConfig.builder().build());
        assertThat(config.size()).isEqualTo(1);
        assertThat(config.pageSize()).isEqualTo(4096);
        assertThat(config.memoryBytes()).isEqualTo(64L << 20);
    }

    @Test
    void theEnvironmentSaysItAll() {
        HiveConfig config = HiveConfig.fromEnvironment(Map.ofEntries(
                Map.entry("HIVEMIND_RANK", "2"),
                Map.entry("HIVEMIND_SIZE", "4"),
                Map.entry("HIVEMIND_COORDINATOR", "bee.example:4000"),
                Map.entry("HIVEMIND_BIND", "0.0.0.0"),
                Map.entry("HIVEMIND_INSECURE", "true"),
                Map.entry("HIVEMIND_PORT", "4002"),
                Map.entry("HIVEMIND_HIVE", "oak"),
                Map.entry("HIVEMIND_PAGE_SIZE", "64k"),
                Map.entry("HIVEMIND_MEMORY", "1g"),
                Map.entry("HIVEMIND_BUDGET", "100K"),
                Map.entry("HIVEMIND_WAIT", "2min"),
                Map.entry("HIVEMIND_MEMORY_PER_DRONE", "512m"),
                Map.entry("HIVEMIND_VICTIMS", "lru"),
                Map.entry("HIVEMIND_SECRET_FILE", "/run/oak.secret"),
                Map.entry("HIVEMIND_TETHER", "stdin")));
        assertThat(config)
                .isEqualTo(HiveConfig.builder()
                        .rank(2)
                        .size(4)
                        .coordinator("bee.example", 4000)
                        .bind("0.0.0.0")
                        .port(4002)
                        .hive("oak")
                        .pageSize(65536)
                        .memoryBytes(1L << 30)
                        .budgetBytes(102_400)
                        .waitBound(Duration.ofMinutes(2))
                        .memoryPerDrone(512L << 20)
                        .victims(HiveConfig.Victims.LRU)
                        .secretFile(Path.of("/run/oak.secret"))
                        .encryption(HiveConfig.Encryption.NEVER)
                        .tethered(true)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "RANK, one, a whole number",
        "SIZE, 99999999999, a whole number",
        "COORDINATOR, bee.example, 127.0.0.1:4000",
        "COORDINATOR, bee:70000, 127.0.0.1:4000",
        "MEMORY, 64x, 64m",
        "MEMORY, 999999999999999g, 64m",
        "PAGE_SIZE, big, 4096",
        "WAIT, soon, 500ms",
        "MEMORY_PER_DRONE, some, 64m",
        "VICTIMS, anybody, scan or lru",
        "INSECURE, perhaps, true or false",
        "TLS, sometimes, auto or always",
        "TETHER, rope, stdin"
    })
    void whatCannotBeReadNamesTheVariableAndWhatIsAllowed(String name, String value, String allowed) {
        assertThatThrownBy(() -> HiveConfig.fromEnvironment(Map.of("HIVEMIND_" + name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("HIVEMIND_" + name, allowed, value);
    }

    @Test
    void tasksOfSlurmFindEachOther() {
        HiveConfig config = HiveConfig.fromEnvironment(Map.of(
                "SLURM_JOB_ID", "4711",
                "SLURM_STEP_ID", "0",
                "SLURM_PROCID", "1",
                "SLURM_NTASKS", "2",
                "SLURM_STEP_NODELIST", "n[1-2]",
                "HIVEMIND_INSECURE", "true"));
        assertThat(config.rank()).isEqualTo(1);
        assertThat(config.size()).isEqualTo(2);
        assertThat(config.coordinator().getHostString()).isEqualTo("n1");
        assertThat(config.hive()).isEqualTo("slurm-4711.0");
        assertThat(config.bind()).isEqualTo("0.0.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 127.0.0.1, bee.example, bee.example",
        "0, 0.0.0.0, bee.example, 0.0.0.0",
        "0, 127.0.0.1, 127.0.0.1, ",
        "0, 192.0.2.1, localhost, ",
        "1, 192.0.2.1, localhost, 192.0.2.1",
        "1, '::', localhost, '::'",
        "1, 127.0.0.1, bee.example, ",
        "1, '::1', bee.example, "
    })
    void toListenWhereOtherMachinesReachItMustBeWanted(
            int rank, String bind, String coordinator, @Nullable String exposed) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HIVEMIND_RANK",
                String.valueOf(rank),
                "HIVEMIND_SIZE",
                "2",
                "HIVEMIND_BIND",
                bind,
                "HIVEMIND_COORDINATOR",
                coordinator + ":4000"));
        if (exposed == null) {
            assertThat(HiveConfig.fromEnvironment(environment).size()).isEqualTo(2);
            return;
        }
        assertThatThrownBy(() -> HiveConfig.fromEnvironment(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "would listen on " + exposed,
                        "has no secret",
                        "HIVEMIND_SECRET_FILE",
                        "--insecure",
                        "HIVEMIND_INSECURE=true");
        environment.put("HIVEMIND_INSECURE", "true");
        assertThat(Exposure.of(HiveConfig.fromEnvironment(environment))).contains(new Exposure(rank, exposed));
        environment.remove("HIVEMIND_INSECURE");
        environment.put("HIVEMIND_SECRET_FILE", "-");
        assertThat(HiveConfig.fromEnvironment(environment).tls()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 127.0.0.1, localhost, -, auto, false",
        "2, 127.0.0.1, localhost, -, always, true",
        "2, 127.0.0.1, bee.example, -, auto, true",
        "2, 192.0.2.1, localhost, -, auto, true",
        "2, '::1', '[::1]', -, auto, false",
        "1, 192.0.2.1, bee.example, -, always, true",
        "1, 192.0.2.1, bee.example, , always, false",
        "2, 127.0.0.1, localhost, , auto, false"
    })
    void linksAreEncryptedWhereTheyMayLeaveTheMachineOrItIsWanted(
            int size, String bind, String coordinator, @Nullable String secret, String wanted, boolean encrypted) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HIVEMIND_SIZE",
                String.valueOf(size),
                "HIVEMIND_BIND",
                bind,
                "HIVEMIND_COORDINATOR",
                coordinator + ":4000",
                "HIVEMIND_TLS",
                wanted));
        if (secret != null) {
            environment.put("HIVEMIND_SECRET_FILE", secret);
        }
        assertThat(HiveConfig.fromEnvironment(environment).tls()).isEqualTo(encrypted);
        environment.remove("HIVEMIND_TLS");
        environment.put("HIVEMIND_INSECURE", "true");
        assertThat(HiveConfig.fromEnvironment(environment).tls()).isFalse();
    }

    @Test
    void encryptionThatIsWantedAndCannotBeIsRefusedInWords() {
        Map<String, String> environment =
                Map.of("HIVEMIND_SIZE", "2", "HIVEMIND_COORDINATOR", "localhost:4000", "HIVEMIND_TLS", "always");
        assertThatThrownBy(() -> HiveConfig.fromEnvironment(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("there is none", "HIVEMIND_SECRET_FILE");
        Map<String, String> both = new HashMap<>(environment);
        both.put("HIVEMIND_INSECURE", "true");
        assertThatThrownBy(() -> HiveConfig.fromEnvironment(both))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("HIVEMIND_TLS=always", "HIVEMIND_INSECURE=true", "leave out one");
    }

    @Test
    void whatIsNotAllowedIsRefusedInWords() {
        refused(config -> config.size(0), "at least 1 drone, not 0");
        refused(config -> config.rank(1), "from 0 to 0, not 1");
        refused(config -> config.size(2), "coordinator");
        refused(config -> config.port(70_000), "from 0 to 65535, not 70000");
        refused(config -> config.pageSize(1000), "power of two from 256 to 65536 bytes, not 1000");
        refused(config -> config.pageSize(128), "not 128");
        refused(config -> config.memoryBytes(4096), "from 65536 to");
        refused(config -> config.budgetBytes(-1), "not -1");
        refused(config -> config.waitBound(Duration.ZERO), "more than nothing");
        refused(config -> config.hive(" "), "blank");
        refused(config -> config.memoryPerDrone(0), "at least 1 byte, not 0");
    }

    private static void refused(UnaryOperator<HiveConfig.Builder> change, String words) {
        HiveConfig.Builder builder = change.apply(HiveConfig.builder());
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aHeapThatTheDronesCannotHoldIsRefusedWithWhatTheyOffer() {
        refused(
                config -> config.size(2)
                        .coordinator("bee.example", 4000)
                        .memoryPerDrone(64 << 20)
                        .memoryBytes(160 << 20),
                "2 drones with 64 MiB each offer 112 MiB for a shared heap (128 MiB less an eighth to work in); 160 MiB"
                        + " were asked for: add drones, or give each more with HIVEMIND_MEMORY_PER_DRONE or"
                        + " --memory-per-drone.");
        refused(
                config -> config.memoryPerDrone(100_000).memoryBytes(65_536),
                "1 drone with 100000 bytes offers 0 MiB for a shared heap (100000 bytes less 128 KiB to work in); 64 KiB"
                        + " were asked for");
        HiveConfig held = HiveConfig.builder()
                .memoryPerDrone(64 << 20)
                .memoryBytes(56 << 20)
                .build();
        assertThat(held.memoryPerDrone()).hasValue(64 << 20);
    }

    @Test
    void consistencyDataMayFillAQuarterOfWhatADroneHasToWorkIn() {
        HiveConfig.Builder bounded =
                HiveConfig.builder().memoryPerDrone(64 << 20).memoryBytes(56 << 20);
        assertThat(bounded.build().budgetBytes()).isEqualTo(2 << 20);
        assertThat(bounded.budgetBytes(1 << 20).build().budgetBytes()).isEqualTo(1 << 20);
        assertThat(bounded.budgetBytes(9 << 20).build().budgetBytes()).isEqualTo(2 << 20);
    }

    @Test
    void memoryIsRoundedUpToWholePages() {
        assertThat(HiveConfig.builder().memoryBytes(1_000_001).build().memoryBytes())
                .isEqualTo(1_003_520);
    }

    @Test
    void aHiveThatGoesOnHasABackupUnlessItSaysOtherwiseOrHasNoRoom() {
        Map<String, String> goesOn = Map.of("HIVEMIND_ON_FAILURE", "go-on");
        assertThat(HiveConfig.fromEnvironment(goesOn).onFailure()).isEqualTo(OnFailure.GO_ON);
        assertThat(OnFailure.GO_ON.survival(false).backup()).isEqualTo(1);
        assertThat(OnFailure.GO_ON.survival(true).backup()).isZero();
        assertThat(OnFailure.GO_ON.withBackup(2).survival(false).backup()).isEqualTo(2);
        assertThat(OnFailure.END.survival(false).backup()).isZero();
        Map<String, String> all = Map.of(
                "HIVEMIND_ON_FAILURE",
                "go-on",
                "HIVEMIND_BACKUP",
                "0",
                "HIVEMIND_HEARTBEAT",
                "200ms",
                "HIVEMIND_SILENCE",
                "5");
        assertThat(HiveConfig.fromEnvironment(all).onFailure())
                .isEqualTo(OnFailure.GO_ON.withBackup(0).withHeartbeat(Duration.ofMillis(200), 5));
        assertThatThrownBy(() -> HiveConfig.builder()
                        .memoryPerDrone(64L << 20)
                        .memoryBytes(1 << 20)
                        .onFailure(OnFailure.GO_ON.withBackup(1))
                        .build())
                .hasMessageContaining("leave HIVEMIND_BACKUP or HIVEMIND_MEMORY_PER_DRONE out");
    }
}
