package io.hivemind.apps.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.DoubleSpan;
import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Ration;
import io.hivemind.apps.frame.Saving;
import io.hivemind.apps.frame.Share;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PieceCheckTest {
    private static final int ROWS = 100;
    private static final int COLUMNS = 4;
    private static final Cells<double[], DoubleSpan> CELLS = new DoubleCells();

    private final Hive hive =
            Hive.join(HiveConfig.builder().memoryBytes(1 << 20).build());

    @AfterEach
    void leave() {
        hive.close();
    }

    /** Makes each row the mean of what it was and what the row above was, and says that it reaches so far. */
    private record Falling(int reach) implements Relaxation<double[], DoubleSpan> {
        @Override
        public void step(
                Cells<double[], DoubleSpan> cells,
                Grid<double[], DoubleSpan> source,
                Grid<double[], DoubleSpan> target,
                Share band,
                int step) {
            throw new UnsupportedOperationException("The check does not do anything again.");
        }

        @Override
        public void run(Worker<double[], DoubleSpan> worker) {
            for (int iteration = 0; iteration < worker.iterations(); iteration++) {
                for (int row = worker.band().to() - 1; row >= worker.band().from(); row--) {
                    double[] above = worker.grid().row(row - 1, new double[COLUMNS]);
                    double[] next = worker.grid().row(row, new double[COLUMNS]).clone();
                    for (int column = 0; column < COLUMNS; column++) {
                        next[column] = (next[column] + above[column]) / 2;
                    }
                    worker.grid().put(row, 0, next, 0, COLUMNS);
                }
            }
        }
    }

    /** {@return whether the check finds right a grid that has fallen so often, with {@code wrong} added in that row} */
    private boolean isRight(int iterations, int reach, long ration, int row, double wrong) throws InterruptedException {
        var settings = new GridSettings(
                ROWS,
                COLUMNS,
                GridSettings.Type.DOUBLE,
                iterations,
                GridSettings.Fill.OWN,
                false,
                1,
                false,
                new Saving(Optional.empty(), 1, ""),
                1,
                new LinkedHashMap<>());
        var grid = new SharedGrid<>(hive, "grid", CELLS, ROWS, COLUMNS, COLUMNS, 3);
        Pattern.fill(CELLS, grid, 0, 0, ROWS);
        Share band = Worker.band(ROWS, 0, 1);
        new Falling(1).run(new Worker<>(CELLS, grid, band, iterations, Meeting.of(1), _ -> {}));
        double[] changed = grid.row(row, new double[COLUMNS]).clone();
        changed[1] += wrong;
        grid.put(row, 0, changed, 0, COLUMNS);
        return new PieceCheck<>(settings, CELLS, new Falling(reach), new Ration(ration)).isRight(hive, "right", grid);
    }

    @ParameterizedTest
    @CsvSource({"1, 4096", "5, 4096", "5, 100000", "13, 1000", "60, 1", "200, 4096"})
    void aRightGridIsFoundRightInPiecesOfAnySize(int iterations, long ration) throws InterruptedException {
        assertThat(isRight(iterations, 1, ration, 50, 0)).isTrue();
        assertThat(isRight(iterations, 2, ration, 50, 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 37, 98, 99})
    void oneNumberThatIsWrongIsFound(int row) throws InterruptedException {
        assertThat(isRight(5, 1, 4096, row, 1e-9)).isFalse();
    }

    @Test
    void whatReachesFurtherThanItSaysIsFoundWrong() throws InterruptedException {
        assertThat(isRight(5, 0, 1024, 50, 0)).isFalse();
    }
}
