package io.hivemind.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads a part, block by block, from one thread. Each block is checked before anybody gets it, and what is wrong is an
 * {@link UnusableCheckpointException} with the file and the offset.
 */
public final class PartReader implements Closeable {
    private final Path file;
    private final Label label;
    private final FileChannel channel;
    private final ByteBuffer block;
    private final MemorySegment bytes;
    private final boolean[] seen;

    private int blocks;
    private int pages;

    /** Opens {@code file} and looks whether it is the part of drone {@code rank} in the checkpoint with {@code label}. */
    public PartReader(Path file, Label label, int rank) throws IOException {
        this.file = file;
        this.label = label;
        int blockPages = label.blockPages();
        block = ByteBuffer.allocateDirect(PartFormat.BLOCK_HEADER_BYTES
                + blockPages * (PartFormat.RUN_BYTES + label.pageSize())
                + PartFormat.CHECKSUM_BYTES);
        bytes = MemorySegment.ofBuffer(block.duplicate());
        seen = new boolean[label.pages()];
        channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            checkHeader(rank);
        } catch (IOException wrong) {
            channel.close();
            throw wrong;
        }
    }

    /** Takes pages that lie one after the other. */
    @FunctionalInterface
    public interface Sink {
        /** Takes the pages from {@code firstPage} on that {@code bytes} holds, which are of use until this returns. */
        void take(int firstPage, MemorySegment bytes);
    }

    /** {@return whether there was another block} Its pages have gone to {@code sink}, if it was sound. */
    public boolean next(Sink sink) throws IOException {
        long offset = channel.position();
        read(PartFormat.BLOCK_HEADER_BYTES, 0);
        int mark = block.getInt(0);
        int runs = block.getInt(16);
        int count = block.getInt(20);
        if (block.getLong(8) != label.id() || block.getInt(4) != blocks) {
            throw damaged(offset, "what stands there is not block " + blocks + " of this checkpoint");
        }
        if (mark == PartFormat.END) {
            checkEnd(offset, runs, count);
            return false;
        }
        if (mark != PartFormat.BLOCK || count < 1 || count > label.blockPages() || runs < 1 || runs > count) {
            throw damaged(offset, "no block begins there");
        }
        int length = PartFormat.BLOCK_HEADER_BYTES + runs * PartFormat.RUN_BYTES + count * label.pageSize();
        read(length - PartFormat.BLOCK_HEADER_BYTES + PartFormat.CHECKSUM_BYTES, PartFormat.BLOCK_HEADER_BYTES);
        checkSum(offset, length);
        hand(offset, runs, count, sink);
        blocks++;
        pages += count;
        return true;
    }

    /** {@return how many bytes have been read} */
    public long bytesRead() throws IOException {
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void checkHeader(int rank) throws IOException {
        read(PartFormat.HEADER_BYTES, 0);
        if (block.getLong(0) != PartFormat.MAGIC) {
            throw new UnusableCheckpointException(file + " is no part of a checkpoint: it does not begin like one.");
        }
        checkSum(0, PartFormat.HEADER_BYTES - PartFormat.CHECKSUM_BYTES);
        int version = block.getInt(8);
        if (version > PartFormat.VERSION) {
            throw new UnusableCheckpointException(file + " is written in format " + version
                    + ", and this HiveMind reads up to format " + PartFormat.VERSION + ": resume with a newer one.");
        }
        ByteBuffer expected = PartFormat.header(label, rank);
        if (!block.duplicate().clear().limit(PartFormat.HEADER_BYTES).equals(expected)) {
            throw new UnusableCheckpointException(file + " belongs to another checkpoint than the manifest beside it.");
        }
    }

    private void checkEnd(long offset, int expectedBlocks, int expectedPages) throws IOException {
        read(PartFormat.CHECKSUM_BYTES, PartFormat.BLOCK_HEADER_BYTES);
        checkSum(offset, PartFormat.BLOCK_HEADER_BYTES);
        if (expectedBlocks != blocks || expectedPages != pages) {
            throw damaged(offset, "it should hold " + expectedPages + " pages, and holds " + pages);
        }
        if (channel.position() != channel.size()) {
            throw damaged(channel.position(), "something stands behind its end");
        }
    }

    private void hand(long offset, int runs, int count, Sink sink) throws IOException {
        checkRuns(offset, runs, count);
        long position = PartFormat.BLOCK_HEADER_BYTES + (long) runs * PartFormat.RUN_BYTES;
        for (int run = 0; run < runs; run++) {
            int at = PartFormat.BLOCK_HEADER_BYTES + run * PartFormat.RUN_BYTES;
            long length = (long) block.getInt(at + 4) * label.pageSize();
            sink.take(block.getInt(at), bytes.asSlice(position, length));
            position += length;
        }
    }

    /** A block with the right checksum was written so; but it may have been made by hand. */
    private void checkRuns(long offset, int runs, int count) throws IOException {
        long sum = 0;
        for (int run = 0; run < runs; run++) {
            int at = PartFormat.BLOCK_HEADER_BYTES + run * PartFormat.RUN_BYTES;
            int first = block.getInt(at);
            int length = block.getInt(at + 4);
            if (first < 0 || length < 1 || length > label.pages() - (long) first) {
                throw damaged(offset, "it names pages that are not in the heap");
            }
            for (int page = first; page < first + length; page++) {
                if (seen[page]) {
                    throw damaged(offset, "page " + page + " is in it twice");
                }
                seen[page] = true;
            }
            sum += length;
        }
        if (sum != count) {
            throw damaged(offset, "it has " + sum + " pages and says " + count);
        }
    }

    private void checkSum(long offset, int length) throws IOException {
        int found = PartFormat.checksum(block.duplicate().clear().limit(length));
        if (found != block.getInt(length)) {
            throw damaged(
                    offset, "the %d bytes there do not have the checksum that was written with them".formatted(length));
        }
    }

    /** Reads so many bytes to where the block has {@code at}. */
    private void read(int count, int at) throws IOException {
        long offset = channel.position();
        block.limit(at + count).position(at);
        while (block.hasRemaining()) {
            if (channel.read(block) < 0) {
                throw damaged(
                        offset + block.position() - at,
                        "it ends there, %d bytes too early at least".formatted(block.remaining()));
            }
        }
        block.clear();
    }

    private UnusableCheckpointException damaged(long offset, String what) {
        return new UnusableCheckpointException(
                "The part " + file + " is damaged at offset " + offset + ": " + what + ".");
    }
}
