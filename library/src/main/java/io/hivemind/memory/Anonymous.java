package io.hivemind.memory;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Memory that is behind no file, asked of Linux itself. That is restricted: it works only in a program that was started with
 * native access enabled for this module, and nothing here is called in another, so that none is ever warned.
 */
final class Anonymous {
    private static final int READ_AND_WRITE = 0x1 | 0x2;
    private static final int PRIVATE_ANONYMOUS_NORESERVE = 0x2 | 0x20 | 0x4000;
    private static final int DONT_NEED = 4;
    private static final int NO_HUGE_PAGE = 15;
    private static final int NO_FILE = -1;
    private static final long FAILED = -1;

    private Anonymous() {}

    /** The functions of the system. Found when they are first needed, which takes some tens of milliseconds. */
    private static final class Calls {
        private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
        private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
        static final MethodHandle MMAP =
                find("mmap", FunctionDescriptor.of(ADDRESS, ADDRESS, LONG, INT, INT, INT, LONG));
        static final MethodHandle MUNMAP = find("munmap", FunctionDescriptor.of(INT, ADDRESS, LONG));
        static final MethodHandle MADVISE = find("madvise", FunctionDescriptor.of(INT, ADDRESS, LONG, INT));

        @SuppressWarnings("restricted")
        private static MethodHandle find(String name, FunctionDescriptor shape) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
        }
    }

    /** {@return whether this can be used: the system is Linux with addresses of 64 bits, and native access is enabled} */
    static boolean isAllowed() {
        return SystemPage.BYTES > 0
                && ValueLayout.ADDRESS.byteSize() == Long.BYTES
                && Anonymous.class.getModule().isNativeAccessEnabled();
    }

    /**
     * {@return {@code size} bytes of zeros that take up memory only where they are used, until {@code arena} is closed} The
     * system does not give large pages, of which a small part might keep the whole.
     *
     * @throws IOException if the system does not give them
     */
    @SuppressWarnings("restricted")
    static MemorySegment reserve(Arena arena, long size) throws IOException {
        try {
            MemorySegment start = (MemorySegment) Calls.MMAP.invokeExact(
                    MemorySegment.NULL, size, READ_AND_WRITE, PRIVATE_ANONYMOUS_NORESERVE, NO_FILE, 0L);
            if (start.address() == FAILED) {
                throw new IOException("it does not give " + size + " bytes of addresses.");
            }
            // Where the kernel knows no large pages, it refuses this, and needs no telling.
            int _ = (int) Calls.MADVISE.invokeExact(start, size, NO_HUGE_PAGE);
            return start.reinterpret(size, arena, Anonymous::unmap);
        } catch (IOException refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new AssertionError("A function of C throws nothing.", impossible);
        }
    }

    /** {@return whether the system has taken {@code piece} back, which is zero then} It consists of whole pages of the system. */
    static boolean giveBack(MemorySegment piece) {
        try {
            return (int) Calls.MADVISE.invokeExact(piece, piece.byteSize(), DONT_NEED) == 0;
        } catch (Throwable impossible) {
            throw new AssertionError("A function of C throws nothing.", impossible);
        }
    }

    private static void unmap(MemorySegment whole) {
        try {
            int _ = (int) Calls.MUNMAP.invokeExact(whole, whole.byteSize());
        } catch (Throwable impossible) {
            throw new AssertionError("A function of C throws nothing.", impossible);
        }
    }
}
