package io.hivemind.runtime;

import io.hivemind.links.LinksConfig;
import io.hivemind.links.Secret;
import io.hivemind.protocol.NodeConfig;
import io.hivemind.protocol.Room;
import io.hivemind.wire.Address;
import io.hivemind.wire.Frames;
import io.hivemind.wire.Survival;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a drone must know to find its hive and take part in it.
 *
 * @param rank this drone's number, from 0; that of a newcomer is at least {@code size}
 * @param size how many drones founded the hive
 * @param hive the name of the hive; a drone of another hive is refused
 * @param coordinatorHost where drone 0 listens
 * @param coordinatorPort where drone 0 listens; unused in a hive of one
 * @param bind the address that this drone listens on; drone 0 listens where the coordinator is, unless this is {@code 0.0.0.0}
 * @param port the port that this drone listens on, unless it is drone 0; 0 takes any free one
 * @param pageSize bytes of a page, a power of two from 256 to 65536; every drone says the same
 * @param heapBytes bytes of the shared heap, a multiple of the page size; every drone says the same
 * @param budgetBytes how many bytes of consistency data may gather before a collection is asked for
 * @param waitBound the bound on every wait that has none of its own
 * @param ahead whether data may travel before it is asked for
 * @param room how much memory this drone has; every drone has as many bytes
 * @param secretFile the file with the secret of the hive, {@code -} for the first line of the standard input; if there is one, every
 *     drone has the same secret
 * @param tls whether links are under TLS, for which there must be a secret; every drone says the same
 * @param program what tells the hive's program from others, or nothing if nobody knows
 * @param survival what becomes of the hive when a drone fails; every drone says the same
 */
public record DroneConfig(
        int rank,
        int size,
        String hive,
        String coordinatorHost,
        int coordinatorPort,
        String bind,
        int port,
        int pageSize,
        long heapBytes,
        long budgetBytes,
        Duration waitBound,
        boolean ahead,
        Room room,
        Optional<Path> secretFile,
        boolean tls,
        String program,
        Survival survival) {
    /** Every address of the machine. */
    private static final String EVERYWHERE = "0.0.0.0";

    /** A barrier within a tick carries a wanted collection; a program that uses only locks must not gather data for long. */
    private static final int GRACE_TICKS = 0;

    private static final int SMALLEST_PAGE = 256;
    private static final int LARGEST_PAGE = 65536;
    /** A message may carry all consistency data of a drone, and the budget may have been passed for a while. */
    private static final long FRAME_BUDGETS = 4;
    /** Diffs of a page that was written all over are a little longer than the page. */
    private static final long FRAME_HEAPS = 2;
    /** The most that a frame may ever have, so that its length and its copies stay within an array. */
    private static final int LARGEST_FRAME = 1 << 30;

    /** Checks the ranges. */
    public DroneConfig {
        if (size < 1 || rank < 0) {
            throw new IllegalArgumentException("A hive has at least one drone, and ranks are from 0 on; this is drone "
                    + rank + " in a hive of " + size + ".");
        }
        if (Integer.bitCount(pageSize) != 1 || pageSize < SMALLEST_PAGE || pageSize > LARGEST_PAGE) {
            throw new IllegalArgumentException("The page size must be a power of two from " + SMALLEST_PAGE + " to "
                    + LARGEST_PAGE + " bytes, not " + pageSize + ".");
        }
        if (heapBytes < pageSize || heapBytes % pageSize != 0 || heapBytes / pageSize > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("The shared heap must be from 1 to " + Integer.MAX_VALUE + " pages of "
                    + pageSize + " bytes, and a multiple of them, not " + heapBytes + " bytes.");
        }
        if (waitBound.isNegative() || waitBound.isZero()) {
            throw new IllegalArgumentException("The bound on waits must be more than nothing, not " + waitBound + ".");
        }
    }

    /** {@return the configuration of a hive of one, which needs no network} */
    public static DroneConfig alone(int pageSize, long heapBytes, long budgetBytes, Duration waitBound) {
        return new DroneConfig(
                0,
                1,
                "alone",
                "127.0.0.1",
                0,
                "127.0.0.1",
                0,
                pageSize,
                heapBytes,
                budgetBytes,
                waitBound,
                true,
                Room.UNBOUNDED,
                Optional.empty(),
                false,
                "",
                Survival.NONE);
    }

    /** {@return how many pages the shared heap has} */
    public int pages() {
        return Math.toIntExact(heapBytes / pageSize);
    }

    /**
     * {@return what the links must know of this}
     *
     * @throws IllegalArgumentException if there is no secret in the file that should have one
     */
    LinksConfig links() {
        return links(needsNoLinks() ? Optional.empty() : secretFile.map(file -> SecretFile.read(file, waitBound)));
    }

    /** {@return what the links must know of this, in a hive with {@code secret}, if it has one} */
    LinksConfig links(Optional<Secret> secret) {
        Address coordinator = new Address(coordinatorHost, coordinatorPort);
        long budgets = FRAME_BUDGETS * Math.min(budgetBytes, LARGEST_FRAME);
        // What a drone releases at a time may be all that is shared, and goes to others as a whole.
        long released = survival.backup() > 0 ? FRAME_HEAPS * Math.min(heapBytes, LARGEST_FRAME) : 0;
        long frameLimit = Math.clamp(Math.max(budgets, released), Frames.USUAL_LIMIT, LARGEST_FRAME);
        return new LinksConfig(
                rank,
                size,
                hive,
                pageSize,
                heapBytes,
                room.bytes(),
                coordinator,
                listens(coordinator),
                (int) frameLimit,
                waitBound,
                secret,
                tls && !needsNoLinks(),
                budgetBytes,
                program,
                survival);
    }

    /** {@return whether the drone is alone, and nobody can come to it} */
    private boolean needsNoLinks() {
        return size == 1 && coordinatorPort == 0;
    }

    /** {@return what the node must know of this} */
    NodeConfig node() {
        return new NodeConfig(
                rank,
                size,
                pages(),
                budgetBytes,
                GRACE_TICKS,
                ahead ? NodeConfig.Ahead.USUAL : NodeConfig.Ahead.NOTHING,
                NodeConfig.USUAL_ARITY,
                room,
                survival.backup());
    }

    /** {@return where this drone listens} Where drone 0 is called by a name, its machine may know that name by another address. */
    private Address listens(Address coordinator) {
        if (rank != 0) {
            return new Address(bind, port);
        }
        return bind.equals(EVERYWHERE) || bind.equals("::") ? new Address(bind, coordinatorPort) : coordinator;
    }
}
