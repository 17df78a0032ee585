package io.hivemind.bench.primitives;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The times that one primitive took in one round, in nanoseconds. */
final class Batch {
    private final Primitive primitive;
    private final Pace pace;

    /** Ascending, and at least one. */
    private final double[] nanos;

    /** Makes a batch of these times, in whatever order they come. */
    Batch(Primitive primitive, Pace pace, double[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("A batch of \"" + primitive.title() + "\" has no times.");
        }
        this.primitive = primitive;
        this.pace = pace;
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
    }

    Primitive primitive() {
        return primitive;
    }

    Pace pace() {
        return pace;
    }

    DoubleStream times() {
        return Arrays.stream(nanos);
    }

    /** {@return the time that {@code share} of the operations stayed below} */
    double quantile(double share) {
        return nanos[Math.min(nanos.length - 1, (int) (share * nanos.length))];
    }

    double median() {
        return quantile(0.5);
    }
}
