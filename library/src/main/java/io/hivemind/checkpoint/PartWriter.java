package io.hivemind.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a part, block by block, from one thread. What is not {@linkplain #finish finished} is no part. */
public final class PartWriter implements Closeable {
    private final Label label;
    private final FileChannel channel;
    private final ByteBuffer head;
    private final ByteBuffer data;
    private final MemorySegment bytes;
    private final MemorySegment zeros;
    private final ByteBuffer checksum = ByteBuffer.allocateDirect(PartFormat.CHECKSUM_BYTES);

    private int blocks;
    private int runs;
    private int lastPage;
    private int pages;
    private long written;

    /** Begins the part of drone {@code rank} in {@code file}, which is replaced if it is there. */
    public PartWriter(Path file, Label label, int rank) throws IOException {
        this.label = label;
        int blockPages = label.blockPages();
        head = ByteBuffer.allocateDirect(PartFormat.BLOCK_HEADER_BYTES + PartFormat.RUN_BYTES * blockPages);
        data = ByteBuffer.allocateDirect(blockPages * label.pageSize());
        bytes = MemorySegment.ofBuffer(data.duplicate());
        zeros = MemorySegment.ofArray(new byte[label.pageSize()]);
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            write(PartFormat.header(label, rank));
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
        beginBlock();
    }

    /**
     * What a part came to.
     *
     * @param bytes how long its file is
     * @param pages how many pages are in it
     */
    public record Written(long bytes, int pages) {}

    /** {@return where the bytes of the next page are to be put} */
    public MemorySegment room() {
        return bytes.asSlice(data.position(), label.pageSize());
    }

    /** Takes what was put there as {@code page}, which comes after all before. A page of zeros is left out. */
    public void take(int page) throws IOException {
        int position = data.position();
        if (MemorySegment.mismatch(bytes, position, position + label.pageSize(), zeros, 0, label.pageSize()) < 0) {
            return;
        }
        if (runs > 0 && page == lastPage + 1) {
            int count = head.position() - Integer.BYTES;
            head.putInt(count, head.getInt(count) + 1);
        } else {
            head.putInt(page).putInt(1);
            runs++;
        }
        lastPage = page;
        pages++;
        data.position(position + label.pageSize());
        if (!data.hasRemaining()) {
            endBlock();
        }
    }

    /** Ends the part, and returns when it is on the disk. */
    public Written finish() throws IOException {
        if (data.position() > 0) {
            endBlock();
        }
        ByteBuffer end = ByteBuffer.allocate(PartFormat.END_BYTES);
        end.putInt(PartFormat.END)
                .putInt(blocks)
                .putLong(label.id())
                .putInt(blocks)
                .putInt(pages);
        end.putInt(PartFormat.checksum(end.duplicate().flip()));
        write(end.flip());
        channel.force(true);
        channel.close();
        return new Written(written, pages);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void beginBlock() {
        head.clear().position(PartFormat.BLOCK_HEADER_BYTES);
        data.clear();
        runs = 0;
    }

    private void endBlock() throws IOException {
        head.putInt(0, PartFormat.BLOCK).putInt(4, blocks).putLong(8, label.id());
        head.putInt(16, runs).putInt(20, data.position() / label.pageSize());
        head.flip();
        data.flip();
        checksum.clear().putInt(PartFormat.checksum(head, data)).flip();
        write(head, data, checksum);
        blocks++;
        beginBlock();
    }

    private void write(ByteBuffer... pieces) throws IOException {
        ByteBuffer last = pieces[pieces.length - 1];
        while (last.hasRemaining()) {
            written += channel.write(pieces);
        }
    }
}
