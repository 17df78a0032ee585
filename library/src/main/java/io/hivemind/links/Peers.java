package io.hivemind.links;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** All drones that this one knows, itself among them, for it may have to send to itself. Any thread may call any method. */
final class Peers {
    private final IntFunction<Peer> maker;
    private final ConcurrentMap<Integer, Peer> byRank = new ConcurrentHashMap<>();
    /** The same in a list, which is faster to go through. */
    private volatile List<Peer> all = List.of();
    /** What has gone over the links of those who have left. Guarded by this. */
    private Traffic before = Traffic.NONE;

    /** Makes one that knows nobody. */
    Peers(IntFunction<Peer> maker) {
        this.maker = maker;
    }

    /** {@return drone {@code rank}, if it is known} */
    @Nullable
    Peer find(int rank) {
        return byRank.get(rank);
    }

    /** {@return drone {@code rank}, which is known from now on} */
    synchronized Peer know(int rank) {
        Peer peer = byRank.computeIfAbsent(rank, maker::apply);
        all = List.copyOf(byRank.values());
        return peer;
    }

    /** Forgets drone {@code rank}; {@return what was known, if anything was} */
    synchronized Optional<Peer> forget(int rank) {
        Optional<Peer> known = Optional.ofNullable(byRank.remove(rank));
        known.ifPresent(peer -> before = before.plus(peer.traffic()));
        all = List.copyOf(byRank.values());
        return known;
    }

    List<Peer> all() {
        return all;
    }

    /** {@return what has gone over all links, also to those who have left} */
    synchronized Traffic traffic() {
        return all.stream().map(Peer::traffic).reduce(before, Traffic::plus);
    }
}
