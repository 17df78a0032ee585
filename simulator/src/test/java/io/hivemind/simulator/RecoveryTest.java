package io.hivemind.simulator;

import static io.hivemind.simulator.PlainMemoryTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Message;
import io.hivemind.protocol.View;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final Program PROGRAM = new Program(4, 0, 1, 64, 2, new BitSet(), List.of());
    private static final List<Message.Repair> LOSS = List.of(new Message.Repair(1, 0, true, List.of()));

    private final Dangers dangers = new Dangers();
    private final Members members = new Members(4, dangers);
    private long collections;
    private final Recovery recovery =
            new Recovery(_ -> collections, members, dangers, new Checkers(PROGRAM, true), PROGRAM, 1);

    @Test
    void aLossAlthoughNoMoreHaveGoneThanThereAreCopiesIsNoticed() {
        goes(3);
        assertFails(Failure.Kind.FALSE_LOSS, () -> recovery.lost(0, LOSS));
        goes(2);
        recovery.lost(0, LOSS);
    }

    @Test
    void afterTheCollectionThatCameWithTheNextViewThereAreCopiesAgain() {
        goes(3);
        members.suspected(3);
        View left = View.first(4).next(List.of(), List.of(3));
        for (int drone = 0; drone < 3; drone++) {
            members.viewed(drone, left);
            recovery.viewed(drone);
        }
        assertThat(recovery.isSettled()).isFalse();
        assertThat(recovery.maySpareOne()).isFalse();
        collections++;
        assertThat(recovery.isSettled()).isTrue();
        goes(2);
        assertFails(Failure.Kind.FALSE_LOSS, () -> recovery.lost(0, LOSS));
    }

    @Test
    void whileSomebodyIsInDangerTheHiveHasNotGotOverIt() {
        assertThat(recovery.maySpareOne()).isTrue();
        dangers.split(1, 2, 4);
        assertThat(recovery.isSettled()).isFalse();
        members.fails(2);
        assertThat(dangers.areNone()).isTrue();
    }

    @Test
    void fewerHaveCopiesWhereFewAreLeftThatADroneHears() {
        Recovery twice = new Recovery(_ -> collections, members, dangers, new Checkers(PROGRAM, true), PROGRAM, 2);
        twice.goes(3);
        members.fails(3);
        twice.splits(0, 2);
        twice.goes(2);
        members.fails(2);
        twice.lost(0, LOSS);
    }

    @Test
    void twoThatHearEachOtherNoMoreAreNoReasonForALossWhileOthersHaveCopies() {
        recovery.splits(0, 2);
        goes(2);
        assertFails(Failure.Kind.FALSE_LOSS, () -> recovery.lost(0, LOSS));
    }

    @Test
    void aLeaverInDangerMayBeGivenUpBeforeOthersHaveItsPages() {
        Recovery none = new Recovery(_ -> collections, members, dangers, new Checkers(PROGRAM, true), PROGRAM, 0);
        members.leave(3);
        View left = View.first(4).next(List.of(), List.of(3));
        members.viewed(3, left);
        members.viewed(0, left);
        assertFails(Failure.Kind.FALSE_LOSS, () -> none.lost(0, LOSS));
        dangers.split(1, 3, 4);
        none.lost(0, LOSS);
    }

    @Test
    void fewerHaveCopiesWhereFewWereIn() {
        View alone = View.first(4).next(List.of(), List.of(1, 2, 3));
        members.leave(1);
        members.leave(2);
        members.leave(3);
        members.viewed(0, alone);
        recovery.viewed(0);
        members.admit(4);
        View next = alone.next(List.of(4), List.of());
        members.viewed(0, next);
        recovery.viewed(0);
        goes(0);
        recovery.lost(0, LOSS);
    }

    @Test
    void whoHasLeftBeforeOthersHaveItsPagesCountsAsGone() {
        Recovery none = new Recovery(_ -> collections, members, dangers, new Checkers(PROGRAM, true), PROGRAM, 0);
        members.leave(3);
        View left = View.first(4).next(List.of(), List.of(3));
        members.viewed(3, left);
        members.viewed(0, left);
        none.viewed(0);
        members.letGo(3);
        none.lost(0, LOSS);
        collections++;
        assertFails(Failure.Kind.FALSE_LOSS, () -> none.lost(0, LOSS));
    }

    private void goes(int drone) {
        recovery.goes(drone);
        members.fails(drone);
    }
}
