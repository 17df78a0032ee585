package io.hivemind.memory;

import io.hivemind.HiveException;
import io.hivemind.protocol.Access;
import io.hivemind.protocol.Room;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Lets threads through to the bytes of the heap. An access asks whether it may pass, which takes a nanosecond; if not, it
 * calls the slow path, which fetches what is missing; either way it then loads or stores.
 *
 * <p>Where the drone's room is bounded, a page may be given up as soon as its thread has gone on to touch another. So what takes
 * many pages is then done piece by piece, each touched as a whole and finished before the next.
 */
public final class Gate {
    private static final int VIEWERS = 1024;
    /** How much is touched at once: enough for parallel fetches, little enough not to hold the drone up. */
    private static final long TOUCHED_BYTES = 2L << 20;

    private static final int TOUCHED_PAGES_AT_LEAST = 16;
    /** The most pages of a piece, and the part of what a drone has to work in that it takes at most. */
    private static final int PIECE_PAGES = 32;

    private static final int PIECES_IN_WORKING_ROOM = 8;
    /** A span takes at most this part of what a drone has to work in: one to store through has twins or diffs beside its pages. */
    private static final int READ_SPANS_IN_WORKING_ROOM = 2;

    private static final int WRITE_SPANS_IN_WORKING_ROOM = 4;
    /** What is copied at once from one place in shared memory to another. */
    private static final int COPIED_BYTES = 64 << 10;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final Heap heap;
    private final Paging paging;
    private final MemorySegment bytes;
    private final long[] stamps;
    private final int pageShift;
    private final int pageSize;
    private final Room room;
    /** How many bytes a drone has to work in. */
    private final long workingBytes;
    /** How many pages of a range are accessed at once where room is bounded; a value of eight bytes may lie in two. */
    private final int piecePages;

    private final ThreadLocal<Viewer> viewer = ThreadLocal.withInitial(() -> new Viewer(Thread.currentThread()));
    /** By thread id: the threads' viewers, where they can be found fast. A thread whose place is taken looks above. */
    private final Viewer[] viewers = new Viewer[VIEWERS];

    /** Makes the gate of {@code heap}, behind which {@code paging} fetches, for one of {@code drones} drones with {@code room}. */
    public Gate(Heap heap, Paging paging, Room room, int drones) {
        this.heap = heap;
        this.paging = paging;
        this.bytes = heap.bytes();
        this.stamps = heap.stamps();
        this.pageShift = heap.pageShift();
        this.pageSize = heap.pageSize();
        this.room = room;
        this.workingBytes = room.workingBytes(stamps.length, drones);
        this.piecePages = (int) Math.clamp(workingBytes / PIECES_IN_WORKING_ROOM / pageSize, 2L, PIECE_PAGES);
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

    /** {@return those of the first {@code count} pages that the current thread may load from without waiting} */
    public BitSet readablePages(int count) {
        long known = heap.upgrades();
        BitSet readable = new BitSet(count);
        for (int page = 0; page < count; page++) {
            readable.set(page, Heap.mayLoad(stamps[page], known));
        }
        return readable;
    }

    /**
     * Waits until the current thread may load from {@code address} on.
     *
     * @return how many bytes: {@code length}, unless room is bounded and that is more than a piece; at least 8 of them
     */
    public long read(long address, long length) {
        check(address, length);
        Viewer current = viewer();
        return room.isBounded()
                ? passPiece(address, length, Access.READ, registered(current))
                : pass(address, length, Access.READ, current);
    }

    /**
     * Waits until the current thread may store from {@code address} on, before it returns to the program.
     *
     * @return how many bytes, as {@link #read} does
     */
    public long write(long address, long length) {
        check(address, length);
        Viewer current = registered(viewer());
        return room.isBounded()
                ? passPiece(address, length, Access.WRITE, current)
                : pass(address, length, Access.WRITE, current);
    }

    /**
     * Waits until the current thread may access {@code length} bytes from {@code address} on, until it synchronises.
     *
     * @throws HiveException if that is more than a drone with this room can hold
     */
    public void hold(long address, long length, Access wanted) {
        check(address, length);
        Viewer current = viewer();
        if (room.isBounded()) {
            holdPieces(address, length, wanted, registered(current));
            return;
        }
        if (wanted == Access.WRITE && current.beginsToHold()) {
            paging.holdSpan();
            current.registered = true;
        }
        pass(address, length, wanted, current);
    }

    /** Ends the spans of the current thread, see {@link Viewer#synchronise}. */
    public void synchronise(String ending, long subject) {
        Viewer current = viewer();
        if (room.isBounded() && current.isHolding()) {
            paging.letGo();
        }
        current.synchronise(ending, subject);
    }

    /** Says of the pages that lie wholly in {@code length} bytes from {@code address} on that what is stored there need not outlive this drone. */
    public void exempt(long address, long length) {
        long first = (address + pageSize - 1) / pageSize;
        long end = (address + length) / pageSize;
        if (first < end) {
            paging.exempt((int) first, (int) (end - first));
        }
    }

    /** Copies as many bytes as {@code target} has from {@code address} on into it. */
    public void get(long address, MemorySegment target) {
        long length = target.byteSize();
        long done = 0;
        do {
            long piece = read(address + done, length - done);
            MemorySegment.copy(bytes, address + done, target, done, piece);
            done += piece;
        } while (done < length);
    }

    /** Copies all bytes of {@code source} to {@code address} and after. */
    public void set(long address, MemorySegment source) {
        long length = source.byteSize();
        long done = 0;
        do {
            long piece = write(address + done, length - done);
            MemorySegment.copy(source, done, bytes, address + done, piece);
            done += piece;
        } while (done < length);
    }

    /** Sets {@code count} bytes from {@code address} on to {@code value}. */
    public void fill(long address, long count, byte value) {
        long done = 0;
        do {
            long piece = write(address + done, count - done);
            bytes.asSlice(address + done, piece).fill(value);
            done += piece;
        } while (done < count);
    }

    /** Copies {@code count} bytes from {@code from} on to {@code to} and after; the ranges may overlap. */
    public void copy(long from, long to, long count) {
        check(from, count);
        check(to, count);
        if (room.isBounded()) {
            copyPieces(from, to, count);
            return;
        }
        read(from, count);
        write(to, count);
        MemorySegment.copy(bytes, from, bytes, to, count);
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

    private Viewer registered(Viewer current) {
        if (!current.registered) {
            paging.register();
            current.registered = true;
        }
        return current;
    }

    private long pass(long address, long length, Access wanted, Viewer current) {
        if (length == 0) {
            return 0;
        }
        current.known = heap.upgrades();
        int end = endPage(address, length);
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
        return length;
    }

    /** Touches all pages of a piece if one is missing: a touch of that one alone would let the others go. */
    private long passPiece(long address, long length, Access wanted, Viewer current) {
        if (length == 0) {
            return 0;
        }
        current.known = heap.upgrades();
        int first = (int) (address >>> pageShift);
        int end = Math.min(endPage(address, length), first + piecePages);
        if (missing(first, end, wanted, current.known) < end) {
            paging.touch(first, end - first, wanted);
            current.known = heap.upgrades();
        }
        return Math.min(length, ((long) end << pageShift) - address);
    }

    /** Holds all pages of a range, also those that are here: the drone must know. */
    private void holdPieces(long address, long length, Access wanted, Viewer current) {
        if (length == 0) {
            return;
        }
        int first = (int) (address >>> pageShift);
        int end = endPage(address, length);
        long held = (long) (end - first) << pageShift;
        int part = wanted == Access.WRITE ? WRITE_SPANS_IN_WORKING_ROOM : READ_SPANS_IN_WORKING_ROOM;
        if (held > workingBytes / part) {
            throw new HiveException("A span over " + length + " bytes, which lie in pages of " + held
                    + " bytes, is too long: of the " + room.bytes() + " bytes that this drone has, " + workingBytes
                    + " are left to work in, and a span may take half of them for reading, a quarter for writing. Use shorter spans, or arrays with get and set,"
                    + " or give each drone more with HIVEMIND_MEMORY_PER_DRONE or --memory-per-drone.");
        }
        current.beginsToHold();
        for (int page = first; page < end; page += piecePages) {
            paging.hold(page, Math.min(piecePages, end - page), wanted);
        }
        current.known = heap.upgrades();
    }

    /** By way of an array: to touch where a piece goes lets go of where it comes from. */
    private void copyPieces(long from, long to, long count) {
        MemorySegment copied = MemorySegment.ofArray(new byte[(int) Math.min(count, COPIED_BYTES)]);
        boolean isBackward = from < to;
        for (long done = 0; done < count; done += COPIED_BYTES) {
            long length = Math.min(count - done, COPIED_BYTES);
            long at = isBackward ? count - done - length : done;
            MemorySegment piece = copied.asSlice(0, length);
            get(from + at, piece);
            set(to + at, piece);
        }
    }

    private int endPage(long address, long length) {
        return (int) ((address + length - 1) >>> pageShift) + 1;
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
