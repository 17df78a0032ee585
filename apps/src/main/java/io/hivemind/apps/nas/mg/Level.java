package io.hivemind.apps.nas.mg;

import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Share;
import java.util.Optional;

/**
 * One worker's part of the grids of one size: an approximate solution and its residual.
 *
 * <p>Fine grids are divided: a worker has some neighbouring planes, and its neighbours' nearest planes as copies. A coarse
 * plane belongs to whoever has the fine plane in its middle, so that one copy on each side is enough for going up and
 * down. Where planes are fewer than workers, some have none. Coarse grids, up to {@link #WHOLE}, every worker has whole, and
 * does all of the work on them: that is less than waiting for others.
 */
final class Level {
    /** The finest level at which everybody has the whole grid: 16 elements in each direction. */
    static final int WHOLE = 4;

    final Grid solution;
    final Grid residual;

    /** Which planes of the residual this worker makes from those of the finer level. */
    final Share made;

    private final Partition partition;
    private final int level;
    private final Meeting meeting;

    Level(Partition partition, int level, Meeting meeting) {
        this.partition = partition;
        this.level = level;
        this.meeting = meeting;
        int width = 1 << level;
        Share own = level > WHOLE ? partition.own(level) : new Share(0, width);
        solution = new Grid(width, own);
        residual = new Grid(width, own);
        made = level >= WHOLE ? partition.own(level) : own;
    }

    /** How many places the workers need to show each other planes of one grid of that level: none below {@link #WHOLE}. */
    static int places(int level, int workers) {
        if (level > WHOLE) {
            return 2 * workers;
        }
        return level == WHOLE ? 1 << level : 0;
    }

    /** Brings the planes of {@code grid} that are copies up to date, by way of {@code planes} unless the grid is whole. */
    void share(Grid grid, Optional<Planes> planes) throws InterruptedException {
        if (level <= WHOLE) {
            grid.closeRound();
            return;
        }
        Planes shown = planes.orElseThrow();
        Share own = grid.own;
        if (own.length() > 0) {
            shown.put(firstPlace(partition.worker()), grid.plane(own.from()));
            shown.put(lastPlace(partition.worker()), grid.plane(own.to() - 1));
        }
        meeting.await();
        shown.get(lastPlace(partition.before(level)), grid.plane(own.from() - 1));
        shown.get(firstPlace(partition.after(level)), grid.plane(own.to()));
        grid.close(own.from() - 1);
        grid.close(own.to());
    }

    /** Completes a residual of which each worker has made some planes. */
    void gather(Optional<Planes> planes) throws InterruptedException {
        if (level < WHOLE) {
            residual.closeRound();
            return;
        }
        if (level > WHOLE) {
            share(residual, planes);
            return;
        }
        Planes shown = planes.orElseThrow();
        for (int z = made.from(); z < made.to(); z++) {
            shown.put(z, residual.plane(z));
        }
        meeting.await();
        shown.expectAll();
        for (int z = 0; z < residual.width; z++) {
            if (z < made.from() || z >= made.to()) {
                shown.get(z, residual.plane(z));
                residual.close(z);
            }
        }
        residual.closeRound();
    }

    private static int firstPlace(int worker) {
        return 2 * worker;
    }

    private static int lastPlace(int worker) {
        return 2 * worker + 1;
    }
}
