package io.hivemind.peers;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A member of a Hazelcast cluster, community edition. Its lock is that of a map's key; FencedLock and the rest of the CP
 * subsystem need a licence. No backups are kept, as a hive keeps none.
 */
final class HazelcastPeer implements Peer {
    private static final String ADDRESS = "127.0.0.1";

    private final HazelcastInstance instance;
    private final boolean first;
    private final IMap<Integer, byte[]> blocks;
    private final IMap<Integer, Long> numbers;

    /** Keys that are at the second process: of the blocks, and the first of them also of the counter. */
    private int[] keys = {};

    private HazelcastPeer(HazelcastInstance instance, boolean first) {
        this.instance = instance;
        this.first = first;
        blocks = instance.getMap("blocks");
        numbers = instance.getMap("numbers");
    }

    /** {@return the member that this process is to be} */
    static HazelcastPeer join(boolean first, int firstPort, int secondPort) {
        var config = new Config().setClusterName("peers-" + firstPort);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.addMapConfig(new MapConfig("default").setBackupCount(0));
        var network = config.getNetworkConfig();
        network.setPort(first ? firstPort : secondPort).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(ADDRESS);
        var join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig()
                .setEnabled(true)
                .addMember(ADDRESS + ":" + firstPort)
                .addMember(ADDRESS + ":" + secondPort);
        return new HazelcastPeer(Hazelcast.newHazelcastInstance(config), first);
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
                blocks.set(keys[block], bytes);
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
            numbers.lock(keys[0]);
            try {
                numbers.set(keys[0], count() + 1);
            } finally {
                numbers.unlock(keys[0]);
            }
        });
    }

    @Override
    public long count() {
        return numbers.getOrDefault(keys[0], 0L);
    }

    @Override
    public void close() {
        instance.shutdown();
    }

    private boolean isAtSecond(int key) {
        var owner = instance.getPartitionService().getPartition(key).getOwner();
        return owner != null && owner.localMember() != first;
    }
}
