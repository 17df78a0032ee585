package io.hivemind.memory;

import io.hivemind.HiveException;
import io.hivemind.memory.Descriptors.Kind;

/**
 * The blocks of the shared heap. All of its state is in the heap itself, so that every drone has the same; whoever calls
 * it must hold the hive's own lock. What is known of a block stands apart from it, so that no mistake of a program in its
 * own blocks can harm the others.
 *
 * <p>A drone that allocates after another has pays for two or three pages: the first words of the heap, the descriptor, and
 * for small blocks their page, which it is about to use anyway.
 */
public final class Allocator {
    /**
     * A block that was allocated.
     *
     * @param dirtyBytes how many of its bytes, from the first on, may not be zero: whoever gets the block clears them
     */
    public record Block(long address, long dirtyBytes) {}

    private final Gate gate;
    /** Which of the lists of small blocks this drone uses. */
    private final int list;

    private final int lists;
    private final SizeClasses classes;
    private final Layout layout;
    private final Descriptors descriptors;
    private final Runs runs;
    private final SmallBlocks small;

    /**
     * Makes the allocator of one drone.
     *
     * @param drone its rank
     * @param lists how many lists of small blocks there are: of as many drones as the heap was made for. Others use them along
     *     with these
     * @throws IllegalArgumentException if the heap has no room even for the allocator's own state
     */
    public Allocator(Gate gate, int drone, int lists) {
        this.gate = gate;
        this.list = drone % lists;
        this.lists = lists;
        this.classes = new SizeClasses(gate.pageSize());
        this.layout = new Layout(gate.bytes().byteSize(), gate.pageSize(), lists, classes.count());
        this.descriptors = new Descriptors(gate, layout);
        this.runs = new Runs(gate, layout, descriptors);
        this.small = new SmallBlocks(gate, layout, descriptors, runs, classes);
    }

    /**
     * {@return a new block of at least {@code bytes} bytes, aligned to 16, or to pages if it is not small}
     *
     * @throws HiveException if there is no room for it
     */
    public Block allocate(long bytes) {
        Block block = bytes <= classes.largest() ? smallBlock(bytes) : wholePages(bytes);
        gate.setLong(Layout.BLOCKS, blocks() + 1);
        return block;
    }

    /** {@return the address of a new block of at least {@code bytes} bytes, all of them zero} */
    long allocateZeros(long bytes) {
        Block block = allocate(bytes);
        gate.fill(block.address(), block.dirtyBytes(), (byte) 0);
        return block.address();
    }

    /**
     * Gives back the block at {@code address}.
     *
     * @throws IllegalArgumentException if no allocated block begins there
     */
    public void free(long address) {
        int page = pageOfBlock(address);
        if (descriptors.kind(page) == Kind.SMALL) {
            small.give(address);
        } else {
            runs.give(page, (int) descriptors.value(page));
        }
        gate.setLong(Layout.BLOCKS, blocks() - 1);
    }

    /** {@return how many bytes are free, in whole pages} */
    public long freeBytes() {
        return layout.address(1) * runs.free();
    }

    /** {@return the size of the largest block that could be allocated} */
    public long largestFreeBlock() {
        return layout.address(runs.longest());
    }

    /** {@return how many blocks are allocated} */
    public long blocks() {
        return gate.getLong(Layout.BLOCKS);
    }

    /** {@return how many lists of small blocks there are} */
    public int lists() {
        return lists;
    }

    /** {@return how many pages, from page 0 on, are the hive's own or were ever part of a block: the others are zero} */
    public int usedPages() {
        return Math.max(layout.firstPage(), (int) gate.getLong(Layout.HIGHEST));
    }

    /** {@return how many bytes these have} */
    public long usedBytes() {
        return layout.address(usedPages());
    }

    private Block smallBlock(long bytes) {
        long address = small.take(list, classes.of(bytes));
        if (address < 0) {
            throw full(bytes);
        }
        return new Block(address, 0);
    }

    private Block wholePages(long bytes) {
        long wanted = (bytes - 1) / gate.pageSize() + 1;
        int page = wanted > layout.endPage() ? Runs.NONE : runs.take((int) wanted);
        if (page == Runs.NONE) {
            throw full(bytes);
        }
        int pages = (int) wanted;
        int dirty = runs.dirty(page, pages);
        runs.soil(page, pages);
        descriptors.set(page, Kind.BLOCK, pages);
        return new Block(layout.address(page), layout.address(dirty));
    }

    private HiveException full(long bytes) {
        return new HiveException("There is no room for " + bytes + " bytes of shared memory: " + freeBytes()
                + " bytes are free, the largest block of them has " + largestFreeBlock()
                + ", and the hive was configured with "
                + gate.bytes().byteSize()
                + ". Configure more, with HIVEMIND_MEMORY or --memory, or free what is not needed.");
    }

    private int pageOfBlock(long address) {
        if (address < layout.address(layout.firstPage()) || address >= layout.address(layout.endPage())) {
            throw refusal(
                    address,
                    "it is not an address of a block; these lie from " + layout.address(layout.firstPage()) + " to "
                            + (layout.address(layout.endPage()) - 1));
        }
        int page = layout.page(address);
        if (page >= runs.frontier()) {
            throw refusal(address, "no block is allocated there");
        }
        return switch (descriptors.kind(page)) {
            case SMALL -> smallBlockAt(address, page);
            case BLOCK -> blockAt(address, page);
            case FREE, END -> throw refusal(address, "it is free already");
            case NONE -> throw refusalWithin(address, page);
        };
    }

    private int smallBlockAt(long address, int page) {
        if (!small.begins(address)) {
            throw refusal(
                    address,
                    "it lies inside a page of blocks of " + small.size(page) + " bytes, but none begins there");
        }
        if (!small.isUsed(address)) {
            throw refusal(address, "it is free already");
        }
        return page;
    }

    private int blockAt(long address, int page) {
        if (address != layout.address(page)) {
            throw refusalInside(address, page);
        }
        return page;
    }

    private IllegalArgumentException refusalWithin(long address, int page) {
        int first = page;
        while (descriptors.kind(first) == Kind.NONE) {
            first--;
        }
        return descriptors.kind(first) == Kind.BLOCK
                ? refusalInside(address, first)
                : refusal(address, "it is free already");
    }

    private IllegalArgumentException refusalInside(long address, int first) {
        return refusal(
                address,
                "it lies inside the block of " + layout.address((int) descriptors.value(first)) + " bytes at address "
                        + layout.address(first));
    }

    private static IllegalArgumentException refusal(long address, String reason) {
        return new IllegalArgumentException("Address " + address + " cannot be freed: " + reason
                + ". Free each block once, by the address that allocate() gave.");
    }
}
