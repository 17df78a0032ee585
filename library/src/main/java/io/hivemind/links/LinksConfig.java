package io.hivemind.links;

import io.hivemind.wire.Address;
import io.hivemind.wire.Survival;
import java.time.Duration;
import java.util.Optional;

/**
 * What the links of a drone must know.
 *
 * @param rank this drone's number, from 0
 * @param size how many drones there are
 * @param hive the id of the hive
 * @param pageSize bytes of a page
 * @param heapBytes bytes of the shared heap
 * @param roomBytes how much memory a drone has; {@link Long#MAX_VALUE} if nobody counts it
 * @param coordinator where drone 0 listens
 * @param listens where this drone listens; port 0 takes any free one
 * @param frameLimit the most bytes that a message may have
 * @param startBound how long the drones have to find each other
 * @param secret what only the drones of the hive know, if there is anything
 * @param tls whether lines are under TLS, for which there must be a secret
 * @param budgetBytes how many bytes of consistency data may gather before a collection
 * @param program what tells the hive's program from others, or nothing if nobody knows
 * @param survival what becomes of the hive when a drone fails
 */
public record LinksConfig(
        int rank,
        int size,
        String hive,
        int pageSize,
        long heapBytes,
        long roomBytes,
        Address coordinator,
        Address listens,
        int frameLimit,
        Duration startBound,
        Optional<Secret> secret,
        boolean tls,
        long budgetBytes,
        String program,
        Survival survival) {
    /** Sees to it that there is a secret where one is needed. */
    public LinksConfig {
        if (tls && secret.isEmpty()) {
            throw new IllegalArgumentException(
                    "Drones show certificates that follow from the secret of their hive, and drone " + rank
                            + " has none; name a file with HIVEMIND_SECRET_FILE.");
        }
    }

    /** {@return whether there may be newcomers: they need a token, which follows from the secret, and somewhere to come to} */
    boolean takesNewcomers() {
        return secret.isPresent() && coordinator.port() != 0;
    }

    int pages() {
        return Math.toIntExact(heapBytes / pageSize);
    }
}
