package io.hivemind.peers;

import io.hivemind.Hive;
import io.hivemind.SharedBytes;
import io.hivemind.SharedLock;
import io.hivemind.SharedLongs;
import java.util.Arrays;
import java.util.Optional;

/** A drone. Blocks are pages, each fetched once; so a read is what a load of something new costs. */
final class HiveMindPeer implements Peer {
    /** So that blocks are read in an order that nobody foresees. It has no divisor in common with their number. */
    private static final int STRIDE = 7919;

    private final Hive hive;
    private final SharedLongs counter;
    private final SharedLock lock;
    private SharedBytes blocks;

    private HiveMindPeer(Hive hive) {
        this.hive = hive;
        counter = hive.longs("counter", 1);
        lock = hive.lock(1);
        blocks = hive.bytes("none", BLOCK_BYTES);
    }

    /** {@return the drone that this process is to be} */
    static HiveMindPeer join() {
        return new HiveMindPeer(Hive.join());
    }

    boolean isFirst() {
        return hive.rank() == 0;
    }

    @Override
    public Optional<Runnable> barrier() {
        return Optional.of(hive::barrier);
    }

    @Override
    public void share(int count) {
        blocks = hive.bytes("blocks", (long) count * BLOCK_BYTES);
        if (!isFirst()) {
            byte[] bytes = new byte[BLOCK_BYTES];
            for (int block = 0; block < count; block++) {
                Arrays.fill(bytes, (byte) block);
                blocks.set(place(block), bytes);
            }
        }
        hive.barrier();
    }

    @Override
    public byte[] read(int block) {
        byte[] bytes = new byte[BLOCK_BYTES];
        blocks.get(place(block), bytes);
        return bytes;
    }

    @Override
    public Optional<Runnable> increment() {
        return Optional.of(() -> {
            lock.lock();
            try {
                counter.set(0, counter.get(0) + 1);
            } finally {
                lock.unlock();
            }
        });
    }

    @Override
    public long count() {
        lock.lock();
        try {
            return counter.get(0);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        hive.close();
    }

    private long place(int block) {
        long count = blocks.length() / BLOCK_BYTES;
        return (long) block * STRIDE % count * BLOCK_BYTES;
    }
}
