package io.hivemind.apps.nas.mg;

import io.hivemind.apps.frame.Meeting;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One worker's part of the solution: V-cycles down from the finest grid to the coarsest and up again. On the way down a residual
 * is projected to ever coarser grids; on the way up each grid's solution begins with that of the coarser one and is smoothed.
 */
final class Solver {
    private final Board board;
    private final List<Level> levels;
    private final Grid right;
    private final Stencil stencil;

    Solver(Problem problem, Partition partition, Board board, Meeting meeting) {
        this.board = board;
        levels = IntStream.rangeClosed(1, problem.levels())
                .mapToObj(level -> new Level(partition, level, meeting))
                .toList();
        right = new Grid(problem.width(), levels.getLast().solution.own);
        Charges.of(problem.width()).fill(right);
        stencil = new Stencil(problem.width());
    }

    /** Finds out how far the solution is from one. */
    void findResidual() throws InterruptedException {
        findResidual(levels.size() - 1, right);
    }

    /** Keeps own planes of the solution: all else follows from them. */
    void keep(Planes kept) {
        Grid solution = levels.getLast().solution;
        for (int z = solution.own.from(); z < solution.own.to(); z++) {
            kept.put(z, solution.plane(z));
        }
    }

    /** Begins with the solution that was kept. */
    void begin(Planes kept) {
        Grid solution = levels.getLast().solution;
        for (int z = solution.own.from() - 1; z <= solution.own.to(); z++) {
            kept.get(Math.floorMod(z, solution.width), solution.plane(z));
            solution.close(z);
        }
    }

    /** Improves the solution by one V-cycle. */
    void cycle() throws InterruptedException {
        int finest = levels.size() - 1;
        for (int i = finest - 1; i >= 0; i--) {
            project(i);
        }
        levels.getFirst().solution.clear();
        smooth(0);
        for (int i = 1; i <= finest; i++) {
            if (i < finest) {
                levels.get(i).solution.clear();
            }
            interpolate(i);
            findResidual(i, i < finest ? levels.get(i).residual : right);
            smooth(i);
        }
    }

    /** {@return the sum of the squares of the residual in own planes} */
    double squares() {
        return levels.getLast().residual.squares();
    }

    private void project(int i) throws InterruptedException {
        Level level = levels.get(i);
        Grid fine = levels.get(i + 1).residual;
        for (int z = level.made.from(); z < level.made.to(); z++) {
            stencil.project(fine, level.residual, z);
        }
        level.gather(board.residuals().get(i));
    }

    /** Copies of others' planes are interpolated as well: that takes less than getting them. */
    private void interpolate(int i) {
        Grid coarse = levels.get(i - 1).solution;
        Grid fine = levels.get(i).solution;
        for (int z = fine.own.from() - 1; z <= fine.own.to(); z++) {
            stencil.interpolate(coarse, fine, z);
        }
    }

    private void findResidual(int i, Grid wanted) throws InterruptedException {
        Level level = levels.get(i);
        Grid residual = level.residual;
        for (int z = residual.own.from(); z < residual.own.to(); z++) {
            stencil.residual(level.solution, wanted, residual, z);
        }
        level.share(residual, board.residuals().get(i));
    }

    private void smooth(int i) throws InterruptedException {
        Level level = levels.get(i);
        Grid solution = level.solution;
        for (int z = solution.own.from(); z < solution.own.to(); z++) {
            stencil.smooth(level.residual, solution, z);
        }
        level.share(solution, board.solutions().get(i));
    }
}
