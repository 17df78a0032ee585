package io.hivemind.wire;

/**
 * Where a drone listens.
 *
 * @param host a name or an address, as it is to be resolved by who connects
 * @param port from 0 to 65,535; 0 if it does not listen
 */
public record Address(String host, int port) {
    /** Checks the port. */
    public Address {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The port is " + port + "; it must be from 0 to 65535.");
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
