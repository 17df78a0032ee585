package io.hivemind.links;

import io.hivemind.wire.Address;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another drone, as the links of this one know it. Any thread may call any method. */
final class Peer {
    private final int rank;
    private final Outbound outbound;
    private volatile @Nullable Inbound inbound;
    private volatile @Nullable Address at;
    private volatile @Nullable Suspicion suspicion;
    private volatile boolean departed;
    private volatile boolean expected;

    /** A link that cannot be written any more. */
    record Suspicion(long sinceNanos, String sentence) {}

    /** Begins to know a newcomer, which may go as it came until {@link #expect}. */
    Peer(int rank, Outbound outbound) {
        this.rank = rank;
        this.outbound = outbound;
    }

    int rank() {
        return rank;
    }

    Outbound outbound() {
        return outbound;
    }

    /** {@return what reads from it, once it has called} */
    @Nullable
    Inbound inbound() {
        return inbound;
    }

    void readBy(Inbound reader) {
        inbound = reader;
    }

    /** {@return where it listens, if that is known} */
    Optional<Address> at() {
        return Optional.ofNullable(at);
    }

    void listensAt(Address address) {
        at = address;
    }

    /** The hive cannot go on without it from now on. */
    void expect() {
        expected = true;
    }

    boolean isExpected() {
        return expected;
    }

    /** It has said that nothing more will come. */
    void depart() {
        departed = true;
    }

    boolean hasDeparted() {
        return departed;
    }

    /** It is probably gone, but may still say why. */
    void suspect(String sentence) {
        if (suspicion == null) {
            suspicion = new Suspicion(System.nanoTime(), sentence);
        }
    }

    /** {@return what it was suspected of for at least {@code nanos} nanoseconds; a second call returns nothing} */
    Optional<String> longSuspected(long nanos) {
        Suspicion suspected = suspicion;
        if (suspected == null || departed || System.nanoTime() - suspected.sinceNanos() <= nanos) {
            return Optional.empty();
        }
        suspicion = null;
        return Optional.of(suspected.sentence());
    }

    /** {@return what has gone over the links to it and from it} */
    Traffic traffic() {
        Inbound reader = inbound;
        return new Traffic(
                outbound.messages(),
                reader == null ? 0 : reader.messages(),
                outbound.bytes(),
                reader == null ? 0 : reader.bytes());
    }

    /** {@return how a sentence calls it} */
    String name() {
        return "Drone " + rank + at().map(address -> " at " + address).orElse("");
    }

    @Override
    public String toString() {
        return name();
    }
}
