package io.hivemind.simulator;

import io.hivemind.protocol.Room;
import io.hivemind.protocol.Room.Choice;
import java.util.SplittableRandom;

/**
 * How much room the drones of a run have, and how large its heap must be so that they feel it: most often as little room as
 * the heap allows, so that every drone gives pages up all the time.
 */
final class Rooms {
    /** Larger than elsewhere: what drones know of intervals takes room as well, and is as large for a small page as for a large one. */
    private static final int[] PAGE_SIZES = {256, 512, 512, 1024, 1024, 2048};
    /** How much a drone must have to work in beside the pages that it owns: so much, and so much for each drone. */
    private static final int LEAST_WORKING_BYTES = 8_192;

    private static final int WORKING_BYTES_A_DRONE = 1_024;

    private Rooms() {}

    /** {@return whether the drones of a run have bounded room} */
    static boolean areBounded(SplittableRandom random, SimulationOptions options) {
        if (options.room() != SimulationOptions.DRAWN_ROOM) {
            return options.room() != SimulationOptions.NO_BOUND;
        }
        return switch (options.workload()) {
            case ROOM -> true;
            case SCALE -> false;
            default -> random.nextBoolean();
        };
    }

    /** {@return a page size} */
    static int pageSize(SplittableRandom random) {
        return PAGE_SIZES[random.nextInt(PAGE_SIZES.length)];
    }

    /** {@return of how many pages a heap is that no drone has room for, unless it is drawn small} */
    static int pages(SplittableRandom random, int drones, int pageSize) {
        int working = Math.toIntExact(workingBytes(drones, pageSize) / pageSize);
        int others = Math.max(1, drones - 1);
        int most = working * (others + 1) / others;
        return random.nextInt(6) == 0 ? 1 + random.nextInt(most) : most + random.nextInt(most);
    }

    /** {@return the room of each drone that runs {@code program}} */
    static Room draw(SplittableRandom random, Program program, SimulationOptions options) {
        Choice choice = random.nextBoolean() ? Choice.SCAN_RESISTANT : Choice.LEAST_RECENT;
        Room least = fitting(new Room(1, program.pageSize(), choice), program);
        int pages = options.room() > 0 ? 0 : drawnMore(random, program.pages());
        long bytes =
                Math.max(least.bytes() + (long) pages * program.pageSize(), (long) options.room() * program.pageSize());
        return new Room(bytes + random.nextInt(program.pageSize()), program.pageSize(), choice);
    }

    /** {@return {@code room}, or if the heap of {@code program} needs more, as much as that} */
    static Room fitting(Room room, Program program) {
        if (!room.isBounded()) {
            return room;
        }
        int pageSize = program.pageSize();
        int drones = program.fewest();
        long share = (long) ((program.pages() - 1) / drones + 1) * pageSize;
        long bytes = Math.max(room.bytes(), share + workingBytes(program.drones(), pageSize));
        while (new Room(bytes, pageSize, room.choice()).mostPages(drones) < program.pages()) {
            bytes += pageSize;
        }
        return new Room(bytes, pageSize, room.choice());
    }

    private static int drawnMore(SplittableRandom random, int pages) {
        return switch (random.nextInt(4)) {
            case 0, 1 -> 0;
            case 2 -> random.nextInt(1 + pages / 4);
            default -> random.nextInt(2 * pages);
        };
    }

    private static long workingBytes(int drones, int pageSize) {
        long least = LEAST_WORKING_BYTES + (long) WORKING_BYTES_A_DRONE * drones;
        return Math.max(Room.reserve(0, pageSize), (least + pageSize - 1) / pageSize * pageSize);
    }
}
