package io.hivemind.memory;

import io.hivemind.pages.SegmentPages;
import io.hivemind.protocol.Access;
import io.hivemind.protocol.Diff;
import io.hivemind.protocol.PageCopy;
import io.hivemind.protocol.PageMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of one drone's copy of the shared heap, in one piece, and the stamp of each page: see the description of the
 * package. The core drives it as its {@link PageMemory}, from one thread at a time.
 */
public final class Heap implements PageMemory, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heap.class);
    private static final VarHandle STAMP = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle UPGRADES = upgradesHandle();
    /** In a stamp: the page may be written to as well. */
    private static final long WRITABLE = Long.MIN_VALUE;
    /** A heap up to this size is zeroed, and so committed, at once; a greater one as its pages are used. */
    private static final long COMMITTED_AT_ONCE = 256L << 20;

    private final Arena arena = Arena.ofShared();
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
     */
    public Heap(long size, int pageSize) {
        this(size, pageSize, size > COMMITTED_AT_ONCE);
    }

    Heap(long size, int pageSize, boolean committedLater) {
        bytes = committedLater ? mapped(arena, size) : arena.allocate(size, Byte.MAX_VALUE + 1);
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
        pages.drop(page);
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
        pages.install(page, copy, diffs);
    }

    /** Gives the memory back. The core must have stopped; a thread that still accesses it gets an exception. */
    @Override
    public void close() {
        Arrays.fill(stamps, 0);
        UPGRADES.setRelease(this, upgrades + 1);
        arena.close();
    }

    private void upgrade(int page, long flag) {
        long number = upgrades + 1;
        STAMP.setOpaque(stamps, page, number | flag);
        UPGRADES.setRelease(this, number);
    }

    /**
     * {@return zeros that take up memory only where they are used} They are a private view of a file of nothing but a hole:
     * what is stored goes to memory, never to the file.
     */
    private static MemorySegment mapped(Arena arena, long size) {
        try {
            Path file = Files.createTempFile("hivemind", ".heap");
            try (FileChannel channel = FileChannel.open(
                    file,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SPARSE,
                    StandardOpenOption.DELETE_ON_CLOSE)) {
                return channel.map(FileChannel.MapMode.PRIVATE, 0, size, arena);
            }
        } catch (IOException failed) {
            LOG.info("The heap is committed at once, because it cannot be mapped: {}", failed.getMessage());
            return arena.allocate(size, Byte.MAX_VALUE + 1);
        }
    }

    private static VarHandle upgradesHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Heap.class, "upgrades", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}
