package io.hivemind.links;

import io.hivemind.wire.Address;
import io.hivemind.wire.Greeting;
import java.util.Optional;

/** What all drones of a hive must agree on. */
final class Agreement {
    private final LinksConfig config;

    Agreement(LinksConfig config) {
        this.config = config;
    }

    /** {@return how this drone greets} */
    Greeting greeting(Address listens) {
        return new Greeting(
                Greeting.PROTOCOL,
                config.hive(),
                config.pageSize(),
                config.heapBytes(),
                config.rank(),
                config.size(),
                listens,
                config.roomBytes());
    }

    /** {@return why there can be no hive with the drone that greets so, in a full sentence} */
    Optional<String> objection(Greeting greeting) {
        if (greeting.protocol() != Greeting.PROTOCOL) {
            return differs(
                    greeting,
                    "speaks version " + greeting.protocol() + " of the protocol",
                    "speaks version " + Greeting.PROTOCOL,
                    "run the same release of HiveMind everywhere");
        }
        if (!greeting.hive().equals(config.hive())) {
            return differs(
                    greeting,
                    "belongs to hive \"" + greeting.hive() + "\"",
                    "belongs to hive \"" + config.hive() + "\"",
                    "give each hive a port of its own, and all its drones the same HIVEMIND_HIVE");
        }
        if (greeting.size() != config.size()) {
            return differs(
                    greeting,
                    "expects " + greeting.size() + " drones",
                    "expects " + config.size(),
                    "give all drones the same HIVEMIND_SIZE");
        }
        if (greeting.pageSize() != config.pageSize()) {
            return differs(
                    greeting,
                    "has pages of " + greeting.pageSize() + " bytes",
                    "has pages of " + config.pageSize(),
                    "give all drones the same HIVEMIND_PAGE_SIZE");
        }
        if (greeting.heapBytes() != config.heapBytes()) {
            return differs(
                    greeting,
                    "has " + greeting.heapBytes() + " bytes of shared memory",
                    "has " + config.heapBytes(),
                    "give all drones the same HIVEMIND_MEMORY");
        }
        if (greeting.roomBytes() != config.roomBytes()) {
            return differs(
                    greeting,
                    "has " + room(greeting.roomBytes()),
                    "has " + room(config.roomBytes()),
                    "give all drones the same HIVEMIND_MEMORY_PER_DRONE, or none of them any");
        }
        if (greeting.rank() >= config.size()) {
            return Optional.of("A drone has rank " + greeting.rank() + " in a hive of " + config.size()
                    + "; ranks are from 0 to " + (config.size() - 1) + ".");
        }
        return Optional.empty();
    }

    private static String room(long bytes) {
        return bytes == Long.MAX_VALUE ? "no bound on its memory" : "memory for " + bytes + " bytes";
    }

    private Optional<String> differs(Greeting greeting, String theirs, String ours, String advice) {
        return Optional.of("Drone " + greeting.rank() + " " + theirs + ", drone " + config.rank() + " " + ours + "; "
                + advice + ".");
    }
}
