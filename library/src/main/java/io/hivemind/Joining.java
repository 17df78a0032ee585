package io.hivemind;

import io.hivemind.memory.Gate;
import io.hivemind.memory.Heap;
import io.hivemind.runtime.Drone;
import io.hivemind.runtime.DroneConfig;
import io.hivemind.runtime.Newcomer;
import io.hivemind.runtime.Tether;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a drone becomes a member of its hive: with all others that found it, or later, as a newcomer. */
final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    /** What a newcomer waits for, which whoever started it may want to see. */
    private static final Logger NEWS = LoggerFactory.getLogger("io.hivemind.news");

    private Joining() {}

    static Hive join(HiveConfig config) {
        if (config.tethered()) {
            Tether.hold();
        }
        return config.entry().isPresent()
                ? entered(config, config.entry().get())
                : joined(config, heap -> Drone.start(droneConfig(config), heap, new Exceptions()));
    }

    private static Hive entered(HiveConfig config, Entry entry) {
        Newcomer newcomer =
                entry.knock(config, reason -> NEWS.info("This newcomer waits for {}.", reason), new Exceptions());
        try {
            HiveConfig admitted = Entry.admitted(config, newcomer);
            Exposure.of(admitted)
                    .filter(_ -> !admitted.tls() && config.encryption() != HiveConfig.Encryption.NEVER)
                    .ifPresent(Exposure::refuse);
            return joined(admitted, heap -> Drone.enter(newcomer, droneConfig(admitted), heap, new Exceptions()));
        } catch (RuntimeException failed) {
            newcomer.giveUp();
            throw failed;
        }
    }

    private static Hive joined(HiveConfig config, Function<Heap, Drone> drone) {
        Exposure.of(config).filter(_ -> !config.tls()).map(Exposure::warning).ifPresent(LOG::warn);
        Heap heap =
                new Heap(config.memoryBytes(), config.pageSize(), config.room().isBounded());
        try {
            Hive hive = hive(config, heap, drone.apply(heap));
            Tether.begun();
            if (config.tethered()) {
                LastWords.expectFrom(Thread.currentThread(), hive);
            }
            LOG.info("Drone {} joined: {}", config.rank(), config);
            return hive;
        } catch (RuntimeException refused) {
            heap.close();
            throw refused;
        }
    }

    private static Hive hive(HiveConfig config, Heap heap, Drone drone) {
        try {
            Gate gate = new Gate(heap, new Pager(drone), config.room(), config.size());
            if (config.resume().isPresent()) {
                drone.takeNobodyIn("This hive began with a checkpoint, and such a hive takes no newcomers.");
            }
            return new Hive(
                    config,
                    heap,
                    drone,
                    gate,
                    config.resume().map(path -> new Resumption(config, path, gate, drone).run()));
        } catch (RuntimeException failed) {
            drone.abort(String.valueOf(failed.getMessage()));
            drone.close();
            throw failed;
        }
    }

    private static DroneConfig droneConfig(HiveConfig config) {
        return new DroneConfig(
                config.rank(),
                config.size(),
                config.hive(),
                config.coordinator().getHostString(),
                config.coordinator().getPort(),
                config.bind(),
                config.port(),
                config.pageSize(),
                config.memoryBytes(),
                config.budgetBytes(),
                config.waitBound(),
                config.ahead(),
                config.room(),
                config.secretFile(),
                config.tls(),
                config.program(),
                config.onFailure().survival(config.room().isBounded()));
    }
}
