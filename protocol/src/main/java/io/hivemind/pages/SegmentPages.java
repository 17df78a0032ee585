package io.hivemind.pages;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Diff;
import io.hivemind.protocol.PageCopy;
import io.hivemind.protocol.PageMemory;
import io.hivemind.protocol.ProtocolException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * The pages of one drone's shared heap, in any memory segment, with a byte of access for each.
 *
 * <p>The core calls it from one thread at a time, while application threads load and store in the same pages. So it
 * reads a page that may be written to either once into a buffer or in a way that forgives what it missed, and writes no
 * byte that it was not told to write.
 */
public final class SegmentPages implements PageMemory {
    private static final VarHandle ACCESS = ValueLayout.JAVA_BYTE.varHandle();
    private static final Diff NOTHING = Diff.of(new byte[0]);

    private final MemorySegment heap;
    private final MemorySegment accessTable;
    private final int pageSize;
    private final Twins twins;
    private final DiffEncoder encoder;

    /** The twin of every page that has none. */
    private final byte[] zeros;

    /**
     * Makes the pages of a heap.
     *
     * @param heap all pages, one after the other; its length is a multiple of {@code pageSize}
     * @param pageSize bytes a page, a power of two from 8 to 65,536
     * @param accessTable the {@link Access#level} of each page, a byte each, which application threads read with acquire
     */
    public SegmentPages(MemorySegment heap, int pageSize, MemorySegment accessTable) {
        if (Integer.bitCount(pageSize) != 1 || pageSize < 8 || pageSize > 65_536) {
            throw new IllegalArgumentException(
                    "The page size is " + pageSize + " bytes; it must be a power of two from 8 to 65536.");
        }
        long pages = heap.byteSize() / pageSize;
        if (pages < 1 || pages > Integer.MAX_VALUE || heap.byteSize() % pageSize != 0) {
            throw new IllegalArgumentException("The heap has " + heap.byteSize() + " bytes; it must be from 1 to "
                    + Integer.MAX_VALUE + " whole pages of " + pageSize + " bytes.");
        }
        if (accessTable.byteSize() < pages) {
            throw new IllegalArgumentException("The access table has " + accessTable.byteSize()
                    + " bytes; it must have one for each of the " + pages + " pages.");
        }
        this.heap = heap;
        this.accessTable = accessTable;
        this.pageSize = pageSize;
        this.twins = new Twins((int) pages, DiffEncoder.bufferBytes(pageSize));
        this.encoder = new DiffEncoder(pageSize);
        this.zeros = new byte[DiffEncoder.bufferBytes(pageSize)];
    }

    @Override
    public void allow(int page, Access access) {
        ACCESS.setRelease(accessTable, (long) page, access.level());
    }

    @Override
    public void twin(int page) {
        mustHaveNoTwin(page);
        twins.set(page, snapshot(page));
    }

    @Override
    public boolean hasTwin(int page) {
        return twins.has(page);
    }

    @Override
    public void dropTwin(int page) {
        if (!twins.has(page)) {
            throw new ProtocolException("The twin of page " + page + " is to be dropped, but the page has none.");
        }
        twins.drop(page);
    }

    @Override
    public void drop(int page) {
        mustHaveNoTwin(page);
        heap.asSlice(offset(page), pageSize).fill((byte) 0);
    }

    @Override
    public boolean changed(int page) {
        return differs(page, twins.get(page, zeros));
    }

    @Override
    public Diff diff(int page, boolean keepTwin) {
        byte[] before = twins.get(page, zeros);
        if (!differs(page, before)) {
            keepUnchanged(page, keepTwin);
            return NOTHING;
        }
        byte[] now = snapshot(page);
        Diff diff = encoder.encode(now, before);
        if (keepTwin) {
            twins.set(page, now);
        } else {
            twins.drop(page);
            twins.giveBack(now);
        }
        return diff;
    }

    @Override
    public void apply(int page, Diff diff) {
        byte[] encoded = encodingOf(page, diff);
        if (!twins.has(page)) {
            DiffFormat.apply(encoded, heap, offset(page));
            return;
        }
        byte[] twin = twins.get(page, zeros);
        if (differs(page, twin)) {
            byte[] now = twins.take();
            System.arraycopy(twin, 0, now, 0, pageSize);
            DiffFormat.apply(encoded, MemorySegment.ofArray(now), 0);
            merge(page, now);
        } else {
            DiffFormat.apply(encoded, heap, offset(page));
            DiffFormat.apply(encoded, MemorySegment.ofArray(twin), 0);
        }
    }

    @Override
    public PageCopy copy(int page) {
        byte[] bytes = new byte[pageSize];
        if (twins.has(page)) {
            System.arraycopy(twins.get(page, zeros), 0, bytes, 0, pageSize);
        } else {
            read(page, bytes);
        }
        return PageCopy.of(bytes);
    }

    @Override
    public PageCopy copyAndTwin(int page) {
        mustHaveNoTwin(page);
        PageCopy copy = copy(page);
        byte[] twin = twins.take();
        System.arraycopy(copy.bytes(), 0, twin, 0, pageSize);
        twins.set(page, twin);
        return copy;
    }

    @Override
    public void install(int page, PageCopy copy, List<Diff> diffs) {
        byte[] bytes = copy.bytes();
        if (bytes.length != pageSize) {
            throw new ProtocolException("A copy of page " + page + " has " + bytes.length
                    + " bytes and cannot be installed: it must have " + pageSize + ".");
        }
        byte[] now = twins.take();
        System.arraycopy(bytes, 0, now, 0, pageSize);
        for (Diff diff : diffs) {
            DiffFormat.apply(encodingOf(page, diff), MemorySegment.ofArray(now), 0);
        }
        if (twins.has(page)) {
            merge(page, now);
        } else {
            MemorySegment.copy(now, 0, heap, ValueLayout.JAVA_BYTE, offset(page), pageSize);
            twins.giveBack(now);
        }
    }

    /** Brings a page from its twin to {@code now}, which becomes the twin. A byte that differs from the twin stays as it is. */
    private void merge(int page, byte[] now) {
        byte[] twin = twins.get(page, zeros);
        byte[] here = snapshot(page);
        long from = offset(page);
        for (int i = 0; i < pageSize; i++) {
            if (now[i] != twin[i] && here[i] == twin[i]) {
                heap.set(ValueLayout.JAVA_BYTE, from + i, now[i]);
            }
        }
        twins.giveBack(here);
        twins.set(page, now);
    }

    private byte[] encodingOf(int page, Diff diff) {
        DiffFormat.flaw(diff.encoded(), pageSize).ifPresent(flaw -> {
            throw new ProtocolException("A diff for page " + page + " cannot be applied. " + flaw);
        });
        return diff.encoded();
    }

    /**
     * Ends a diff that found nothing. A twin stays as it is, for the page is not read again: a store that came after the
     * comparison still differs from it.
     */
    private void keepUnchanged(int page, boolean keepTwin) {
        if (!keepTwin) {
            twins.drop(page);
        } else if (!twins.has(page)) {
            byte[] twin = twins.take();
            System.arraycopy(zeros, 0, twin, 0, pageSize);
            twins.set(page, twin);
        }
    }

    private void mustHaveNoTwin(int page) {
        if (twins.has(page)) {
            throw new ProtocolException("A twin of page " + page + " is to be made, but the page has one.");
        }
    }

    private boolean differs(int page, byte[] before) {
        long from = offset(page);
        return MemorySegment.mismatch(heap, from, from + pageSize, MemorySegment.ofArray(before), 0, pageSize) >= 0;
    }

    private byte[] snapshot(int page) {
        byte[] buffer = twins.take();
        read(page, buffer);
        return buffer;
    }

    private void read(int page, byte[] into) {
        MemorySegment.copy(heap, ValueLayout.JAVA_BYTE, offset(page), into, 0, pageSize);
    }

    private long offset(int page) {
        return (long) page * pageSize;
    }
}
