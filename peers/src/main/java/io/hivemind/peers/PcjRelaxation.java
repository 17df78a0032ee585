package io.hivemind.peers;

import java.util.Arrays;
import org.pcj.PCJ;

/**
 * The relaxation on two threads of PCJ as one writes it by hand: each has half of the rows, and after each colour puts its
 * outermost row into the other's memory. Rows of either colour have a place of their own there, so that nobody is overtaken.
 */
final class PcjRelaxation {
    private static final int WARM_UP_ITERATIONS = 10;
    private static final PcjProgram.Shared[] HALOS = {PcjProgram.Shared.redHalo, PcjProgram.Shared.blackHalo};
    private static final int HALF = Relaxation.SIZE / 2;

    private final boolean first;

    /** The first of all rows that this thread has. */
    private final int from;

    private final double[][] rows;

    /** The neighbour's row next to these. */
    private double[] halo;

    private PcjRelaxation(boolean first) {
        this.first = first;
        from = first ? 0 : HALF;
        rows = Relaxation.rows(from, from + HALF);
        halo = new double[Relaxation.SIZE];
    }

    /** {@return how long it took} The result must be the serial one, bit for bit. */
    static double seconds(boolean first) {
        Relaxation.serial(WARM_UP_ITERATIONS);
        new PcjRelaxation(first).run(WARM_UP_ITERATIONS);
        var measured = new PcjRelaxation(first);
        PCJ.barrier();
        long begin = System.nanoTime();
        measured.run(Relaxation.ITERATIONS);
        PCJ.barrier();
        double seconds = (System.nanoTime() - begin) / 1e9;
        measured.check();
        return seconds;
    }

    private void run(int iterations) {
        for (PcjProgram.Shared each : HALOS) {
            PCJ.monitor(each);
        }
        PCJ.barrier();
        for (int iteration = 0; iteration < iterations; iteration++) {
            for (int colour = 0; colour < 2; colour++) {
                relax(colour);
                var put = PCJ.asyncPut(rows[first ? HALF - 1 : 0], first ? 1 : 0, HALOS[colour]);
                PCJ.waitFor(HALOS[colour]);
                put.get();
                halo = PCJ.getLocal(HALOS[colour]);
            }
        }
    }

    private void relax(int colour) {
        for (int index = first ? 1 : 0; index < (first ? HALF : HALF - 1); index++) {
            double[] above = index == 0 ? halo : rows[index - 1];
            double[] below = index == HALF - 1 ? halo : rows[index + 1];
            Relaxation.relax(above, rows[index], below, Relaxation.begin(from + index, colour));
        }
    }

    private void check() {
        double[][] expected = Relaxation.serial(Relaxation.ITERATIONS);
        if (!Arrays.deepEquals(rows, Arrays.copyOfRange(expected, from, from + HALF))) {
            throw new IllegalStateException("The grid is not what one thread makes of it.");
        }
    }
}
