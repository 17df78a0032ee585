package io.hivemind.protocol;

/**
 * How much memory a drone has for page frames, twins, diffs and notices. Every drone of a hive has the same.
 *
 * <p>A part of it, the {@link #quota}, is kept for the pages that the drone <em>owns</em>, of which it holds the last copy; the rest
 * is for what it works with. Nobody's quota is less than its share of the heap, so that there is a place for every page.
 *
 * @param bytes how many bytes; {@link Long#MAX_VALUE} if nobody counts them
 * @param pageSize how many bytes a page has
 * @param choice which pages are given up first
 */
public record Room(long bytes, int pageSize, Choice choice) {
    /** As much as anybody wants. */
    public static final Room UNBOUNDED = new Room(Long.MAX_VALUE, 1, Choice.SCAN_RESISTANT);

    /** How many pages a drone must at least have room for beside those that it owns. */
    private static final int LEAST_WORKING_PAGES = 32;
    /** How many of them are left as a margin at least. */
    private static final int LEAST_MARGIN_PAGES = 8;
    /** The least part of the room that is kept to work in. */
    private static final int WORKING_PART = 8;
    /** The part of what there is to work in that is left as a margin. */
    private static final int MARGIN_PART = 4;

    /** Which pages a drone gives up first, of those that others have. */
    public enum Choice {
        /** Those that were used in one go only, so that a scan of much memory does not push out what is used again and again. */
        SCAN_RESISTANT,
        /** Those that were used least recently. */
        LEAST_RECENT
    }

    /** Checks the ranges. */
    public Room {
        if (bytes < 1 || pageSize < 1) {
            throw new IllegalArgumentException(
                    "room of " + bytes + " bytes for pages of " + pageSize + ": both must be at least 1");
        }
    }

    /** {@return whether anybody counts the bytes} */
    public boolean isBounded() {
        return bytes != Long.MAX_VALUE;
    }

    /** {@return how many bytes of a room of {@code bytes} are kept to work in, at least} */
    public static long reserve(long bytes, int pageSize) {
        return Math.max(bytes / WORKING_PART, (long) LEAST_WORKING_PAGES * pageSize);
    }

    /**
     * {@return how many bytes nobody may fill on purpose} They are for what comes to be held without anybody asking: notices that
     * others tell, and diffs that others ask for.
     */
    public long margin(int pages, int drones) {
        return marginBeside(quota(pages, drones));
    }

    /** How many drones with this room it takes at least to hold a heap of {@code pages}. */
    int fewestDrones(int pages) {
        return isBounded() ? (int) ((pages - 1) / mostPages(1) + 1) : 1;
    }

    /** {@return how many pages the heap of a hive of {@code drones} can have at most, if each has this room} */
    public long mostPages(int drones) {
        return Math.max(0, bytes - reserve(bytes, pageSize)) / pageSize * drones;
    }

    /** {@return how many pages of a heap of {@code pages} one of {@code drones} drones owns at most} */
    public int quota(int pages, int drones) {
        if (!isBounded()) {
            return pages;
        }
        long comfortable = Math.min(bytes / 2, bytes - reserve(bytes, pageSize)) / pageSize;
        return (int) Math.min(pages, Math.max((pages - 1) / drones + 1, comfortable));
    }

    /** {@return how many bytes one of {@code drones} drones has to work in} */
    public long workingBytes(int pages, int drones) {
        return workingBeside(quota(pages, drones));
    }

    /** How many bytes there are to work in for a drone that may own {@code quota} pages. */
    long workingBeside(int quota) {
        return isBounded() ? bytes - (long) quota * pageSize : bytes;
    }

    /** How many bytes such a drone leaves as a margin. */
    long marginBeside(int quota) {
        return Math.max(workingBeside(quota) / MARGIN_PART, (long) LEAST_MARGIN_PAGES * pageSize);
    }
}
