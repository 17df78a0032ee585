package io.hivemind.apps.nas.ft;

import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.nas.NpbClass;
import io.hivemind.apps.nas.Steps;
import io.hivemind.apps.nas.Sums;
import io.hivemind.apps.nas.Team;
import io.hivemind.apps.nas.Verdict;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/** Workers who each have some planes of the grid, and some of the grid's frequencies. */
final class FtTeam implements Team {
    /** How many sums a worker leaves: a real and an imaginary part for each iteration. */
    static final int SUMS = 2 * Problem.ITERATIONS;

    private static final String KEPT = "ft.kept";

    /** How far a checksum may be from the published one, in parts of that. */
    private static final double TOLERANCE = 1e-12;

    private final NpbClass size;

    /** The number of this process's first worker among all workers. */
    private final int first;

    private final int workers;
    private final Exchange frequencies;
    private final Exchange space;
    private final Sums sums;
    private final Meeting meeting;

    /** The sums that were kept for checkpoints, and are not in those of the workers any more. */
    private volatile double[] before = new double[SUMS];

    FtTeam(NpbClass size, int first, int workers, Exchange frequencies, Exchange space, Sums sums, Meeting meeting) {
        this.size = size;
        this.first = first;
        this.workers = workers;
        this.frequencies = frequencies;
        this.space = space;
        this.sums = sums;
        this.meeting = meeting;
    }

    @Override
    public void prepare(int worker) {}

    @Override
    public void run(int worker, Steps steps) throws InterruptedException {
        int number = first + worker;
        double[] mine = new double[SUMS];
        var solver = new Solver(Problem.of(size), number, workers, frequencies, space);
        int begun = steps.begun(Problem.ITERATIONS);
        if (begun == 0) {
            solver.begin();
            meeting.await();
            solver.transform();
        } else {
            solver.begin(frequencies);
        }
        for (int iteration = begun; iteration < Problem.ITERATIONS; iteration++) {
            solver.advance();
            meeting.await();
            solver.observe(mine, 2 * iteration);
            meeting.await();
            if (worker == 0) {
                steps.tell(iteration + 1L, Problem.ITERATIONS);
            }
            if (steps.isDue(iteration + 1, Problem.ITERATIONS)) {
                solver.keep(frequencies);
                steps.add(KEPT, mine);
                steps.save(iteration + 1);
            }
        }
        sums.set(number * SUMS, mine);
        if (worker == 0) {
            before = steps.sums(KEPT, SUMS);
        }
    }

    @Override
    public Verdict verdict() {
        double[] all = sums.all();
        double[] checksums = new double[SUMS];
        for (int i = 0; i < SUMS; i++) {
            checksums[i] = before[i] / Problem.of(size).elements();
        }
        for (int i = 0; i < all.length; i++) {
            checksums[i % SUMS] += all[i] / Problem.of(size).elements();
        }
        var details = new LinkedHashMap<String, Object>();
        details.put(
                "checksums",
                IntStream.range(0, Problem.ITERATIONS)
                        .mapToObj(iteration -> List.of(checksums[2 * iteration], checksums[2 * iteration + 1]))
                        .toList());
        double[] published = Arrays.stream(Problem.published(size))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        return new Verdict(agrees(checksums, published), details);
    }

    /** {@return whether each complex number is near enough to the published one} */
    static boolean agrees(double[] checksums, double[] published) {
        return IntStream.range(0, Problem.ITERATIONS)
                .map(iteration -> 2 * iteration)
                .allMatch(re -> {
                    double error = Math.hypot(checksums[re] - published[re], checksums[re + 1] - published[re + 1]);
                    return error <= TOLERANCE * Math.hypot(published[re], published[re + 1]);
                });
    }
}
