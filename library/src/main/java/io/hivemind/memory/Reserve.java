package io.hivemind.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory under a heap: zeros at first, and zeros again wherever a page is dropped. The system gives it and takes it
 * back in pages of its own, which may be larger than those of the heap: then one goes back when all pages of the heap in it
 * are idle. One thread at a time may call it.
 */
final class Reserve {
    private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);

    /** How a piece of whole pages of the system is given back. */
    interface Return {
        /** {@return whether the system has taken {@code piece} back, which is zero then} */
        boolean giveBack(MemorySegment piece);
    }

    /** What memory is that the system does not take back. */
    private static final Return NEVER = piece -> false;

    private final MemorySegment bytes;
    private final int pageSize;
    /** How many pages of the heap share a page of the system. */
    private final int sharing;

    private final Return back;
    /** The pages that nobody has used since they were dropped, or ever; kept where pages of the system are shared. */
    private final BitSet idle = new BitSet();

    private Reserve(MemorySegment bytes, int pageSize, Return back) {
        this.bytes = bytes;
        this.pageSize = pageSize;
        this.sharing = Math.max(1, SystemPage.BYTES / pageSize);
        this.back = back;
        if (sharing > 1) {
            idle.set(0, Math.toIntExact(bytes.byteSize() / pageSize) + sharing);
        }
    }

    /** {@return memory that is all taken up at once} */
    static Reserve atOnce(Arena arena, long size, int pageSize) {
        return new Reserve(arena.allocate(size, Byte.MAX_VALUE + 1), pageSize, NEVER);
    }

    /** {@return memory that is taken up where it is used, if the system has such} */
    static Reserve asUsed(Arena arena, long size, int pageSize) {
        if (Anonymous.isAllowed()) {
            try {
                return new Reserve(Anonymous.reserve(arena, size), pageSize, Anonymous::giveBack);
            } catch (IOException refused) {
                LOG.info("The heap is mapped from a file, for the system says: {}", refused.getMessage());
            }
        }
        return mapped(arena, size, pageSize);
    }

    /**
     * {@return a private view of a file of nothing but a hole} What is stored goes to memory, never to the file, and what
     * is given back is the hole again.
     */
    static Reserve mapped(Arena arena, long size, int pageSize) {
        try {
            Path file = Files.createTempFile("hivemind", ".heap");
            try (FileChannel channel = FileChannel.open(
                    file,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SPARSE,
                    StandardOpenOption.DELETE_ON_CLOSE)) {
                MemorySegment hole = channel.map(FileChannel.MapMode.PRIVATE, 0, size, arena);
                return new Reserve(hole, pageSize, SystemPage.BYTES > 0 ? Reserve::unload : NEVER);
            }
        } catch (IOException failed) {
            LOG.info("The heap is committed at once, because it cannot be mapped: {}", failed.getMessage());
            return atOnce(arena, size, pageSize);
        }
    }

    /** {@return all of it, in one piece} */
    MemorySegment bytes() {
        return bytes;
    }

    /** Somebody is about to use {@code page}. */
    void use(int page) {
        if (sharing > 1) {
            idle.clear(page);
        }
    }

    /** Makes {@code page}, which nobody uses, zero, and gives its memory back as soon as that can be. */
    void drop(int page) {
        if (sharing == 1) {
            giveBack(page);
            return;
        }
        idle.set(page);
        int first = page & -sharing;
        if (idle.nextClearBit(first) < first + sharing) {
            piece(page, 1).fill((byte) 0);
        } else {
            giveBack(first);
        }
    }

    /** Gives back the pages from {@code first} on that share a page of the system. */
    private void giveBack(int first) {
        MemorySegment piece = piece(first, sharing);
        if (!back.giveBack(piece)) {
            piece.fill((byte) 0);
        }
    }

    private MemorySegment piece(int first, int pages) {
        long from = (long) first * pageSize;
        return bytes.asSlice(from, Math.min((long) pages * pageSize, bytes.byteSize() - from));
    }

    /** On Linux a view that is unloaded shows the file again. */
    private static boolean unload(MemorySegment piece) {
        piece.unload();
        return true;
    }
}
