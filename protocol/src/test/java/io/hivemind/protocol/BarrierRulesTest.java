package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message.BarrierArrive;
import io.hivemind.protocol.Message.BarrierRelease;
import io.hivemind.protocol.Message.IntervalReply;
import io.hivemind.protocol.Message.IntervalRequest;
import io.hivemind.protocol.Outcome.Plain;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Barriers: invariants I36 to I41 of docs/protocol.md. */
class BarrierRulesTest {
    private static final Outcome TWO_PASSED = new Outcome.Passed(View.first(2));

    @Test
    @DisplayName("K94 §3.3, I36: a barrier costs 2(n-1) messages")
    void aBarrierCostsTwoMessagesForEachOtherDrone() {
        for (int size = 1; size <= 5; size++) {
            TinyHive hive = new TinyHive(size);
            hive.store(size - 1, 0, 1);
            hive.barrier();
            assertThat(hive.talkSince(0)).hasSize(2 * (size - 1));
        }
    }

    @Test
    @DisplayName("K94 §3.3, I36: nobody passes before everybody has arrived")
    void nobodyPassesBeforeEverybodyHasArrived() {
        TinyHive hive = new TinyHive(3);
        long first = hive.arrive(1, 0);
        long second = hive.arrive(0, 0);
        hive.settle();
        assertThat(hive.isOver(first) || hive.isOver(second)).isFalse();

        long third = hive.arrive(2, 0);
        hive.settle();
        assertThat(List.of(hive.outcome(first), hive.outcome(second), hive.outcome(third)))
                .containsOnly(new Outcome.Passed(View.first(3)));
    }

    @Test
    @DisplayName(
            "K94 §3.3, I37: a drone brings its time and its own intervals, each once; a release brings what it lacks")
    void aDroneBringsItsOwnNewIntervalsAndGetsWhatItLacks() {
        TinyHive hive = new TinyHive(3);
        hive.store(2, 0, 1);
        hive.pass(2, 1, 2);
        hive.unlock(1, 2);
        hive.store(1, PAGE_SIZE, 1);
        hive.barrier();

        assertThat(hive.sentSince(0, BarrierArrive.class))
                .filteredOn(arrive -> arrive.least().equals(VectorTime.of(0, 1, 1)))
                .singleElement()
                .satisfies(arrive -> assertThat(arrive.brought())
                        .extracting(Interval::id)
                        .as("drone 1 knows drone 2's interval too, but does not bring it")
                        .containsExactly(new IntervalId(1, 1)));
        assertThat(hive.sentSince(0, BarrierRelease.class))
                .extracting(release -> release.news().stream().map(Interval::id).toList())
                .containsExactly(List.of(), List.of(new IntervalId(1, 1)));

        int before = hive.sent();
        hive.store(1, 2 * PAGE_SIZE, 1);
        hive.barrier();
        assertThat(hive.sentSince(before, BarrierArrive.class))
                .flatExtracting(BarrierArrive::brought)
                .extracting(Interval::id)
                .containsExactly(new IntervalId(1, 2));
    }

    @Test
    @DisplayName("K94 §3.3, I37: the coordinator takes in what was brought only when all are there")
    void theCoordinatorTakesInWhatWasBroughtWhenAllAreThere() {
        TinyHive hive = new TinyHive(3);
        hive.load(0, 0);
        hive.store(1, 0, 1);
        hive.arrive(1, 0);
        hive.settle();
        assertThat(hive.access(0, 0)).isEqualTo(Access.READ);

        hive.arrive(0, 0);
        assertThat(hive.access(0, 0)).isEqualTo(Access.READ);
        hive.arrive(2, 0);
        hive.settle();
        assertThat(hive.access(0, 0)).isEqualTo(Access.INVALID);
        assertThat(hive.load(0, 0)).isEqualTo(1);
    }

    @Test
    @DisplayName("I38: a drone's own intervals invalidate nothing of its own")
    void aDroneKeepsItsOwnPagesAtABarrier() {
        TinyHive hive = new TinyHive(3);
        for (int rank = 0; rank < 3; rank++) {
            hive.store(rank, rank * PAGE_SIZE, 1);
        }
        hive.barrier();
        for (int rank = 0; rank < 3; rank++) {
            for (int page = 0; page < 3; page++) {
                assertThat(hive.access(rank, page)).isEqualTo(page == rank ? Access.WRITE : Access.INVALID);
            }
        }
    }

    @Test
    @DisplayName(
            "I39: an interval that was mentioned but not brought is asked for, and the barrier opens when it is here")
    void anIntervalMentionedButNotBroughtIsAskedFor() {
        TinyHive hive = new TinyHive(3);
        hive.step(1, new Input.Register(1));
        long waiting = hive.arrive(1, 0);
        hive.settle();
        // The other thread of drone 1 goes on, and drone 2 hears of what it wrote.
        hive.step(1, new Input.Touch(hive.ticket(), 1, 0, 1, Access.WRITE));
        hive.storeUnchecked(1, 0, 7);
        hive.lock(2, 1);
        hive.unlock(2, 1);
        hive.arrive(0, 0);
        hive.arrive(2, 0);
        int before = hive.sent();
        hive.deliver(2, 0);
        assertThat(hive.sentSince(before, IntervalRequest.class)).containsExactly(new IntervalRequest(0));
        assertThat(hive.isOver(waiting)).isFalse();

        hive.settle();
        hive.outcome(waiting);
        assertThat(hive.sentSince(before, IntervalReply.class)).hasSize(1);
        assertThat(hive.load(0, 0)).isEqualTo(7);

        // What was asked for comes again with the next arrival, and is taken in once.
        hive.barrier();
        assertThat(hive.load(0, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName("I40: the state of a barrier is kept for each id; several are under way at once")
    void severalBarriersAreUnderWayAtOnce() {
        TinyHive hive = new TinyHive(2);
        long one = hive.arrive(0, 0, 1, 1);
        long two = hive.arrive(0, 1, 2, 1);
        long other = hive.arrive(1, 0, 2, 1);
        hive.settle();

        assertThat(hive.isOver(one)).isFalse();
        hive.outcome(two);
        hive.outcome(other);
        long last = hive.arrive(1, 1, 1, 1);
        hive.settle();
        hive.outcome(one);
        hive.outcome(last);
    }

    @Test
    @DisplayName("I40: a barrier opens when the given number of threads of every drone has arrived")
    void aDroneArrivesWithItsLastThread() {
        TinyHive hive = new TinyHive(2);
        long first = hive.arrive(0, 0, 0, 2);
        hive.arrive(1, 0, 0, 2);
        hive.settle();
        assertThat(hive.sent()).isZero();
        long second = hive.arrive(0, 1, 0, 2);
        hive.settle();
        assertThat(hive.isOver(first)).isFalse();
        hive.arrive(1, 1, 0, 2);
        hive.settle();

        hive.outcome(first);
        hive.outcome(second);
        assertThat(hive.totals(0).barriers()).isEqualTo(1);
    }

    @Test
    @DisplayName("I40: threads beyond the number form the next group, which arrives when the barrier has opened")
    void aSecondGroupArrivesWhenTheFirstHasPassed() {
        TinyHive hive = new TinyHive(2);
        long first = hive.arrive(0, 0, 0, 1);
        long second = hive.arrive(0, 1, 0, 1);
        hive.arrive(1, 0, 0, 1);
        hive.settle();
        hive.outcome(first);
        assertThat(hive.isOver(second)).isFalse();

        hive.arrive(1, 0, 0, 1);
        hive.settle();
        hive.outcome(second);
    }

    @Test
    @DisplayName("I41: an abandoned wait still counts as arrived, and the barrier opens for the others")
    void anAbandonedWaitStillCounts() {
        TinyHive hive = new TinyHive(2);
        long gone = hive.arrive(0, 0);
        hive.abandon(0, gone);
        assertThat(hive.outcome(gone)).isEqualTo(Plain.ABANDONED);
        long other = hive.arrive(1, 0);
        hive.settle();
        assertThat(hive.outcome(other)).isEqualTo(TWO_PASSED);
    }

    @Test
    @DisplayName("I41: who arrives again after the barrier has opened need not wait, once")
    void whoArrivesAgainLateHasPassedOnce() {
        TinyHive hive = new TinyHive(2);
        hive.abandon(0, hive.arrive(0, 0));
        hive.arrive(1, 0);
        hive.settle();

        assertThat(hive.outcome(hive.arrive(0, 0))).isEqualTo(TWO_PASSED);
        long next = hive.arrive(0, 0);
        hive.settle();
        assertThat(hive.isOver(next)).isFalse();
    }

    @Test
    @DisplayName("I41: who arrives again in time takes its wait up again and does not count twice")
    void whoArrivesAgainInTimeDoesNotCountTwice() {
        TinyHive hive = new TinyHive(2);
        hive.abandon(0, hive.arrive(0, 0, 0, 2));
        long again = hive.arrive(0, 0, 0, 2);
        hive.arrive(1, 0, 0, 2);
        hive.arrive(1, 1, 0, 2);
        hive.settle();
        assertThat(hive.isOver(again)).isFalse();

        hive.arrive(0, 1, 0, 2);
        hive.settle();
        assertThat(hive.outcome(again)).isEqualTo(TWO_PASSED);
    }

    @Test
    @DisplayName("I36: a drone that arrives twice at one meeting, or is let through one it is not at, stops")
    void arrivingTwiceAndPassingUnaskedAreErrors() {
        TinyHive hive = new TinyHive(3);
        BarrierArrive arrive = new BarrierArrive(0, 0, VectorTime.zero(3), VectorTime.zero(3), List.of(), false);
        hive.forge(1, 0, arrive);
        assertThatThrownBy(() -> hive.forge(1, 0, arrive))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("Drone 1 arrived twice");
        assertThatThrownBy(() -> hive.forge(0, 2, new BarrierRelease(0, 3, List.of(), Optional.empty())))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("Barrier 3");
    }
}
