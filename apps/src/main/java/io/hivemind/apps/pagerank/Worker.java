package io.hivemind.apps.pagerank;

import java.util.function.IntConsumer;

/** One thread that ranks its part of the graph. */
final class Worker {
    private final Part part;
    private final Exchange exchange;
    private final Settings settings;

    /** Is told after each iteration how many there were. */
    private final IntConsumer done;

    Worker(Part part, Exchange exchange, Settings settings, IntConsumer done) {
        this.part = part;
        this.exchange = exchange;
        this.settings = settings;
        this.done = done;
    }

    /** {@return after how many iterations it ended} All workers end after the same. */
    int run() throws InterruptedException {
        part.begin();
        exchange.put(0, part);
        exchange.await();
        int iteration = 0;
        boolean goOn = true;
        while (goOn) {
            double dangling = sum(exchange.sums(iteration % 2), Part.DANGLING);
            part.step(exchange.shares(iteration % 2), dangling);
            iteration++;
            // Nobody reads this buffer any more: all have passed the barrier since.
            exchange.put(iteration % 2, part);
            exchange.await();
            done.accept(iteration);
            goOn = iteration < settings.iterations()
                    && (settings.tolerance() == 0
                            || sum(exchange.sums(iteration % 2), Part.CHANGE) >= settings.tolerance());
        }
        exchange.end(part);
        return iteration;
    }

    private static double sum(double[] sums, int which) {
        double sum = 0;
        for (int i = which; i < sums.length; i += Part.SUMS) {
            sum += sums[i];
        }
        return sum;
    }
}
