package io.hivemind.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pcj.PCJ;
import org.pcj.RegisterStorage;
import org.pcj.StartPoint;
import org.pcj.Storage;

/** What each of the two threads of PCJ runs, in a JVM of its own. PCJ makes it, and fills what is named in {@link Shared}. */
@RegisterStorage(PcjProgram.Shared.class)
@SuppressWarnings("UnusedVariable") // PCJ finds the shared fields by their names.
public final class PcjProgram implements StartPoint {
    /** What the threads share, by the names of the fields. */
    @Storage(PcjProgram.class)
    enum Shared {
        blocks,
        redHalo,
        blackHalo
    }

    private static final String MEETING = "meeting";
    private static final String RESULTS = "results";

    private byte[][] blocks = {};

    /** The neighbour's row next to this part, after its red and after its black cells were relaxed. */
    private double[] redHalo = {};

    private double[] blackHalo = {};

    /** Made by PCJ. */
    public PcjProgram() {}

    /** Has PCJ start two processes of this program, and waits for them. */
    static void deploy(int meeting, int firstPort, int secondPort, Path results) {
        PCJ.executionBuilder(PcjProgram.class)
                .addNode("127.0.0.1:" + firstPort)
                .addNode("127.0.0.1:" + secondPort)
                .addProperty(MEETING, String.valueOf(meeting))
                .addProperty(RESULTS, results.toString())
                .deploy();
    }

    @Override
    public void main() throws IOException {
        boolean first = PCJ.myId() == 0;
        try (var meeting = Meeting.with(first, Integer.parseInt(PCJ.getProperty(MEETING)));
                var peer = new PcjPeer()) {
            var figures = new Trial(peer, first, meeting).run();
            figures.put("sor", PcjRelaxation.seconds(first));
            if (first) {
                Files.writeString(Path.of(PCJ.getProperty(RESULTS)), Trial.text(figures));
            }
        }
    }
}
