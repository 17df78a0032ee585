package io.hivemind.apps.nas.ft;

import io.hivemind.apps.frame.Share;
import io.hivemind.apps.nas.Random46;

/**
 * One worker's part of the solution. It owns a share of the planes z of the grid, and a share of the frequencies x.
 *
 * <p>In a plane it transforms by x and y, which it has whole. To transform by z it needs one x of every plane, so all workers
 * exchange lines, each the complex numbers of all y at one x and z: the planes' owners put them, the frequencies' owners
 * take them, and later the other way round.
 */
final class Solver {
    private final Problem problem;
    private final Share planes;
    private final Share columns;
    private final Exchange frequencies;
    private final Exchange space;
    private final Fft byX;
    private final Fft byY;
    private final Fft byZ;
    private final double[] dampingX;
    private final double[] dampingY;
    private final double[] dampingZ;

    /** The frequencies of the columns as they are at this time: for each x the lines of all z. */
    private final Lines[] spectrum;

    /** The same on their way back. Handed on to the planes' owners. */
    private final Lines[] returned;

    private final Lines linesOfX;
    private final Lines linesOfY;

    Solver(Problem problem, int worker, int workers, Exchange frequencies, Exchange space) {
        this.problem = problem;
        this.frequencies = frequencies;
        this.space = space;
        planes = Share.of(problem.nz(), worker, workers);
        columns = Share.of(problem.nx(), worker, workers);
        byX = new Fft(problem.nx());
        byY = new Fft(problem.ny());
        byZ = new Fft(problem.nz());
        dampingX = Problem.damping(problem.nx());
        dampingY = Problem.damping(problem.ny());
        dampingZ = Problem.damping(problem.nz());
        spectrum = Lines.blocks(columns.length(), problem.nz(), problem.ny());
        returned = Lines.blocks(columns.length(), problem.nz(), problem.ny());
        linesOfX = new Lines(problem.nx(), problem.ny());
        linesOfY = new Lines(problem.ny(), problem.nx());
    }

    /** Makes the state at the beginning, which is random, transforms the planes, and puts their lines. */
    void begin() {
        double[] numbers = new double[2 * problem.nx()];
        var random = new Random46(Random46.SEED);
        random.skip((long) planes.from() * problem.ny() * numbers.length);
        for (int z = planes.from(); z < planes.to(); z++) {
            for (int y = 0; y < problem.ny(); y++) {
                random.next(numbers, 0, numbers.length);
                for (int x = 0; x < problem.nx(); x++) {
                    linesOfY.re[y][x] = numbers[2 * x];
                    linesOfY.im[y][x] = numbers[2 * x + 1];
                }
            }
            byY.forward(linesOfY);
            var lines = new Lines(problem.nx(), problem.ny());
            linesOfY.transposeTo(lines);
            byX.forward(lines);
            frequencies.put(z, problem.nz(), lines);
        }
    }

    /** Takes the lines of the columns and transforms them by z, which makes them frequencies. */
    void transform() {
        var incoming = frequencies.take(columns.from() * problem.nz(), columns.length() * problem.nz());
        for (int i = 0; i < spectrum.length; i++) {
            incoming.get((columns.from() + i) * problem.nz(), spectrum[i]);
            byZ.forward(spectrum[i]);
        }
    }

    /** Keeps the frequencies of the columns where lines were exchanged, which is of no use any more. */
    void keep(Exchange kept) {
        for (int i = 0; i < spectrum.length; i++) {
            kept.put((columns.from() + i) * problem.nz(), 1, spectrum[i]);
        }
    }

    /** Begins with the frequencies that were kept. */
    void begin(Exchange kept) {
        var incoming = kept.take(columns.from() * problem.nz(), columns.length() * problem.nz());
        for (int i = 0; i < spectrum.length; i++) {
            incoming.get((columns.from() + i) * problem.nz(), spectrum[i]);
        }
    }

    /** Damps the frequencies by one step of time, transforms a copy of them back by z, and puts its lines. */
    void advance() {
        for (int i = 0; i < spectrum.length; i++) {
            int x = columns.from() + i;
            for (int z = 0; z < problem.nz(); z++) {
                double damping = dampingX[x] * dampingZ[z];
                damp(spectrum[i].re[z], returned[i].re[z], damping);
                damp(spectrum[i].im[z], returned[i].im[z], damping);
            }
            byZ.backward(returned[i]);
            space.put(x, problem.nx(), returned[i]);
        }
    }

    /** Takes the lines of the planes, transforms them back by x and y, and adds the checked elements to two sums. */
    void observe(double[] sums, int place) {
        var incoming = space.take(planes.from() * problem.nx(), planes.length() * problem.nx());
        for (int z = planes.from(); z < planes.to(); z++) {
            incoming.get(z * problem.nx(), linesOfX);
            byX.backward(linesOfX);
            linesOfX.transposeTo(linesOfY);
            byY.backward(linesOfY);
            for (int j = 1; j <= Problem.CHECKED; j++) {
                if (5 * j % problem.nz() == z) {
                    sums[place] += linesOfY.re[3 * j % problem.ny()][j % problem.nx()];
                    sums[place + 1] += linesOfY.im[3 * j % problem.ny()][j % problem.nx()];
                }
            }
        }
    }

    private void damp(double[] line, double[] copy, double damping) {
        for (int y = 0; y < line.length; y++) {
            line[y] *= damping * dampingY[y];
            copy[y] = line[y];
        }
    }
}
