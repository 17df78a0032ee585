package io.hivemind.bench.failover;

import java.util.List;
import java.util.stream.Stream;

/**
 * How long one hive was held up by the end of a drone. Times are in milliseconds from the kill on.
 *
 * @param noticed until the last of the others had noticed that its link was closed
 * @param viewed until the last of them had gone on to the next view
 * @param locked until the first of them had the lock that it held
 * @param passed until the last of them had passed the barrier at which it was missing
 * @param roundTripMicros what a round trip of 64 bytes took before, in microseconds
 */
public record Failover(double noticed, double viewed, double locked, double passed, double roundTripMicros) {
    private static final double MICROS_PER_MILLI = 1000;
    private static final double NANOS_PER_MICRO = 1000;

    /**
     * {@return what came out}
     *
     * @param text what a drone wrote that runs {@link Main}
     * @param noticedMicros when the last had noticed it, in microseconds since the epoch
     */
    public static Failover parse(String text, long noticedMicros) {
        List<Long> moments =
                Stream.of(text.strip().split(" ")).map(Long::valueOf).toList();
        long killed = moments.get(0);
        return new Failover(
                (noticedMicros - killed) / MICROS_PER_MILLI,
                (moments.get(1) - killed) / MICROS_PER_MILLI,
                (moments.get(2) - killed) / MICROS_PER_MILLI,
                (moments.get(3) - killed) / MICROS_PER_MILLI,
                moments.get(4) / NANOS_PER_MICRO);
    }
}
