package io.hivemind.checkpoint;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** How a part is laid out, for who writes it and who reads it. Numbers are big-endian; pages are as they were in memory. */
final class PartFormat {
    /** Raised when a part that was written before could not be read any more. */
    static final int VERSION = 1;

    /** "HIVEPART". */
    static final long MAGIC = 0x4849_5645_5041_5254L;
    /** "BLCK". */
    static final int BLOCK = 0x424C_434B;
    /** "DONE". */
    static final int END = 0x444F_4E45;

    /** Magic, version, rank, number, id, page size, heap size, checksum: so in every version. */
    static final int HEADER_BYTES = 8 + 4 + 4 + 8 + 8 + 4 + 8 + 4;
    /** Mark, number of the block in the part, id, runs, pages; the runs follow, a first page and a count each. */
    static final int BLOCK_HEADER_BYTES = 4 + 4 + 8 + 4 + 4;

    static final int RUN_BYTES = 8;
    static final int CHECKSUM_BYTES = 4;
    /** Of the end, beyond the header of a block: whose runs count the blocks, and whose pages count those of the part. */
    static final int END_BYTES = BLOCK_HEADER_BYTES + CHECKSUM_BYTES;

    private PartFormat() {}

    static ByteBuffer header(Label label, int rank) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putInt(VERSION).putInt(rank).putLong(label.number());
        header.putLong(label.id()).putInt(label.pageSize()).putLong(label.heapBytes());
        header.putInt(checksum(header.duplicate().flip()));
        return header.flip();
    }

    /** {@return the CRC32C of what is between position and limit, all of them, one after the other} Positions stay. */
    static int checksum(ByteBuffer... pieces) {
        CRC32C checksum = new CRC32C();
        for (ByteBuffer piece : pieces) {
            checksum.update(piece.duplicate());
        }
        return (int) checksum.getValue();
    }
}
