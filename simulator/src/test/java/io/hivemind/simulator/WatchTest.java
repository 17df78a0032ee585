package io.hivemind.simulator;

import static io.hivemind.simulator.PlainMemoryTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final LockWatch locks = new LockWatch();
    private final BarrierWatch barriers = new BarrierWatch(1);

    @Test
    void aLockHeldByTwoIsNoticed() {
        locks.granted(0, 7, false);
        locks.released(0, 7);
        locks.granted(1, 7, false);
        assertFails(Failure.Kind.BROKEN_LOCK, () -> locks.granted(2, 7, false));
    }

    @Test
    void aFenceThatDoesNotGrowIsNoticed() {
        locks.fenced(0, 7, 3);
        locks.fenced(1, 7, 4);
        assertFails(Failure.Kind.BROKEN_LOCK, () -> locks.fenced(2, 7, 4));
    }

    @Test
    void aSignalThatNobodyGaveIsNoticed() {
        locks.awaits(0, 7, 1);
        locks.awaits(1, 7, 1);
        locks.signals(7, 1, false);
        locks.awaited(0, 7, 1, true);
        assertFails(Failure.Kind.FALSE_SIGNAL, () -> locks.awaited(1, 7, 1, true));
    }

    @Test
    void aSignalToAllEndsTheWaitsOfItsTimeAndNoLaterOne() {
        locks.awaits(0, 7, 1);
        locks.awaits(1, 7, 1);
        locks.signals(7, 1, true);
        locks.awaited(0, 7, 1, true);
        locks.awaited(1, 7, 1, true);
        locks.awaits(2, 7, 1);
        assertFails(Failure.Kind.FALSE_SIGNAL, () -> locks.awaited(2, 7, 1, true));
    }

    @Test
    void aWaitThatWasGivenUpSpendsNoSignal() {
        locks.awaits(0, 7, 1);
        locks.awaits(1, 7, 1);
        locks.signals(7, 1, false);
        locks.awaited(0, 7, 1, false);
        locks.awaited(1, 7, 1, true);
    }

    @Test
    void aSignalForOneWhoHasFailedEndsNoOtherWait() {
        locks.awaits(0, 7, 1);
        locks.awaits(1, 7, 1);
        locks.signals(7, 1, true);
        locks.fails(0);
        locks.awaited(1, 7, 1, true);
        locks.awaits(2, 7, 1);
        assertFails(Failure.Kind.FALSE_SIGNAL, () -> locks.awaited(2, 7, 1, true));
    }

    @Test
    void whoWaitsWhenTheTokenIsLostMayWake() {
        locks.awaits(0, 7, 1);
        locks.awaits(1, 7, 2);
        locks.awaits(2, 8, 1);
        locks.lost(7);
        locks.awaited(0, 7, 1, true);
        locks.awaited(1, 7, 2, true);
        locks.awaits(0, 7, 1);
        assertFails(Failure.Kind.FALSE_SIGNAL, () -> locks.awaited(0, 7, 1, true));
        assertFails(Failure.Kind.FALSE_SIGNAL, () -> locks.awaited(2, 8, 1, true));
    }

    @Test
    void aBarrierThatOpensEarlyIsNoticed() {
        barriers.arrived(0, 4);
        assertFails(Failure.Kind.EARLY_BARRIER, () -> barriers.passed(0, 4, 1, View.first(2)));
    }

    @Test
    void arrivingAgainAfterGivingUpCountsOnce() {
        assertThat(barriers.arrived(0, 4)).isTrue();
        assertThat(barriers.arrived(0, 4)).isFalse();
        assertFails(Failure.Kind.EARLY_BARRIER, () -> barriers.passed(0, 4, 1, View.first(2)));
    }

    @Test
    void everyOpeningIsCountedForItself() {
        barriers.arrived(0, 4);
        barriers.arrived(1, 4);
        barriers.passed(0, 4, 1, View.first(2));
        barriers.arrived(0, 4);
        assertFails(Failure.Kind.EARLY_BARRIER, () -> barriers.passed(0, 4, 1, View.first(2)));
        barriers.passed(1, 4, 1, View.first(2));
    }

    @Test
    void aBarrierThatForgetsANewcomerIsNoticed() {
        barriers.arrived(0, 4);
        barriers.arrived(1, 4);
        View withNewcomer = View.first(2).next(List.of(2), List.of());
        assertFails(Failure.Kind.EARLY_BARRIER, () -> barriers.passed(0, 4, 1, withNewcomer));
    }

    @Test
    void aBarrierPassedInTwoViewsIsNoticed() {
        barriers.arrived(0, 4);
        barriers.arrived(1, 4);
        barriers.passed(0, 4, 1, View.first(2));
        View alone = View.first(2).next(List.of(), List.of(0));
        assertFails(Failure.Kind.BROKEN_VIEW, () -> barriers.passed(1, 4, 1, alone));
    }

    @Test
    void aNewcomerLeavesOutWhatTookPlaceWithoutIt() {
        assertThat(barriers.hasOpenedWithout(2, 4)).isFalse();
        barriers.arrived(0, 4);
        barriers.arrived(1, 4);
        barriers.passed(0, 4, 1, View.first(2));
        assertThat(barriers.hasOpenedWithout(2, 4)).isTrue();
        assertThat(barriers.hasOpenedWithout(1, 4)).isFalse();
        barriers.leftOut(2, 4);
        assertThat(barriers.hasOpenedWithout(2, 4)).isFalse();
    }

    @Test
    void whatOneNewcomerHasLeftOutAllLeaveOutWhoeverFails() {
        barriers.arrived(0, 4);
        barriers.passed(0, 4, 1, View.first(1));
        barriers.leftOut(1, 4);
        barriers.fails(0);
        assertThat(barriers.hasOpenedWithout(2, 4)).isTrue();
    }
}
