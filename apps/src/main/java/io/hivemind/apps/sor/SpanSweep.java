package io.hivemind.apps.sor;

import io.hivemind.DoubleSpan;
import io.hivemind.FloatSpan;

/**
 * One colour of one row inside a band of rows in shared memory: what {@link Sweep} does, with the same operations in the same order.
 * There is one span for all rows, because a loop over one span is compiled into the best code.
 *
 * @param <S> a span over numbers
 */
@FunctionalInterface
interface SpanSweep<S> {
    /**
     * Relaxes each second number of {@code rows} from {@code first} to {@code end}, exclusive.
     *
     * @param stride from a number to that below it
     * @param towards a quarter of omega
     */
    void relax(S rows, long stride, long first, long end, double towards);

    /** Sweeps floats. */
    static void floats(FloatSpan rows, long stride, long first, long end, double towards) {
        float quarter = (float) towards;
        for (long i = first; i < end; i += 2) {
            float old = rows.get(i);
            float neighbours = (rows.get(i - stride) + rows.get(i + stride)) + (rows.get(i - 1) + rows.get(i + 1));
            rows.set(i, old + quarter * (neighbours - 4 * old));
        }
    }

    /** Sweeps doubles. */
    static void doubles(DoubleSpan rows, long stride, long first, long end, double towards) {
        for (long i = first; i < end; i += 2) {
            double old = rows.get(i);
            double neighbours = (rows.get(i - stride) + rows.get(i + stride)) + (rows.get(i - 1) + rows.get(i + 1));
            rows.set(i, old + towards * (neighbours - 4 * old));
        }
    }
}
