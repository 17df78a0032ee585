package io.hivemind;

import java.net.InetAddress;
import java.util.Optional;

/**
 * That a drone listens where other machines reach it. Without encryption it must be wanted, and is told.
 *
 * @param rank the number of the drone
 * @param host the address or name on which it listens
 */
record Exposure(int rank, String host) {
    /** {@return how the drone of {@code config} is exposed, if it is} A name may mean any machine, except one. */
    static Optional<Exposure> of(HiveConfig config) {
        String host = config.rank() == 0 && !isAny(config.bind())
                ? config.coordinator().getHostString()
                : config.bind();
        return !config.hasLinks() || isLoopback(host)
                ? Optional.empty()
                : Optional.of(new Exposure(config.rank(), host));
    }

    /** {@return whether links of the drone of {@code config} may leave this machine, as far as it knows of them} */
    static boolean isPossible(HiveConfig config) {
        return config.hasLinks()
                && !(isLoopback(config.bind())
                        && isLoopback(config.coordinator().getHostString()));
    }

    /** Says that it must be wanted. */
    void refuse() {
        throw new IllegalArgumentException("Drone " + rank + " would listen on " + host
                + ", where other machines reach it, and has no secret to keep them out with; name a file that has one with"
                + " HIVEMIND_SECRET_FILE, or, if everybody on that network may read and change what the hive shares, say so with"
                + " --insecure or HIVEMIND_INSECURE=true.");
    }

    /** {@return what is to be told loudly where it is wanted} */
    String warning() {
        return "INSECURE: drone " + rank + " listens on " + host
                + " without encryption; everybody on that network may read and change what the hive shares.";
    }

    private static boolean isAny(String host) {
        return literal(host).map(InetAddress::isAnyLocalAddress).orElse(false);
    }

    private static boolean isLoopback(String host) {
        return literal(host).map(InetAddress::isLoopbackAddress).orElse(host.equals("localhost"));
    }

    /** {@return the address that {@code host} is, without asking anybody what a name means} */
    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }
}
