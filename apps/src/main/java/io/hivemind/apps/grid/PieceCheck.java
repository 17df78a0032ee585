package io.hivemind.apps.grid;

import io.hivemind.Hive;
import io.hivemind.SharedInts;
import io.hivemind.apps.frame.HeapCheck;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Patience;
import io.hivemind.apps.frame.Ration;
import io.hivemind.apps.frame.Share;
import java.util.stream.IntStream;

/**
 * The comparison of a grid that is larger than a drone with plain arrays, piece by piece and on all drones. What a row is in the end
 * depends on no row that is further away than one iteration reaches, times the iterations. So a piece is computed from the beginning in
 * plain arrays with so many rows more on either side, where numbers go wrong row by row, because what is beyond is missing, but not as
 * far as the piece itself. It is the same bit for bit.
 *
 * @param settings what was asked for
 * @param cells the type of the cells
 * @param relaxation how the grid is relaxed
 * @param ration how much there may be in plain arrays
 * @param <R> a plain array of cells: a row
 * @param <S> a span over cells
 */
record PieceCheck<R, S>(GridSettings settings, Cells<R, S> cells, Relaxation<R, S> relaxation, Ration ration) {
    /** Refuses what is too large for the Java heap. */
    void requirePlain() {
        long rows = Math.min(settings.rows(), height() + 2L * margin());
        HeapCheck.requirePlain(
                "check of %,d iterations".formatted(settings.iterations()), rows * settings.columns() * cells.bytes());
    }

    /** {@return whether the grid is right, on drone 0, when all drones have checked their shares; on others, if their shares are} */
    boolean isRight(Hive hive, String name, SharedGrid<R, S> grid) throws InterruptedException {
        SharedInts right = hive.ints(name, hive.size());
        boolean own = isRight(grid, Share.of(settings.rows(), hive.rank(), hive.size()));
        right.set(hive.rank(), own ? 1 : 0);
        Patience.await(hive);
        return own && (hive.rank() != 0 || IntStream.range(0, hive.size()).allMatch(rank -> right.get(rank) == 1));
    }

    private boolean isRight(SharedGrid<R, S> grid, Share share) throws InterruptedException {
        for (int from = share.from(); from < share.to(); from += height()) {
            if (!isPieceRight(grid, new Share(from, Math.min(share.to(), from + height())))) {
                return false;
            }
        }
        return true;
    }

    private boolean isPieceRight(SharedGrid<R, S> grid, Share piece) throws InterruptedException {
        // An even number, for the colour of a number depends on whether its row's number is.
        int top = Math.max(0, piece.from() - margin()) / 2 * 2;
        int bottom = Math.min(settings.rows(), piece.to() + margin());
        var plain = new PlainGrid<>(cells, bottom - top, settings.columns());
        Pattern.fill(cells, plain, top, 0, plain.rows());
        Share band = Worker.band(plain.rows(), 0, 1);
        relaxation.run(new Worker<>(cells, plain, band, settings.iterations(), Meeting.of(1), _ -> {}));
        R buffer = cells.row(settings.columns());
        for (int row = piece.from(); row < piece.to(); row++) {
            if ((row - piece.from()) % grid.together() == 0) {
                grid.fetch(row, Math.min(piece.to(), row + grid.together()));
            }
            if (!cells.same(plain.row(row - top), grid.row(row, buffer))) {
                return false;
            }
        }
        return true;
    }

    /** {@return how many rows on either side of a piece may go wrong} */
    private int margin() {
        return (int) Math.min(settings.rows(), (long) settings.iterations() * relaxation.reach());
    }

    /** {@return how many rows a piece has} With fewer than the margins have, most of the work would be for them. */
    private int height() {
        int fitting = ration.copied((long) settings.columns() * cells.bytes(), 1);
        return Math.clamp(Math.max(2L * margin(), fitting - 2L * margin()), 1, settings.rows());
    }
}
