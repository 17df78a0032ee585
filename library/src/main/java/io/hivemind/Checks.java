package io.hivemind;

import io.hivemind.protocol.Room;

/** What a {@link HiveConfig} may be. */
final class Checks {
    private static final int SMALLEST_PAGE = 256;
    private static final int LARGEST_PAGE = 65536;
    private static final int FEWEST_PAGES = 16;
    /** Pages have numbers of 32 bits, and there is an array with an element for each. */
    private static final int MOST_PAGES = Integer.MAX_VALUE - 8;

    private static final int LARGEST_PORT = 65535;

    private Checks() {}

    static void requirePlace(int size, int rank, boolean isNewcomer, int port, int coordinatorPort, String hive) {
        require(size >= 1, "A hive has at least 1 drone, not " + size + ".");
        require(
                rank >= 0 && (rank < size || isNewcomer),
                "The rank of a drone in a hive of " + size + " is from 0 to " + (size - 1) + ", not " + rank + ".");
        require(port >= 0 && port <= LARGEST_PORT, "A port is from 0 to " + LARGEST_PORT + ", not " + port + ".");
        require(
                size == 1 || coordinatorPort > 0,
                "A hive of " + size + " drones needs a coordinator: the host and port on which drone 0 listens.");
        require(!hive.isBlank(), "The name of a hive must not be blank.");
    }

    static void requirePages(int pageSize, long memoryBytes) {
        require(
                Integer.bitCount(pageSize) == 1 && pageSize >= SMALLEST_PAGE && pageSize <= LARGEST_PAGE,
                "The page size is a power of two from " + SMALLEST_PAGE + " to " + LARGEST_PAGE + " bytes, not "
                        + pageSize + ".");
        long least = (long) FEWEST_PAGES * pageSize;
        long most = (long) MOST_PAGES * pageSize;
        require(
                memoryBytes >= least && memoryBytes <= most,
                "The shared heap has from " + least + " to " + most + " bytes with pages of " + pageSize + ", not "
                        + memoryBytes + ".");
    }

    static void requireRoom(int size, long perDrone, int pageSize, long heapBytes) {
        require(perDrone >= 1, "The memory of a drone is at least 1 byte, not " + perDrone + ".");
        long offered = new Room(perDrone, pageSize, Room.Choice.SCAN_RESISTANT).mostPages(size);
        long kept = Room.reserve(perDrone, pageSize);
        require(
                heapBytes / pageSize <= offered,
                size + (size == 1 ? " drone with " : " drones with ") + text(perDrone)
                        + (size == 1 ? " offers " : " each offer ") + text(offered * pageSize) + " for a shared heap ("
                        + text(size * perDrone) + " less "
                        + (8 * kept == perDrone ? "an eighth" : text(size * kept)) + " to work in); "
                        + text(heapBytes) + " were asked for: add drones, or give each more with"
                        + " HIVEMIND_MEMORY_PER_DRONE or --memory-per-drone.");
    }

    /** {@return {@code bytes} in the largest unit of which they are whole} */
    static String text(long bytes) {
        return bytes % (1 << 20) == 0
                ? (bytes >> 20) + " MiB"
                : bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " bytes";
    }

    static void require(boolean met, String sentence) {
        if (!met) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
