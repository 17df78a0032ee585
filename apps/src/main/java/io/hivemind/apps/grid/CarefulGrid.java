package io.hivemind.apps.grid;

import io.hivemind.Hive;
import io.hivemind.HiveView;
import io.hivemind.SharedBarrier;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Patience;
import io.hivemind.apps.frame.Share;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The work on a grid in a hive that goes on when drones fail. There are two grids without backup: each step reads one and stores what it
 * makes in the other. Behind it all meet, and the barrier tells all of them the same members. If these are others than those among whom
 * the rows were shared, some rows may be lost: then those who are left share them anew, and all take the work up where it was last
 * <em>kept</em>, which is done now and then: all copy what the last step has made to a grid that is backed up.
 *
 * <p>There are two of those as well, so that one is whole while the other is written. Nothing need be kept of the beginning, which can be
 * made again, nor of the end: one drone fetches all of it and tells what came out, and if another fails before it has all, or it fails itself
 * before it has told, the last steps are done again.
 *
 * @param <R> a plain array of cells: a row
 * @param <S> a span over cells
 */
final class CarefulGrid<R, S> {
    private static final int GRIDS = 2;

    private final Hive hive;
    private final GridSettings settings;
    private final Cells<R, S> cells;
    private final Relaxation<R, S> relaxation;
    private final List<SharedGrid<R, S>> grids;
    private final List<SharedGrid<R, S>> copies;
    private final Keeping keeping;

    /** What was kept last: a thread says so when it knows that it was, and all know the same. */
    private volatile Kept kept = new Kept(0, 0);

    /** Who has done the last step. */
    private volatile List<Integer> members = List.of();

    /**
     * What was kept last.
     *
     * @param times how often anything was; never, if nothing is but the beginning
     * @param step before which step
     */
    private record Kept(int times, int step) {}

    /** What one drone makes of the result, all of which it has. */
    @FunctionalInterface
    interface Look<M, T> {
        /** Looks at the result; {@code behind} is what this drone did behind the last step. */
        T at(M behind) throws InterruptedException;
    }

    /** Opens the grids of the hive, whose names begin so. */
    CarefulGrid(
            Hive hive,
            GridSettings settings,
            Cells<R, S> cells,
            Relaxation<R, S> relaxation,
            long stride,
            String name) {
        this.hive = hive;
        this.settings = settings;
        this.cells = cells;
        this.relaxation = relaxation;
        this.grids = List.of(grid(name + ".even", stride), grid(name + ".odd", stride));
        this.copies = List.of(grid(name + ".copy", stride), grid(name + ".other", stride));
        this.keeping = new Keeping(hive, name + ".keep", settings.keepSeconds());
        grids.forEach(SharedGrid::withoutBackup);
    }

    /** {@return how many steps there are} */
    int steps() {
        return settings.iterations() * relaxation.reach();
    }

    /** Makes both grids, with all drones: their edges stay as they are. */
    void fill() {
        HiveView before;
        HiveView now = Patience.await(hive);
        do {
            HiveView members = now;
            grids.forEach(grid -> fill(grid, members));
            before = members;
            now = Patience.await(hive);
        } while (now.number() != before.number());
    }

    /**
     * Does all steps and has one drone look at what came out. All drones call this. Steps that were not kept are done again if something
     * of the result is lost before one drone has all of it, or with that one before the others know that it has looked.
     *
     * @param done is told how many steps are done
     * @param behind what every drone does behind the last step
     * @return what it made of it, on the drone that looked
     */
    <M, T> Optional<T> run(IntConsumer done, Supplier<M> behind, Look<M, T> look) throws InterruptedException {
        for (boolean isFirst = true; ; isFirst = false) {
            work(done, isFirst);
            M own = behind.get();
            int first = members.getFirst();
            if (hive.rank() == first) {
                result().fetch(0, settings.rows());
            }
            if (Patience.await(hive).members().equals(members)) {
                Optional<T> seen = hive.rank() == first ? Optional.of(look.at(own)) : Optional.empty();
                if (Patience.await(hive).has(first)) {
                    return seen;
                }
            }
        }
    }

    /** {@return the grid that the last step has made} */
    SharedGrid<R, S> result() {
        return after(steps());
    }

    private void work(IntConsumer done, boolean isFirst) throws InterruptedException {
        keeping.kept();
        SharedBarrier barrier = hive.barrier(Meeting.BARRIER, settings.threads());
        Crew.run(
                settings.threads(),
                thread -> new Stint(thread, () -> barrier.await().view(), done).run(isFirst));
    }

    /** The work of one thread. All threads of all drones do the same at the same time, each with rows of its own. */
    private final class Stint {
        private final int thread;
        private final Supplier<HiveView> meeting;
        private final IntConsumer done;
        /** The members among whom the rows are shared. */
        private HiveView view;

        Stint(int thread, Supplier<HiveView> meeting, IntConsumer done) {
            this.thread = thread;
            this.meeting = meeting;
            this.done = done;
            this.view = meeting.get();
        }

        void run(boolean isFirst) {
            int step = 0;
            // What was filled in may be gone with somebody who failed before this began.
            boolean whole = isFirst && view.number() == 0;
            while (!whole || step < steps()) {
                if (!whole) {
                    restore();
                    step = kept.step();
                    whole = true;
                } else if (kept.step() < step && keeping.isDue(step)) {
                    whole = keep(step);
                } else {
                    whole = relax(step);
                    step += whole ? 1 : 0;
                }
            }
            members = view.members();
        }

        /** Does a step. {@return whether it is whole} */
        private boolean relax(int step) {
            keeping.consider(step, thread == 0 && view.position(hive.rank()) == 0);
            relaxation.step(cells, after(step), after(step + 1), band(), step % relaxation.reach());
            boolean whole = isSame();
            if (whole) {
                done.accept(step + 1);
            }
            return whole;
        }

        /** Keeps what was made before step {@code step}. {@return whether it is whole} */
        private boolean keep(int step) {
            int times = kept.times() + 1;
            copy(after(step), copies.get(times % GRIDS));
            boolean whole = isSame();
            if (whole) {
                kept = new Kept(times, step);
                keeping.kept();
            }
            return whole;
        }

        /** Makes both grids what was kept last. */
        private void restore() {
            do {
                for (SharedGrid<R, S> grid : grids) {
                    if (kept.times() == 0) {
                        Share rows = rows();
                        Pattern.fill(cells, grid, 0, rows.from(), rows.to());
                    } else {
                        copy(lastCopy(), grid);
                    }
                }
            } while (!isSame());
        }

        private void copy(SharedGrid<R, S> from, SharedGrid<R, S> to) {
            Share rows = rows();
            R buffer = cells.row(settings.columns());
            from.fetch(rows.from(), rows.to());
            for (int row = rows.from(); row < rows.to(); row++) {
                to.put(row, 0, from.row(row, buffer), 0, settings.columns());
            }
        }

        /** Meets all others. {@return whether the members are the same as before} */
        private boolean isSame() {
            HiveView before = view;
            view = meeting.get();
            return view.number() == before.number();
        }

        /** {@return the rows that this thread copies, the edges among them} */
        private Share rows() {
            return Share.of(settings.rows(), position(), workers());
        }

        /** {@return the rows that this thread computes, the edges not among them} */
        private Share band() {
            return Worker.band(settings.rows(), position(), workers());
        }

        private int position() {
            return view.position(hive.rank()) * settings.threads() + thread;
        }

        private int workers() {
            return view.size() * settings.threads();
        }
    }

    private SharedGrid<R, S> lastCopy() {
        return copies.get(kept.times() % GRIDS);
    }

    /** {@return the grid that is made when so many steps are done} */
    private SharedGrid<R, S> after(int steps) {
        return grids.get(steps % GRIDS);
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
