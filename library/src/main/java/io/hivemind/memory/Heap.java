package io.hivemind.memory;

import io.hivemind.pages.SegmentPages;
import io.hivemind.protocol.Access;
import io.hivemind.protocol.Diff;
import io.hivemind.protocol.PageCopy;
import io.hivemind.protocol.PageMemory;
import io.hivemind.protocol.ProtocolException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of one drone's copy of the shared heap, in one piece, and the stamp of each page: see the description of the
 * package. The core drives it as its {@link PageMemory}, from one thread at a time.
 */
public final class Heap implements PageMemory, AutoCloseable {
    private static final VarHandle STAMP = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle UPGRADES = upgradesHandle();
    /** In a stamp: the page may be written to as well. */
    private static final long WRITABLE = Long.MIN_VALUE;
    /** A heap up to this size is zeroed, and so committed, at once; a greater one as its pages are used. */
    private static final long COMMITTED_AT_ONCE = 256L << 20;

    private final Arena arena = Arena.ofShared();
    private final Reserve reserve;
    private final MemorySegment bytes;
    private final int pageShift;
    private final SegmentPages pages;
    /** By page: 0 if it must not be accessed, else the number of the upgrade that allowed it, with {@link #WRITABLE}. */
    private final long[] stamps;
    /** How many upgrades there have been. Written by one thread at a time, with release, after what it counts. */
    private long upgrades;

    /**
     * Makes a heap of zeros, all of whose pages are inaccessible.
     *
     * @param size bytes, a multiple of {@code pageSize}
     * @param pageSize bytes, a power of two
     * @param dropping whether pages will be dropped, and their memory is to go back to the system
     */
    public Heap(long size, int pageSize, boolean dropping) {
        reserve = dropping || size > COMMITTED_AT_ONCE
                ? Reserve.asUsed(arena, size, pageSize)
                : Reserve.atOnce(arena, size, pageSize);
        bytes = reserve.bytes();
        pageShift = Integer.numberOfTrailingZeros(pageSize);
        stamps = new long[Math.toIntExact(size >>> pageShift)];
        pages = new SegmentPages(bytes, pageSize, MemorySegment.ofArray(new byte[stamps.length]));
    }

    /** {@return all bytes} */
    public MemorySegment bytes() {
        return bytes;
    }

    /** {@return the size of a page in bytes} */
    public int pageSize() {
        return 1 << pageShift;
    }

    int pageShift() {
        return pageShift;
    }

    long[] stamps() {
        return stamps;
    }

    /** {@return whether a thread that knows the first {@code known} upgrades may load from a page with this stamp} */
    static boolean mayLoad(long stamp, long known) {
        return Long.compareUnsigned((stamp & ~WRITABLE) - 1, known) < 0;
    }

    /** {@return whether a thread that knows the first {@code known} upgrades may store into a page with this stamp} */
    static boolean mayStore(long stamp, long known) {
        return Long.compareUnsigned((stamp ^ WRITABLE) - 1, known) < 0;
    }

    /** {@return how many upgrades there have been, all of which happened before this returned} */
    long upgrades() {
        return (long) UPGRADES.getAcquire(this);
    }

    @Override
    public void allow(int page, Access access) {
        switch (access) {
            case INVALID -> STAMP.setOpaque(stamps, page, 0L);
            case READ -> upgrade(page, 0);
            case WRITE -> upgrade(page, WRITABLE);
        }
    }

    @Override
    public void twin(int page) {
        pages.twin(page);
    }

    @Override
    public boolean hasTwin(int page) {
        return pages.hasTwin(page);
    }

    @Override
    public void dropTwin(int page) {
        pages.dropTwin(page);
    }

    @Override
    public void drop(int page) {
        if (pages.hasTwin(page)) {
            throw new ProtocolException("Page " + page + " is to be dropped, but it has a twin.");
        }
        reserve.drop(page);
    }

    @Override
    public boolean changed(int page) {
        return pages.changed(page);
    }

    @Override
    public Diff diff(int page, boolean keepTwin) {
        return pages.diff(page, keepTwin);
    }

    @Override
    public void apply(int page, Diff diff) {
        reserve.use(page);
        pages.apply(page, diff);
    }

    @Override
    public PageCopy copy(int page) {
        return pages.copy(page);
    }

    @Override
    public PageCopy copyAndTwin(int page) {
        return pages.copyAndTwin(page);
    }

    @Override
    public void install(int page, PageCopy copy, List<Diff> diffs) {
        reserve.use(page);
        pages.install(page, copy, diffs);
    }

    /** Lets nobody access anything any more without asking the drone. The core must have stopped. */
    public void retire() {
        Arrays.fill(stamps, 0);
        UPGRADES.setRelease(this, upgrades + 1);
    }

    /** Gives the memory back. The core must have stopped; a thread that still accesses it gets an exception. */
    @Override
    public void close() {
        retire();
        arena.close();
    }

    private void upgrade(int page, long flag) {
        reserve.use(page);
        long number = upgrades + 1;
        STAMP.setOpaque(stamps, page, number | flag);
        UPGRADES.setRelease(this, number);
    }

    private static VarHandle upgradesHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Heap.class, "upgrades", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}
