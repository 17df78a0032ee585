package io.hivemind.bench.primitives;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What came out for one primitive.
 *
 * @param primitive what was measured
 * @param drones on how many drones
 * @param pace how
 * @param median the median of all its times, in microseconds
 * @param p99 the time that 99 of 100 stayed below, in microseconds
 * @param roundTrips its multiple of {@link Primitive#unit}: the median over the rounds, in each of which medians are
 *     compared, so that a busy moment of the machine weighs on both or on few
 */
record Figure(Primitive primitive, int drones, Pace pace, double median, double p99, double roundTrips) {
    private static final double NANOS_PER_MICRO = 1000;

    /** {@return the figure that {@code seen} holds for {@code primitive}, which must have been measured there} */
    static Figure of(Observations seen, Primitive primitive, Pace pace) {
        List<Batch> batches = seen.of(primitive, pace);
        List<Batch> units = seen.of(primitive.unit(), pace);
        double[] multiples = new double[Math.min(batches.size(), units.size())];
        Arrays.setAll(
                multiples,
                round -> batches.get(round).median() / units.get(round).median());
        Batch all = new Batch(
                primitive, pace, batches.stream().flatMapToDouble(Batch::times).toArray());
        return new Figure(
                primitive,
                seen.drones(),
                pace,
                all.median() / NANOS_PER_MICRO,
                all.quantile(0.99) / NANOS_PER_MICRO,
                new Batch(primitive, pace, multiples).median());
    }

    /** {@return the greatest multiple that is good enough, if one was set} They were set for operations back to back. */
    OptionalDouble target() {
        return pace == Pace.BACK_TO_BACK ? primitive.target() : OptionalDouble.empty();
    }

    /** {@return this figure for programs} */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", primitive.key());
        map.put("drones", drones);
        map.put("pace", pace.key());
        map.put("medianMicroseconds", rounded(median));
        map.put("p99Microseconds", rounded(p99));
        map.put("roundTrips", rounded(roundTrips));
        map.put("unit", primitive.unit().key());
        target().ifPresent(target -> {
            map.put("target", target);
            map.put("reached", roundTrips <= target);
        });
        return map;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
