package io.hivemind.links;

import io.hivemind.wire.Address;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** What becomes of the connections to other drones. Called by several threads. */
interface Connections {
    /** A connection is about to be used; it is to be closed when the links are. */
    void opened(Closeable connection);

    /** Drone {@code peer} may be written to. */
    void outbound(int peer, Address at, Outlet outlet) throws IOException;

    /** Drone {@code peer} must be read from. */
    void inbound(int peer, Address at, Line line) throws IOException;

    /** {@return where drone {@code peer} listens, if that is known} */
    Optional<Address> at(int peer);

    /** Drone {@code peer} listens there. */
    void listensAt(int peer, Address at);

    /** The hive cannot go on without drone {@code peer} from now on. */
    void expect(int peer);

    /** {@return whether it cannot} */
    boolean isExpected(int peer);

    /** {@return where others find a drone that listens everywhere and came from this very machine: where they find this one} */
    Address reachable(Address listens);

    /** Closes what there is of links to drone {@code peer}, a newcomer that has not come in. */
    void forget(int peer);

    /** Tells all others that the token of that id was used. */
    void spend(String token);
}
