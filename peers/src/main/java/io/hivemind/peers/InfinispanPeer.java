package io.hivemind.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.infinispan.Cache;
import org.infinispan.lock.EmbeddedClusteredLockManagerFactory;
import org.infinispan.lock.api.ClusteredLock;
import org.infinispan.manager.DefaultCacheManager;

/** A node of an Infinispan cluster, embedded. Its lock is a ClusteredLock. One owner of each key, as a hive keeps no copies. */
final class InfinispanPeer implements Peer {
    private static final String CONFIGURATION = "io/hivemind/peers/loopback.xml";
    private static final String COUNTER = "counter";

    private final DefaultCacheManager manager;
    private final boolean first;
    private final Cache<Integer, byte[]> blocks;
    private final Cache<Integer, Long> numbers;
    private final ClusteredLock lock;

    /** Keys that are at the second process: of the blocks, and the first of them also of the counter. */
    private int[] keys = {};

    private InfinispanPeer(DefaultCacheManager manager, boolean first) {
        this.manager = manager;
        this.first = first;
        blocks = manager.getCache("blocks");
        numbers = manager.getCache("numbers");
        var locks = EmbeddedClusteredLockManagerFactory.from(manager);
        locks.defineLock(COUNTER);
        lock = locks.get(COUNTER);
    }

    /** {@return the node that this process is to be} */
    static InfinispanPeer join(boolean first, int firstPort, int secondPort) {
        System.setProperty("peers.cluster", "peers-" + firstPort);
        System.setProperty("peers.port", String.valueOf(first ? firstPort : secondPort));
        System.setProperty("peers.hosts", "127.0.0.1[" + firstPort + "],127.0.0.1[" + secondPort + "]");
        try {
            return new InfinispanPeer(new DefaultCacheManager(CONFIGURATION), first);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Override
    public Optional<Runnable> barrier() {
        return Optional.empty();
    }

    @Override
    public void share(int count) {
        keys = RemoteKeys.find(count, this::isAtSecond);
        if (!first) {
            for (int block = 0; block < count; block++) {
                byte[] bytes = new byte[BLOCK_BYTES];
                Arrays.fill(bytes, (byte) block);
                blocks.put(keys[block], bytes);
            }
        }
    }

    @Override
    public byte[] read(int block) {
        return Objects.requireNonNull(blocks.get(keys[block]));
    }

    @Override
    public Optional<Runnable> increment() {
        return Optional.of(() -> {
            lock.lock().join();
            try {
                numbers.put(keys[0], count() + 1);
            } finally {
                lock.unlock().join();
            }
        });
    }

    @Override
    public long count() {
        return numbers.getOrDefault(keys[0], 0L);
    }

    @Override
    public void close() {
        manager.stop();
    }

    private boolean isAtSecond(int key) {
        var topology = blocks.getAdvancedCache().getDistributionManager().getCacheTopology();
        return topology.getMembersSet().size() == 2
                && topology.getDistribution(key).isPrimary() != first;
    }
}
