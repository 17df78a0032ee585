package io.hivemind.memory;

import java.util.stream.IntStream;

/**
 * The sizes in which small blocks come: multiples of 16 bytes, at first each of them, then about four for each doubling, up
 * to half a page. A page of small blocks begins with a map of those that are in use, a bit each; the larger sizes are such
 * that whole numbers of blocks fill what the map leaves.
 */
final class SizeClasses {
    static final int GRAIN = 16;
    private static final int STEPS = 4;
    private static final int EXACT = 8 * GRAIN;

    private final int pageSize;
    private final int[] sizes;

    SizeClasses(int pageSize) {
        this.pageSize = pageSize;
        sizes = IntStream.iterate(GRAIN, size -> size <= pageSize / 2, SizeClasses::next)
                .map(this::fitting)
                .distinct()
                .toArray();
    }

    int count() {
        return sizes.length;
    }

    /** {@return the largest block that is small} */
    int largest() {
        return sizes[sizes.length - 1];
    }

    int size(int sizeClass) {
        return sizes[sizeClass];
    }

    /** {@return how many bytes the map at the beginning of a page takes} */
    int mapBytes(int sizeClass) {
        return mapBytes(pageSize, sizes[sizeClass]);
    }

    /** {@return how many blocks a page has} */
    int blocks(int sizeClass) {
        return (pageSize - mapBytes(sizeClass)) / sizes[sizeClass];
    }

    /** {@return the class of the smallest blocks that hold {@code bytes}, which must not be more than the largest} */
    int of(long bytes) {
        int low = 0;
        int high = sizes.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sizes[middle] < bytes) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int next(int size) {
        return size + Math.max(GRAIN, Integer.highestOneBit(size) / STEPS);
    }

    private int fitting(int size) {
        if (size <= EXACT && size < pageSize / STEPS) {
            return size;
        }
        int blocks = pageSize / size;
        return (pageSize - mapBytes(pageSize, size)) / blocks / GRAIN * GRAIN;
    }

    private static int mapBytes(int pageSize, int size) {
        int words = (pageSize / size + Long.SIZE - 1) / Long.SIZE;
        return (int) Layout.align((long) words * Long.BYTES, GRAIN);
    }
}
