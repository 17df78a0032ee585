package io.hivemind.simulator;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Input;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.NodeConfig;
import io.hivemind.protocol.Outcome;
import io.hivemind.protocol.View;
import io.hivemind.wire.Codec;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A hive that computes Jacobi's iteration over a grid, so that what one iteration sends can be counted. Every drone has two
 * rows, a page each, and both are read by a neighbour: rows between them would add nothing but the length of a run of
 * pages. Each iteration reads, meets, writes and meets again, as the program does. Whatever is read is compared with
 * the same computed on one plain grid.
 */
final class JacobiHive implements SimDrone.Surroundings {
    /** Bytes a page, which is a row; small, for every drone has room for the whole grid. */
    static final int PAGE_SIZE = 64;

    private static final int COLUMNS = PAGE_SIZE / Double.BYTES;
    private static final int ROWS_EACH = 2;
    private static final long NO_COLLECTION = Long.MAX_VALUE;

    private record Sent(int from, int to, Message message) {}

    private final List<SimDrone> drones = new ArrayList<>();
    private final ArrayDeque<Sent> underWay = new ArrayDeque<>();
    private final Set<Long> waiting = new HashSet<>();
    /** The grid as it must be. */
    private double[][] plain;

    private Optional<Meter> meter = Optional.empty();
    private long lastTicket;

    JacobiHive(int size) {
        SplittableRandom random = new SplittableRandom(size);
        plain = new double[ROWS_EACH * size][COLUMNS];
        for (double[] row : plain) {
            Arrays.setAll(row, column -> random.nextDouble());
        }
        for (int rank = 0; rank < size; rank++) {
            NodeConfig config = new NodeConfig(rank, size, plain.length, NO_COLLECTION, 1, NodeConfig.Ahead.USUAL);
            SimDrone drone = new SimDrone(config, PAGE_SIZE, this);
            drones.add(drone);
            drone.step(new Input.Register(0));
        }
        write();
        barrier();
    }

    /** Does one iteration. */
    void iterate() {
        double[][] next = new double[plain.length][];
        touchAll(1, Access.READ);
        for (SimDrone drone : drones) {
            double[][] seen = read(drone);
            for (int row = first(drone); row < first(drone) + ROWS_EACH; row++) {
                next[row] = relaxed(seen, row);
            }
        }
        barrier();
        plain = next;
        write();
        barrier();
    }

    /** Does one iteration. {@return what it sent} */
    Meter measure() {
        Meter measured = new Meter(drones.size(), new Codec(drones.size(), plain.length, PAGE_SIZE));
        meter = Optional.of(measured);
        iterate();
        meter = Optional.empty();
        return measured;
    }

    @Override
    public void sent(int from, int to, Message message) {
        meter.ifPresent(counts -> counts.add(from, to, message));
        underWay.add(new Sent(from, to, message));
    }

    @Override
    public void resumed(int drone, long ticket, Outcome outcome) {
        waiting.remove(ticket);
    }

    @Override
    public void viewed(int drone, View view) {
        throw new IllegalStateException("Drone " + drone + " is told of " + view + ", and nobody came or went.");
    }

    private void write() {
        touchAll(0, Access.WRITE);
        for (SimDrone drone : drones) {
            for (int row = first(drone); row < first(drone) + ROWS_EACH; row++) {
                drone.store(row * PAGE_SIZE, bytes(plain[row]));
            }
        }
    }

    /** Every drone touches its own rows, and {@code beyond} on either side. */
    private void touchAll(int beyond, Access wanted) {
        for (SimDrone drone : drones) {
            int from = Math.max(0, first(drone) - beyond);
            int to = Math.min(plain.length, first(drone) + ROWS_EACH + beyond);
            drone.step(new Input.Touch(ticket(), 0, from, to - from, wanted));
        }
        settle();
    }

    /** {@return by row, the rows that a drone needs, which are as they must be} */
    private double[][] read(SimDrone drone) {
        double[][] seen = new double[plain.length][];
        int to = Math.min(plain.length, first(drone) + ROWS_EACH + 1);
        for (int row = Math.max(0, first(drone) - 1); row < to; row++) {
            ByteBuffer loaded = ByteBuffer.wrap(drone.load(row * PAGE_SIZE, PAGE_SIZE));
            if (!loaded.equals(ByteBuffer.wrap(bytes(plain[row])))) {
                throw new IllegalStateException(
                        "Drone " + drone.rank() + " reads row " + row + " and finds what it must not.");
            }
            seen[row] = new double[COLUMNS];
            loaded.asDoubleBuffer().get(seen[row]);
        }
        return seen;
    }

    private static double[] relaxed(double[][] grid, int row) {
        double[] relaxed = grid[row].clone();
        for (int column = 1; row > 0 && row < grid.length - 1 && column < COLUMNS - 1; column++) {
            relaxed[column] =
                    (grid[row - 1][column] + grid[row + 1][column] + grid[row][column - 1] + grid[row][column + 1]) / 4;
        }
        return relaxed;
    }

    private static byte[] bytes(double[] row) {
        ByteBuffer bytes = ByteBuffer.allocate(PAGE_SIZE);
        bytes.asDoubleBuffer().put(row);
        return bytes.array();
    }

    private void barrier() {
        for (SimDrone drone : drones) {
            drone.step(new Input.Arrive(ticket(), 0, 0, 1));
        }
        settle();
    }

    /** Delivers everything, first sent first, until every wait is over. */
    private void settle() {
        for (Sent next = underWay.poll(); next != null; next = underWay.poll()) {
            drones.get(next.to()).step(new Input.Received(next.from(), next.message()));
        }
        if (!waiting.isEmpty()) {
            throw new IllegalStateException(waiting.size() + " waits do not end, and nothing is under way.");
        }
    }

    private long ticket() {
        lastTicket++;
        waiting.add(lastTicket);
        return lastTicket;
    }

    private static int first(SimDrone drone) {
        return ROWS_EACH * drone.rank();
    }
}
