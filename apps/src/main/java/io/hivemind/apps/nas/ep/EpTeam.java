package io.hivemind.apps.nas.ep;

import io.hivemind.apps.frame.Share;
import io.hivemind.apps.nas.NpbClass;
import io.hivemind.apps.nas.Steps;
import io.hivemind.apps.nas.Team;
import io.hivemind.apps.nas.Verdict;
import java.util.Arrays;
import java.util.LinkedHashMap;

/** Workers who each make their share of the batches and then add what they found to one total. */
final class EpTeam implements Team {
    /** How far a sum may be from the published one, in parts of that. */
    private static final double TOLERANCE = 1e-8;

    /** In how many steps it is done if there may be checkpoints. */
    private static final int KEPT_STEPS = 16;

    private final NpbClass size;

    /** The number of this process's first worker among all workers. */
    private final int first;

    private final int workers;
    private final Total total;

    EpTeam(NpbClass size, int first, int workers, Total total) {
        this.size = size;
        this.first = first;
        this.workers = workers;
        this.total = total;
    }

    /** {@return how many batches of pairs the problem has} */
    static int batches(NpbClass size) {
        return switch (size) {
            case S -> 1 << 8;
            case W -> 1 << 9;
            case A -> 1 << 12;
        };
    }

    @Override
    public void prepare(int worker) {}

    /** {@inheritDoc} There is one step, or several if there may be a checkpoint in between: what was found is in the total then. */
    @Override
    public void run(int worker, Steps steps) {
        int whole = steps.areKept() ? KEPT_STEPS : 1;
        var tally = new Tally();
        for (int step = steps.begun(whole); step < whole; step++) {
            count(tally, Share.of(batches(size), step, whole), worker, steps);
            if (steps.isDue(step + 1, whole)) {
                total.add(tally.values());
                tally = new Tally();
                steps.save(step + 1);
            }
        }
        total.add(tally.values());
    }

    private void count(Tally tally, Share batches, int worker, Steps steps) {
        Share share = Share.of(batches.length(), first + worker, workers);
        for (int batch = batches.from() + share.from(); batch < batches.from() + share.to(); batch++) {
            tally.count(batch);
            if (worker == 0) {
                steps.tell(batch + 1L, batches(size));
            }
        }
    }

    @Override
    public Verdict verdict() {
        double[] values = total.values();
        double[] counts = Arrays.copyOfRange(values, Tally.COUNTS, Tally.VALUES);
        var details = new LinkedHashMap<String, Object>();
        details.put("sumX", values[0]);
        details.put("sumY", values[1]);
        details.put("gaussian", (long) Arrays.stream(counts).sum());
        details.put(
                "counts", Arrays.stream(counts).mapToObj(count -> (long) count).toList());
        return new Verdict(agrees(values, published(size)), details);
    }

    /** {@return whether the sums are near enough to the published ones} */
    static boolean agrees(double[] sums, double[] published) {
        return Math.abs(sums[0] / published[0] - 1) <= TOLERANCE && Math.abs(sums[1] / published[1] - 1) <= TOLERANCE;
    }

    /** {@return the sums as NASA publishes them: NPB 3.4, EP/ep.f90} */
    private static double[] published(NpbClass size) {
        return switch (size) {
            case S -> new double[] {-3.247834652034740e3, -6.958407078382297e3};
            case W -> new double[] {-2.863319731645753e3, -6.320053679109499e3};
            case A -> new double[] {-4.295875165629892e3, -1.580732573678431e4};
        };
    }
}
