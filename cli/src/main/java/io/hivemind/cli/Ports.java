package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine that nobody listens on. As a program of its own it answers a launcher on another machine. */
final class Ports {
    private Ports() {}

    /** Says which port is free: {@code arguments} are the address to listen on, and the port that it must be, or 0; says nothing if none is. */
    public static void main(String[] arguments) {
        try (var socket = new ServerSocket(Integer.parseInt(arguments[1]), 1, InetAddress.getByName(arguments[0]))) {
            System.out.println(Ssh.ANSWER + socket.getLocalPort());
        } catch (IOException taken) {
            System.err.println(taken.getMessage());
        }
    }

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
