package io.hivemind.peers;

import java.util.Arrays;
import java.util.Optional;
import org.pcj.PCJ;

/** A thread of PCJ, which has barriers and remote reads, and no lock. It shares arrays that are named by an enumeration. */
final class PcjPeer implements Peer {
    private static final int SECOND = 1;

    @Override
    public Optional<Runnable> barrier() {
        return Optional.of(PCJ::barrier);
    }

    @Override
    public void share(int count) {
        byte[][] blocks = new byte[count][BLOCK_BYTES];
        for (int block = 0; block < count; block++) {
            Arrays.fill(blocks[block], (byte) block);
        }
        PCJ.putLocal(blocks, PcjProgram.Shared.blocks);
    }

    @Override
    public byte[] read(int block) {
        return PCJ.get(SECOND, PcjProgram.Shared.blocks, block);
    }

    @Override
    public Optional<Runnable> increment() {
        return Optional.empty();
    }

    @Override
    public long count() {
        return 0;
    }

    @Override
    public void close() {}
}
