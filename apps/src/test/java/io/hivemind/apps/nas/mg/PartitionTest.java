package io.hivemind.apps.nas.mg;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.apps.frame.Share;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {
    private static final int LEVELS = 5;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 40})
    void everyPlaneOfEveryLevelHasOneOwner(int workers) {
        for (int level = 1; level <= LEVELS; level++) {
            int next = 0;
            for (int worker = 0; worker < workers; worker++) {
                Share own = new Partition(LEVELS, worker, workers).own(level);
                assertThat(own.from()).isEqualTo(next);
                next = own.to();
            }
            assertThat(next).isEqualTo(1 << level);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 40})
    void oneCopyOnEachSideIsEnoughForGoingUpAndDown(int workers) {
        for (int worker = 0; worker < workers; worker++) {
            var partition = new Partition(LEVELS, worker, workers);
            for (int level = 1; level < LEVELS; level++) {
                Share coarse = partition.own(level);
                Share fine = partition.own(level + 1);
                if (coarse.length() > 0) {
                    assertThat(2 * coarse.from()).isGreaterThanOrEqualTo(fine.from() - 1);
                    assertThat(2 * (coarse.to() - 1) + 2).isLessThanOrEqualTo(fine.to());
                }
                assertThat(Math.floorDiv(fine.from() - 2, 2)).isGreaterThanOrEqualTo(coarse.from() - 1);
                assertThat(fine.to() / 2).isLessThanOrEqualTo(coarse.to());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 40})
    void theNeighboursHaveThePlanesNextToTheOwnOnes(int workers) {
        for (int worker = 0; worker < workers; worker++) {
            var partition = new Partition(LEVELS, worker, workers);
            for (int level = 1; level <= LEVELS; level++) {
                int width = 1 << level;
                Share own = partition.own(level);
                Share before = new Partition(LEVELS, partition.before(level), workers).own(level);
                Share after = new Partition(LEVELS, partition.after(level), workers).own(level);

                assertThat(before.to() - 1).isEqualTo(Math.floorMod(own.from() - 1, width));
                assertThat(after.from()).isEqualTo(Math.floorMod(own.to(), width));
            }
        }
    }
}
