package io.hivemind.memory;

import io.hivemind.protocol.Access;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Lets threads through to the bytes of the heap. An access asks whether it may pass, which takes a nanosecond; if not, it
 * calls the slow path, which fetches what is missing; either way it then loads or stores.
 */
public final class Gate {
    private static final int VIEWERS = 1024;
    /** How much is touched at once: enough for parallel fetches, little enough not to hold the drone up. */
    private static final long TOUCHED_BYTES = 2L << 20;

    private static final int TOUCHED_PAGES_AT_LEAST = 16;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final Heap heap;
    private final Paging paging;
    private final MemorySegment bytes;
    private final long[] stamps;
    private final int pageShift;
    private final int pageSize;
    private final ThreadLocal<Viewer> viewer = ThreadLocal.withInitial(() -> new Viewer(Thread.currentThread()));
    /** By thread id: the threads' viewers, where they can be found fast. A thread whose place is taken looks above. */
    private final Viewer[] viewers = new Viewer[VIEWERS];

    /** Makes the gate of {@code heap}, behind which {@code paging} fetches. */
    public Gate(Heap heap, Paging paging) {
        this.heap = heap;
        this.paging = paging;
        this.bytes = heap.bytes();
        this.stamps = heap.stamps();
        this.pageShift = heap.pageShift();
        this.pageSize = heap.pageSize();
        Arrays.fill(viewers, viewer.get());
    }

    /** {@return all bytes, for accesses that have passed} */
    public MemorySegment bytes() {
        return bytes;
    }

    /** {@return the size of a page in bytes} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return what the current thread has seen} */
    @SuppressWarnings("ReferenceEquality") // A thread equals nothing but itself.
    public Viewer viewer() {
        Thread current = Thread.currentThread();
        Viewer found = viewers[slot(current)];
        return found.thread == current ? found : remembered(current);
    }

    /** {@return whether the current thread may load from the page of {@code address}, which may be any number} */
    public boolean isReadable(long address) {
        long page = address >>> pageShift;
        return page < stamps.length && Heap.mayLoad(stamps[(int) page], viewer().known);
    }

    /** {@return whether the current thread may store into the page of {@code address}, which may be any number} */
    public boolean isWritable(long address) {
        long page = address >>> pageShift;
        Viewer current = viewer();
        return page < stamps.length && current.registered && Heap.mayStore(stamps[(int) page], current.known);
    }

    /**
     * {@return whether the current thread may load from the page of {@code address}} For those who find out themselves, when
     * they load, that the address is outside: then this may say anything, or throw {@link IndexOutOfBoundsException}.
     */
    public boolean isPageReadable(long address) {
        return Heap.mayLoad(stamps[(int) (address >>> pageShift)], viewer().known);
    }

    /** {@return whether the current thread may store into the page of {@code address}} See {@link #isPageReadable}. */
    public boolean isPageWritable(long address) {
        Viewer current = viewer();
        return current.registered && Heap.mayStore(stamps[(int) (address >>> pageShift)], current.known);
    }

    /** {@return whether the current thread may load {@code length} bytes from {@code address}, all in one page} */
    public boolean isReadable(long address, int length) {
        return isReadable(address) && isInOnePage(address, length);
    }

    /** {@return whether the current thread may store {@code length} bytes at {@code address}, all in one page} */
    public boolean isWritable(long address, int length) {
        return isWritable(address) && isInOnePage(address, length);
    }

    /** Waits until the current thread may load {@code length} bytes from {@code address} on. */
    public void read(long address, long length) {
        check(address, length);
        pass(address, length, Access.READ, viewer());
    }

    /** Waits until the current thread may store {@code length} bytes from {@code address} on, before it returns to the program. */
    public void write(long address, long length) {
        check(address, length);
        Viewer current = viewer();
        if (!current.registered) {
            paging.register();
            current.registered = true;
        }
        pass(address, length, Access.WRITE, current);
    }

    /** Waits until the current thread may store {@code length} bytes from {@code address} on, until it synchronises. */
    public void hold(long address, long length) {
        check(address, length);
        Viewer current = viewer();
        if (current.beginsToHold()) {
            paging.holdSpan();
            current.registered = true;
        }
        pass(address, length, Access.WRITE, current);
    }

    /** Ends the spans of the current thread, see {@link Viewer#synchronise}. */
    public void synchronise(String ending, long subject) {
        viewer().synchronise(ending, subject);
    }

    /** {@return the {@code int} at {@code address}} */
    public int getInt(long address) {
        if (!isReadable(address, Integer.BYTES)) {
            read(address, Integer.BYTES);
        }
        return bytes.get(INT, address);
    }

    /** Sets the {@code int} at {@code address}. */
    public void setInt(long address, int value) {
        if (!isWritable(address, Integer.BYTES)) {
            write(address, Integer.BYTES);
        }
        bytes.set(INT, address, value);
    }

    /** {@return the {@code long} at {@code address}} */
    public long getLong(long address) {
        if (!isReadable(address, Long.BYTES)) {
            read(address, Long.BYTES);
        }
        return bytes.get(LONG, address);
    }

    /** Sets the {@code long} at {@code address}. */
    public void setLong(long address, long value) {
        if (!isWritable(address, Long.BYTES)) {
            write(address, Long.BYTES);
        }
        bytes.set(LONG, address, value);
    }

    /** {@return {@code length} bytes from {@code address} on, to be read at once} */
    public MemorySegment reading(long address, long length) {
        read(address, length);
        return bytes.asSlice(address, length).asReadOnly();
    }

    /** {@return {@code length} bytes from {@code address} on, to be written at once} */
    public MemorySegment writing(long address, long length) {
        write(address, length);
        return bytes.asSlice(address, length);
    }

    private boolean isInOnePage(long address, int length) {
        return ((int) address & (pageSize - 1)) <= pageSize - length;
    }

    private Viewer remembered(Thread current) {
        Viewer found = viewer.get();
        viewers[slot(current)] = found;
        return found;
    }

    private void check(long address, long length) {
        long size = bytes.byteSize();
        if (address < 0 || length < 0 || address > size - length) {
            throw new IndexOutOfBoundsException("An access to " + length + " bytes at address " + address
                    + " is not inside the shared heap, whose addresses go from 0 to " + (size - 1) + ".");
        }
    }

    private void pass(long address, long length, Access wanted, Viewer current) {
        if (length == 0) {
            return;
        }
        current.known = heap.upgrades();
        int end = (int) ((address + length - 1) >>> pageShift) + 1;
        int most = (int) Math.max(TOUCHED_PAGES_AT_LEAST, TOUCHED_BYTES >>> pageShift);
        int page = missing((int) (address >>> pageShift), end, wanted, current.known);
        while (page < end) {
            int last = Math.min(end, page + most) - 1;
            while (allows(last, wanted, current.known)) {
                last--;
            }
            paging.touch(page, last - page + 1, wanted);
            current.known = heap.upgrades();
            page = missing(last + 1, end, wanted, current.known);
        }
    }

    /** {@return the first page before {@code end} that must be touched, or {@code end}} */
    private int missing(int from, int end, Access wanted, long known) {
        int page = from;
        while (page < end && allows(page, wanted, known)) {
            page++;
        }
        return page;
    }

    private boolean allows(int page, Access wanted, long known) {
        return wanted == Access.WRITE ? Heap.mayStore(stamps[page], known) : Heap.mayLoad(stamps[page], known);
    }

    private static int slot(Thread thread) {
        return (int) thread.threadId() & (VIEWERS - 1);
    }
}
