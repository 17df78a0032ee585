package io.hivemind.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What each process runs: one system, all that is measured of it. */
public final class Main {
    private Main() {}

    /**
     * Measures the system that the first argument names. Then follow the port of the meeting, the file for the figures, and
     * but for HiveMind, which learns its place from its environment, the ports of the two processes; and but for PCJ, which
     * starts its processes itself, the number of this process.
     */
    public static void main(String[] arguments) throws IOException {
        int meeting = Integer.parseInt(arguments[1]);
        Path results = Path.of(arguments[2]);
        switch (arguments[0]) {
            case "hivemind" -> {
                try (var drone = HiveMindPeer.join()) {
                    measure(drone, drone.isFirst(), meeting, results);
                }
            }
            case "pcj" -> PcjProgram.deploy(meeting, port(arguments, 3), port(arguments, 4), results);
            case "hazelcast" -> {
                boolean first = arguments[5].equals("0");
                try (var member = HazelcastPeer.join(first, port(arguments, 3), port(arguments, 4))) {
                    measure(member, first, meeting, results);
                }
            }
            case "infinispan" -> {
                boolean first = arguments[5].equals("0");
                try (var node = InfinispanPeer.join(first, port(arguments, 3), port(arguments, 4))) {
                    measure(node, first, meeting, results);
                }
            }
            default -> throw new IllegalArgumentException("There is no peer called " + arguments[0] + ".");
        }
    }

    private static void measure(Peer peer, boolean first, int port, Path results) throws IOException {
        try (var meeting = Meeting.with(first, port)) {
            var figures = new Trial(peer, first, meeting).run();
            if (first) {
                Files.writeString(results, Trial.text(figures));
            }
            meeting.meet();
        }
    }

    private static int port(String[] arguments, int index) {
        return Integer.parseInt(arguments[index]);
    }
}
