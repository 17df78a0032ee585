package io.hivemind.apps.water;

import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Share;

/** Workers that are threads of one process, on plain arrays. All have the same positions, and each its own forces. */
final class PlainExchange implements Exchange {
    private final Liquid liquid;
    private final int worker;

    /** The forces that each worker has computed. */
    private final double[][] forces;

    private final Totals totals;
    private final Meeting barrier;

    private PlainExchange(Liquid liquid, int worker, double[][] forces, Totals totals, Meeting barrier) {
        this.liquid = liquid;
        this.worker = worker;
        this.forces = forces;
        this.totals = totals;
        this.barrier = barrier;
    }

    /** Moves all molecules for so many steps, a thread for each block. {@return the totals} The positions change in place. */
    static Totals move(Model model, Liquid liquid, int steps) throws InterruptedException {
        int workers = liquid.layout().blocks();
        double[][] forces = new double[workers][liquid.layout().length()];
        var totals = Totals.none(steps);
        var barrier = Meeting.of(workers);
        Crew.run(workers, worker -> {
            var exchange = new PlainExchange(liquid, worker, forces, totals, barrier);
            new Worker(new Block(model, liquid, worker), exchange).run(steps, _ -> {});
        });
        return totals;
    }

    @Override
    public double[] positions() {
        return liquid.positions();
    }

    @Override
    public double[] forces() {
        return forces[worker];
    }

    @Override
    public void publish() {
        // The others read the same array, once they have passed the barrier.
    }

    @Override
    public void gather() throws InterruptedException {
        await();
    }

    @Override
    public void sum() throws InterruptedException {
        await();
        Share own = liquid.layout().block(worker);
        int from = liquid.layout().start(worker);
        int to = from + own.length() * Layout.NUMBERS;
        for (int other = 0; other < forces.length; other++) {
            if (other != worker) {
                for (int i = from; i < to; i++) {
                    forces[worker][i] += forces[other][i];
                }
            }
        }
    }

    @Override
    public void addTotals(Totals part) {
        synchronized (totals) {
            totals.add(part);
        }
    }

    private void await() throws InterruptedException {
        barrier.await();
    }
}
