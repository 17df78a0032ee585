package io.hivemind.memory;

import io.hivemind.memory.Descriptors.Kind;

/**
 * The blocks of less than half a page, in shared memory. A page has blocks of one size, taken by threads of one drone, so
 * that drones do not write to the same pages unless they hand blocks to each other. Free blocks are zero.
 */
final class SmallBlocks {
    private static final int USED_BITS = 16;
    private static final int CLASS_BITS = 8;

    private final Gate gate;
    private final Layout layout;
    private final Descriptors descriptors;
    private final Runs runs;
    private final SizeClasses classes;

    SmallBlocks(Gate gate, Layout layout, Descriptors descriptors, Runs runs, SizeClasses classes) {
        this.gate = gate;
        this.layout = layout;
        this.descriptors = descriptors;
        this.runs = runs;
        this.classes = classes;
    }

    /** {@return the address of a block of {@code sizeClass} for {@code drone}, or -1 if there is no free page} */
    long take(int drone, int sizeClass) {
        int page = descriptors.first(layout.partial(drone, sizeClass));
        if (page == 0) {
            page = newPage(drone, sizeClass);
        }
        if (page == Runs.NONE) {
            return -1;
        }
        int block = freeBlock(page, sizeClass);
        flip(page, block);
        int used = used(page) + 1;
        set(page, drone, sizeClass, used);
        if (used == classes.blocks(sizeClass)) {
            descriptors.remove(layout.partial(drone, sizeClass), page);
        }
        return layout.address(page) + classes.mapBytes(sizeClass) + (long) block * classes.size(sizeClass);
    }

    /** Gives back the block at {@code address}, whose page is one of small blocks. */
    void give(long address) {
        int page = layout.page(address);
        int sizeClass = sizeClass(page);
        flip(page, block(address));
        gate.fill(address, classes.size(sizeClass), (byte) 0);
        int drone = drone(page);
        int used = used(page) - 1;
        set(page, drone, sizeClass, used);
        long list = layout.partial(drone, sizeClass);
        if (used == classes.blocks(sizeClass) - 1) {
            descriptors.push(list, page);
        }
        boolean only = descriptors.first(list) == page && descriptors.next(page) == 0;
        if (used == 0 && !only) {
            descriptors.remove(list, page);
            runs.give(page, 1);
        }
    }

    /** {@return the number of the block that {@code address} lies in, -1 if it lies before the first} */
    int block(long address) {
        int page = layout.page(address);
        int sizeClass = sizeClass(page);
        return Math.floorDiv(
                (int) (address - layout.address(page)) - classes.mapBytes(sizeClass), classes.size(sizeClass));
    }

    /** {@return whether a block begins at {@code address}, whose page is one of small blocks} */
    boolean begins(long address) {
        int page = layout.page(address);
        int sizeClass = sizeClass(page);
        int block = block(address);
        return block >= 0 && block < classes.blocks(sizeClass) && address == address(page, sizeClass, block);
    }

    /** {@return whether the block at {@code address} is in use} */
    boolean isUsed(long address) {
        int block = block(address);
        return (gate.getLong(mapWord(layout.page(address), block)) & 1L << block) != 0;
    }

    /** {@return the size of the blocks in {@code page}} */
    int size(int page) {
        return classes.size(sizeClass(page));
    }

    private int newPage(int drone, int sizeClass) {
        int page = runs.take(1);
        if (page == Runs.NONE) {
            return page;
        }
        if (runs.dirty(page, 1) > 0) {
            gate.fill(layout.address(page), gate.pageSize(), (byte) 0);
        }
        runs.soil(page, 1);
        set(page, drone, sizeClass, 0);
        descriptors.push(layout.partial(drone, sizeClass), page);
        return page;
    }

    private int freeBlock(int page, int sizeClass) {
        for (int block = 0; block < classes.blocks(sizeClass); block += Long.SIZE) {
            long map = gate.getLong(mapWord(page, block));
            if (map != -1L) {
                return block + Long.numberOfTrailingZeros(~map);
            }
        }
        throw new IllegalStateException("The page " + page + " of small blocks should have a free one, but has none.");
    }

    private void flip(int page, int block) {
        long word = mapWord(page, block);
        gate.setLong(word, gate.getLong(word) ^ 1L << block);
    }

    private long mapWord(int page, int block) {
        return layout.address(page) + (long) (block / Long.SIZE) * Long.BYTES;
    }

    private long address(int page, int sizeClass, int block) {
        return layout.address(page) + classes.mapBytes(sizeClass) + (long) block * classes.size(sizeClass);
    }

    private void set(int page, int drone, int sizeClass, int used) {
        long value = ((long) drone << CLASS_BITS | sizeClass) << USED_BITS | used;
        descriptors.set(page, Kind.SMALL, value);
    }

    private int used(int page) {
        return (int) descriptors.value(page) & ((1 << USED_BITS) - 1);
    }

    private int sizeClass(int page) {
        return (int) (descriptors.value(page) >>> USED_BITS) & ((1 << CLASS_BITS) - 1);
    }

    private int drone(int page) {
        return (int) (descriptors.value(page) >>> (USED_BITS + CLASS_BITS));
    }
}
