package io.hivemind.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A hive that is to be started.
 *
 * @param size how many drones
 * @param program what each of them runs
 * @param settings the variables that all of them get, by name
 * @param ofFirst the variables that only drone 0 gets, by name
 */
record Launch(int size, DroneProgram program, SequencedMap<String, String> settings, Map<String, String> ofFirst) {
    static final String RANK = "HIVEMIND_RANK";
    static final String SIZE = "HIVEMIND_SIZE";
    static final String COORDINATOR = "HIVEMIND_COORDINATOR";
    static final String HIVE = "HIVEMIND_HIVE";
    static final String TETHER = "HIVEMIND_TETHER";
    static final String SECRET_FILE = "HIVEMIND_SECRET_FILE";
    static final String JSON = "HIVEMIND_JSON";
    static final String BIND = "HIVEMIND_BIND";
    static final String TLS = "HIVEMIND_TLS";
    static final String INSECURE = "HIVEMIND_INSECURE";
    static final String PROGRESS = "HIVEMIND_PROGRESS";
    static final String PROGRAM = "HIVEMIND_PROGRAM";
    static final String ENTER = "HIVEMIND_ENTER";
    static final String TOKEN_FILE = "HIVEMIND_TOKEN_FILE";
    static final String NEWS = "HIVEMIND_NEWS";

    /** The variables that mean something for one drone only, and must not be inherited by others. */
    static final Set<String> OF_ONE_DRONE = Set.of(
            RANK,
            SIZE,
            COORDINATOR,
            HIVE,
            TETHER,
            SECRET_FILE,
            JSON,
            PROGRESS,
            BIND,
            "HIVEMIND_PORT",
            PROGRAM,
            ENTER,
            TOKEN_FILE,
            NEWS);

    /** {@return the commands that start the hive here, by rank, its drones meeting at {@code port} of this machine} */
    List<DroneCommand> commands(int port) {
        var commands = new ArrayList<DroneCommand>();
        for (int rank = 0; rank < size; rank++) {
            commands.add(new DroneCommand(rank, program.command(), environment(rank, "127.0.0.1:" + port)));
        }
        return commands;
    }

    /** {@return the name of the hive whose drone 0 listens at {@code coordinator}} */
    static String hive(String coordinator) {
        return "run-" + ProcessHandle.current().pid() + "-" + coordinator.substring(coordinator.lastIndexOf(':') + 1);
    }

    /** {@return what a drone is told, if drone 0 listens at {@code coordinator}} */
    SequencedMap<String, String> environment(int rank, String coordinator) {
        var environment = new LinkedHashMap<String, String>();
        environment.put(RANK, String.valueOf(rank));
        environment.put(SIZE, String.valueOf(size));
        environment.put(COORDINATOR, coordinator);
        environment.put(HIVE, hive(coordinator));
        environment.put(TETHER, "stdin");
        environment.put(SECRET_FILE, "-");
        environment.putAll(settings);
        if (rank == 0) {
            environment.putAll(ofFirst);
        }
        return environment;
    }
}
