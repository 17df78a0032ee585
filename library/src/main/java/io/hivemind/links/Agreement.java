package io.hivemind.links;

import io.hivemind.wire.Address;
import io.hivemind.wire.Application;
import io.hivemind.wire.Greeting;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.Survival;
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
                config.roomBytes(),
                config.survival());
    }

    /** {@return why the answer of what listens at {@code at} is not that of drone {@code peer}, in a full sentence} */
    Optional<String> objection(int peer, Address at, Handshake answer) {
        if (!(answer instanceof Greeting greeting)) {
            return Optional.of("What listens at " + at + " is not drone " + peer + ": it did not greet back.");
        }
        return objection(greeting)
                .or(() -> greeting.rank() == peer
                        ? Optional.empty()
                        : Optional.of("Drone " + greeting.rank() + " listens at " + at + ", where drone " + peer
                                + " should be; give every drone a port of its own."));
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
        if (!greeting.survival().equals(config.survival())) {
            return differs(
                    greeting,
                    when(greeting.survival()),
                    when(config.survival()),
                    "give all drones the same HIVEMIND_ON_FAILURE, HIVEMIND_BACKUP, HIVEMIND_HEARTBEAT and HIVEMIND_SILENCE");
        }
        return Optional.empty();
    }

    /** {@return why a newcomer that says so cannot be taken in, in a full sentence} */
    Optional<String> objection(Application newcomer) {
        if (newcomer.pageSize() != 0 && newcomer.pageSize() != config.pageSize()) {
            return differs(
                    "has pages of " + newcomer.pageSize() + " bytes",
                    "of " + config.pageSize(),
                    "leave --page-size out, and it takes those of the hive");
        }
        if (newcomer.heapBytes() != 0 && newcomer.heapBytes() != config.heapBytes()) {
            return differs(
                    "has " + newcomer.heapBytes() + " bytes of shared memory",
                    String.valueOf(config.heapBytes()),
                    "leave --memory out, and it takes what the hive has");
        }
        if (newcomer.roomBytes() != 0 && newcomer.roomBytes() != config.roomBytes()) {
            return differs(
                    "has " + room(newcomer.roomBytes()),
                    room(config.roomBytes()),
                    "leave --memory-per-drone out, and it takes what the drones of the hive have");
        }
        if (!newcomer.program().isEmpty()
                && !config.program().isEmpty()
                && !newcomer.program().equals(config.program())) {
            return differs(
                    "runs the program " + Legible.text(newcomer.program()),
                    config.program(),
                    "give it the same jar and the same main class");
        }
        return Optional.empty();
    }

    private static Optional<String> differs(String newcomer, String hive, String advice) {
        return Optional.of("The newcomer " + newcomer + ", the hive " + hive + "; " + advice + ".");
    }

    private static String when(Survival survival) {
        return (survival.goesOn() ? "goes on when a drone fails, with " : "ends when a drone fails, with ") + survival;
    }

    private static String room(long bytes) {
        return bytes == Long.MAX_VALUE ? "no bound on its memory" : "memory for " + bytes + " bytes";
    }

    private Optional<String> differs(Greeting greeting, String theirs, String ours, String advice) {
        return Optional.of("Drone " + greeting.rank() + " " + theirs + ", drone " + config.rank() + " " + ours + "; "
                + advice + ".");
    }
}
