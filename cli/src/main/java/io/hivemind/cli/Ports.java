package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine that nobody listens on. */
final class Ports {
    private Ports() {}

    /** {@return a port that is free now} Another program may take it before anybody listens there. */
    static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new Mistake("No port is free on this machine: " + failed.getMessage() + ".", failed);
        }
    }

    /** {@return whether a drone could listen on {@code port} now} */
    static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
