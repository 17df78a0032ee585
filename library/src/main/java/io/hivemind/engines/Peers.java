package io.hivemind.engines;

import io.hivemind.engines.Placement.Found;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * What an engine says of the processes that it started together.
 *
 * @param engine its name
 * @param rank the number of this process
 * @param size how many there are
 * @param hive a name that all of them find, and no other job of the engine
 * @param machine the machine on which the process of rank 0 is; empty if all are on this one
 * @param port the port on which drone 0 is to listen; empty for one that follows from the name of the hive
 */
record Peers(String engine, Found rank, Found size, Found hive, Optional<Found> machine, Optional<Integer> port) {
    /** Below those that systems give to whoever asks for any port. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 10_000;
    private static final String HERE = "127.0.0.1";
    private static final String EVERYWHERE = "0.0.0.0";

    /** {@return the variables that mean so} What is given in {@code variables} may change what the rest means. */
    LinkedHashMap<String, Found> found(Variables variables) {
        var found = new LinkedHashMap<String, Found>();
        String all = variables.text(Placement.SIZE).orElse(size.value());
        boolean alone = all.equals("1");
        found.put(Placement.RANK, alone ? new Found("0", "a hive of one") : rank);
        found.put(Placement.SIZE, size);
        if (alone) {
            return found;
        }
        String name = variables.text(Placement.HIVE).orElse(hive.value());
        found.put(
                Placement.COORDINATOR,
                new Found(
                        machine.map(Found::value).orElse(HERE) + ":" + port.orElseGet(() -> portOf(name)),
                        machine.map(Found::from).orElse("all are on this machine")
                                + (port.isPresent() ? "" : "; the port follows from the name of the hive")));
        found.put(Placement.HIVE, hive);
        found.put(
                Placement.BIND,
                machine.isPresent()
                        ? new Found(EVERYWHERE, "drones are on several machines")
                        : new Found(HERE, "all are on this machine"));
        return found;
    }

    /** {@return a port that all compute alike, and other hives as a rule do not} */
    private static int portOf(String hive) {
        return FIRST_PORT + Math.floorMod(hive.hashCode(), PORTS);
    }
}
