package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.HiveView;
import io.hivemind.SharedLongs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The memory of the machine that a drone's process takes, as the system counts it.
 *
 * @param boundBytes how much of it the drone may take for the shared memory
 * @param joinedBytes how much was resident when the drone had joined: the share of the JVM itself; 0 if the system does not tell
 * @param javaHeapBytes how large the Java heap was at the end, where twins and diffs are, the program's own objects, and dead ones
 * @param peakBytes the most that was resident at any time; 0 if the system does not tell
 */
public record Footprint(long boundBytes, long joinedBytes, long javaHeapBytes, long peakBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern LINE = Pattern.compile("(Vm\\w+):\\s+(\\d+) kB");
    private static final String RESIDENT = "VmRSS";
    private static final String MOST_RESIDENT = "VmHWM";
    private static final long WIDTH = 3;

    /** {@return how many bytes of this process are resident now; 0 if the system does not tell} */
    public static long residentBytes() {
        return bytes(RESIDENT);
    }

    /**
     * {@return the footprints of all drones, by rank, in a hive that bounds their memory; else none} Every drone must call this, with one
     * thread: it waits for all of them.
     *
     * @param joinedBytes what {@link #residentBytes} said on this drone when it had joined
     */
    public static List<Footprint> gather(Hive hive, long joinedBytes) {
        if (!Ration.of(hive).isLimited()) {
            return List.of();
        }
        long boundBytes = Ration.of(hive).bytesPerDrone();
        HiveView view = Patience.await(hive);
        SharedLongs rows = hive.longs("frame.footprints " + view.number() + " of " + view.size(), WIDTH * view.size());
        rows.set(
                WIDTH * view.position(hive.rank()),
                new long[] {joinedBytes, Runtime.getRuntime().totalMemory(), bytes(MOST_RESIDENT)});
        Patience.await(hive);
        return IntStream.range(0, view.size())
                .mapToObj(place -> new Footprint(
                        boundBytes, rows.get(WIDTH * place), rows.get(WIDTH * place + 1), rows.get(WIDTH * place + 2)))
                .toList();
    }

    private static long bytes(String name) {
        try (var lines = Files.lines(STATUS)) {
            return lines.map(LINE::matcher)
                    .filter(line -> line.matches() && line.group(1).equals(name))
                    .mapToLong(line -> Long.parseLong(line.group(2)) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notThisSystem) {
            return 0;
        }
    }
}
