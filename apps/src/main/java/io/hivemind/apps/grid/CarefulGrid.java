package io.hivemind.apps.grid;

import io.hivemind.Hive;
import io.hivemind.HiveView;
import io.hivemind.SharedBarrier;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Patience;
import io.hivemind.apps.frame.Share;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The work on a grid in a hive that goes on when drones fail. There are two grids: each step reads one and stores what it makes in the
 * other, so it can be done again. Behind it all meet, and the barrier tells all of them the same members. If these are others than
 * those among whom the rows were shared, some rows may not have been made: then those who are left share them anew and do the step once
 * more. Nobody needs to know which rows are missing, for who makes a row again makes the same of it.
 *
 * <p>A drone that fails when it has been at the barrier, too late for anybody to be told there, is missed at the next. What it
 * stored before is there, for others had it before the barrier opened.
 *
 * @param <R> a plain array of cells: a row
 * @param <S> a span over cells
 */
final class CarefulGrid<R, S> {
    private static final int GRIDS = 2;

    /** What is done by the workers among whom a view shares the rows. */
    @FunctionalInterface
    private interface Work {
        void run(HiveView view);
    }

    private final Hive hive;
    private final GridSettings settings;
    private final Cells<R, S> cells;
    private final Relaxation<R, S> relaxation;
    private final List<SharedGrid<R, S>> grids;

    /** Opens the grids of the hive, which have these names. */
    CarefulGrid(
            Hive hive,
            GridSettings settings,
            Cells<R, S> cells,
            Relaxation<R, S> relaxation,
            long stride,
            String name,
            String other) {
        this.hive = hive;
        this.settings = settings;
        this.cells = cells;
        this.relaxation = relaxation;
        this.grids = List.of(grid(name, stride), grid(other, stride));
    }

    /** {@return how many steps there are} */
    int steps() {
        return settings.iterations() * relaxation.reach();
    }

    /** Makes both grids, with all drones: their edges stay as they are. */
    void fill() {
        Supplier<HiveView> meeting = () -> Patience.await(hive);
        untilTheSame(meeting.get(), meeting, view -> grids.forEach(grid -> fill(grid, view)));
    }

    /** Does all steps, with all drones. {@code done} is told how many are. */
    void run(IntConsumer done) throws InterruptedException {
        SharedBarrier barrier = hive.barrier(Meeting.BARRIER, settings.threads());
        Supplier<HiveView> meeting = () -> barrier.await().view();
        Crew.run(settings.threads(), thread -> {
            HiveView view = meeting.get();
            for (int step = 0; step < steps(); step++) {
                int number = step;
                view = untilTheSame(view, meeting, of -> step(number, band(of, thread)));
                done.accept(step + 1);
            }
        });
    }

    /** {@return the grid that the last step has made} */
    SharedGrid<R, S> result() {
        return grids.get(steps() % GRIDS);
    }

    /** Does {@code work} as often as it takes until the members were the same before and after it, and {@return these} */
    private static HiveView untilTheSame(HiveView members, Supplier<HiveView> meeting, Work work) {
        HiveView before;
        HiveView now = members;
        do {
            before = now;
            work.run(before);
            now = meeting.get();
        } while (now.number() != before.number());
        return now;
    }

    private void step(int step, Share band) {
        relaxation.step(cells, grids.get(step % GRIDS), grids.get((step + 1) % GRIDS), band, step % relaxation.reach());
    }

    private Share band(HiveView view, int thread) {
        int threads = settings.threads();
        return Worker.band(settings.rows(), view.position(hive.rank()) * threads + thread, view.size() * threads);
    }

    private void fill(Grid<R, S> grid, HiveView view) {
        int position = view.position(hive.rank());
        Share share = switch (settings.fill()) {
            case OWN -> Share.of(settings.rows(), position, view.size());
            case DRONE0 -> new Share(0, position == 0 ? settings.rows() : 0);
        };
        Pattern.fill(cells, grid, 0, share.from(), share.to());
    }

    private SharedGrid<R, S> grid(String name, long stride) {
        return new SharedGrid<>(hive, name, cells, settings.rows(), settings.columns(), stride, Integer.MAX_VALUE);
    }
}
