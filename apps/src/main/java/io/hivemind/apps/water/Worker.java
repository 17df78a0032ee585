package io.hivemind.apps.water;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** One thread with its block of molecules. */
final class Worker {
    private final Block block;
    private final Exchange exchange;

    Worker(Block block, Exchange exchange) {
        this.block = block;
        this.exchange = exchange;
    }

    /** Moves the molecules for so many steps, and tells {@code done} after each how many are done. */
    void run(int steps, IntConsumer done) throws InterruptedException {
        var totals = Totals.none(steps);
        exchange.publish();
        for (int step = 0; step < steps; step++) {
            exchange.gather();
            Arrays.fill(exchange.forces(), 0);
            totals.addPotential(step, block.pull(exchange.positions(), exchange.forces()));
            exchange.sum();
            block.move(exchange.positions(), exchange.forces(), totals, step);
            exchange.publish();
            done.accept(step + 1);
        }
        exchange.addTotals(totals);
    }
}
