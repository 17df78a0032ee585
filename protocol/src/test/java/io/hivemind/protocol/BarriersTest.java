package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The threads of one drone at barriers: invariants I40 and I41 of docs/protocol.md. */
class BarriersTest {
    private static final View VIEW = View.first(2);

    private final Barriers barriers = new Barriers();

    private boolean arrive(long ticket, int thread, int barrier, int threads) {
        return barriers.arrive(new Input.Arrive(ticket, thread, barrier, threads));
    }

    @Test
    @DisplayName("I40: the drone arrives with the last thread of a group")
    void theDroneArrivesWithTheLastThread() {
        assertThat(arrive(1, 1, 0, 3)).isFalse();
        assertThat(arrive(2, 2, 0, 3)).isFalse();
        assertThat(barriers.hasArrived(0, 0)).isFalse();
        assertThat(arrive(3, 3, 0, 3)).isTrue();
        assertThat(barriers.hasArrived(0, 0)).isTrue();
        assertThat(barriers.hasArrived(0, 1)).isFalse();
        assertThat(barriers.open(0, VIEW)).extracting(arrival -> arrival.ticket).containsExactly(1L, 2L, 3L);
        assertThat(barriers.passed()).isEqualTo(1);
        assertThat(barriers.opened(0)).isEqualTo(1);
        assertThat(barriers.hasArrived(0, 0)).isTrue();
        assertThat(barriers.hasArrived(0, 1)).isFalse();
        assertThat(barriers.of(1)).isNull();
    }

    @Test
    @DisplayName("I40: groups that gather while one waits arrive one by one")
    void groupsArriveOneByOne() {
        assertThat(arrive(1, 1, 0, 1)).isTrue();
        assertThat(arrive(2, 2, 0, 1)).isFalse();
        assertThat(arrive(3, 3, 0, 1)).isFalse();

        assertThat(barriers.open(0, VIEW)).extracting(arrival -> arrival.thread).containsExactly(1);
        assertThat(barriers.arriveAgain(0)).isTrue();
        assertThat(barriers.open(0, VIEW)).extracting(arrival -> arrival.thread).containsExactly(2);
        assertThat(barriers.arriveAgain(0)).isTrue();
        assertThat(barriers.open(0, VIEW)).extracting(arrival -> arrival.thread).containsExactly(3);
        assertThat(barriers.arriveAgain(0)).isFalse();
    }

    @Test
    @DisplayName("I41: an abandoned wait in a group that has not arrived is taken up again by the same thread")
    void anAbandonedWaitIsTakenUpAgain() {
        arrive(1, 7, 0, 2);
        assertThat(barriers.abandon(1)).isEqualTo(7);
        assertThat(barriers.abandon(1)).isNull();
        assertThat(arrive(2, 7, 0, 2)).isFalse();
        assertThat(arrive(3, 8, 0, 2)).isTrue();
        assertThat(barriers.open(0, VIEW)).extracting(arrival -> arrival.ticket).containsExactly(2L, 3L);
    }

    @Test
    @DisplayName("I41: an abandoned wait in a later group is taken up there")
    void anAbandonedWaitInALaterGroupIsTakenUpThere() {
        arrive(1, 1, 0, 1);
        arrive(2, 2, 0, 1);
        barriers.abandon(2);
        assertThat(arrive(3, 2, 0, 1)).isFalse();
        barriers.open(0, VIEW);
        assertThat(barriers.arriveAgain(0)).isTrue();
        assertThat(barriers.open(0, VIEW)).extracting(arrival -> arrival.ticket).containsExactly(3L);
        assertThat(barriers.arriveAgain(0)).isFalse();
    }

    @Test
    @DisplayName("I41: whoever abandoned a wait that has ended passes the next time, once, and at that barrier alone")
    void whoeverAbandonedPassesTheNextTime() {
        arrive(1, 1, 0, 1);
        barriers.abandon(1);
        assertThat(barriers.open(0, VIEW)).allMatch(Barriers.Arrival::isGone);

        Input.Arrive elsewhere = new Input.Arrive(2, 1, 5, 1);
        Input.Arrive here = new Input.Arrive(3, 1, 0, 1);
        assertThat(barriers.takePassed(elsewhere)).isNull();
        assertThat(barriers.takePassed(here)).isEqualTo(VIEW);
        assertThat(barriers.takePassed(here)).isNull();
    }

    @Test
    @DisplayName("I36: a barrier that opens though this drone has not arrived stops the drone")
    void openingABarrierNobodyIsAtIsAnError() {
        arrive(1, 1, 0, 2);
        assertThatThrownBy(() -> barriers.open(0, VIEW)).isInstanceOf(ProtocolException.class);
    }
}
