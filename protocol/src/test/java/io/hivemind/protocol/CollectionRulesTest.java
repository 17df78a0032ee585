package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message.BarrierArrive;
import io.hivemind.protocol.Message.BarrierRelease;
import io.hivemind.protocol.Message.CollectArrive;
import io.hivemind.protocol.Message.CollectCall;
import io.hivemind.protocol.Message.CollectDone;
import io.hivemind.protocol.Message.CollectFree;
import io.hivemind.protocol.Message.CollectStart;
import io.hivemind.protocol.Message.CollectWanted;
import io.hivemind.protocol.Message.IntervalRequest;
import io.hivemind.protocol.Message.PageReply;
import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.PageWant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When collections begin and how they end: invariants I42, I43, I47 and I48 of docs/protocol.md. */
class CollectionRulesTest {
    /** Calls a collection without a barrier; nothing of it is delivered. */
    static void call(TinyHive hive) {
        hive.step(0, new Input.Collect());
        hive.step(0, new Input.Tick());
        hive.step(0, new Input.Tick());
    }

    /** Runs a collection without a barrier from beginning to end. */
    static void collectWithoutBarrier(TinyHive hive) {
        long before = hive.totals(0).collections();
        call(hive);
        hive.settle();
        assertThat(hive.totals(0).collections()).isEqualTo(before + 1);
    }

    private static PageRequest copyRequest(int page, int copyOf) {
        return new PageRequest(0, Optional.of(VectorTime.zero(3)), List.of(new PageWant(page, copyOf, List.of())));
    }

    @Test
    @DisplayName(
            "K94 §3.5, I42: a collection begins with a barrier; its release carries the cut, and it costs 2(n-1) more")
    void aCollectionRidesOnABarrier() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 1);
        hive.collect();

        assertThat(hive.sentSince(0, BarrierRelease.class))
                .allSatisfy(release -> assertThat(release.collect()).isPresent());
        assertThat(hive.sentSince(0, CollectDone.class)).hasSize(2);
        assertThat(hive.sentSince(0, CollectFree.class)).hasSize(2);
        assertThat(hive.sent()).isEqualTo(8);
        for (int rank = 0; rank < 3; rank++) {
            assertThat(hive.totals(rank).collections()).isEqualTo(1);
            assertThat(hive.totals(rank).consistencyBytes()).isZero();
        }
    }

    @Test
    @DisplayName("I43: a program that reaches no barrier is collected after a number of ticks, while it runs on")
    void aCollectionIsCalledWhenNoBarrierComes() {
        TinyHive hive = new TinyHive(3);
        hive.lock(1, 0);
        hive.store(1, 0, 1);
        long waiting = hive.acquire(2, 0);
        hive.settle();
        hive.step(0, new Input.Collect());
        hive.step(0, new Input.Tick());
        int before = hive.sent();
        assertThat(hive.sentSince(0, CollectCall.class)).isEmpty();
        hive.step(0, new Input.Tick());
        hive.settle();

        assertThat(hive.sentSince(before, CollectCall.class)).hasSize(2);
        assertThat(hive.sentSince(before, CollectArrive.class)).hasSize(2);
        assertThat(hive.sentSince(before, CollectStart.class)).hasSize(2);
        assertThat(hive.totals(2).collections()).isEqualTo(1);
        assertThat(hive.isOver(waiting)).isFalse();
        hive.unlock(1, 0);
        hive.settle();
        hive.outcome(waiting);
        assertThat(hive.load(2, 0)).isEqualTo(1);
    }

    @Test
    @DisplayName("K94 §3.5, I42: a collection begins when the consistency data of any drone passes its budget")
    void aDroneOverItsBudgetMakesTheNextBarrierCollect() {
        TinyHive hive = new TinyHive(3, 250);
        hive.store(1, 0, 1);
        hive.barrier();
        assertThat(hive.totals(0).collections()).isZero();
        for (int round = 0; hive.totals(0).collections() == 0; round++) {
            assertThat(round).isLessThan(5);
            hive.store(1, 0, round);
            hive.load(2, 0);
            hive.barrier();
        }
        assertThat(hive.sentSince(0, BarrierArrive.class)).anyMatch(BarrierArrive::wantsCollection);
        assertThat(hive.sentSince(0, CollectWanted.class)).isEmpty();
    }

    @Test
    @DisplayName("I43: a drone over its budget tells the coordinator at the next tick if no barrier does it before")
    void aDroneOverItsBudgetTellsTheCoordinator() {
        TinyHive hive = new TinyHive(2, 0);
        hive.store(1, 0, 1);
        hive.pass(1, 0, 1);
        hive.step(1, new Input.Tick());
        hive.step(1, new Input.Tick());
        assertThat(hive.sentSince(0, CollectWanted.class)).hasSize(1);
        hive.settle();
        hive.step(0, new Input.Tick());
        hive.step(0, new Input.Tick());
        hive.settle();
        assertThat(hive.totals(1).collections()).isEqualTo(1);
        assertThat(hive.totals(1).consistencyBytes()).isZero();
    }

    @Test
    @DisplayName("I42: one collection at a time; a wish that comes meanwhile is kept for the next")
    void aWishDuringACollectionIsKept() {
        TinyHive hive = new TinyHive(2);
        hive.store(1, 0, 1);
        hive.step(0, new Input.Collect());
        hive.arrive(0, 0);
        hive.arrive(1, 0);
        hive.deliver(1, 0);
        hive.step(0, new Input.Collect());
        hive.settle();
        assertThat(hive.totals(0).collections()).isEqualTo(1);

        hive.barrier();
        assertThat(hive.totals(0).collections()).isEqualTo(2);
        hive.barrier();
        assertThat(hive.totals(0).collections()).isEqualTo(2);
    }

    @Test
    @DisplayName("I42: a wish that was sent before its drone heard of the collection under way asks for no other")
    void aWishThatTheCollectionServesAsksForNoOther() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 1);
        call(hive);
        hive.deliver(0, 1);
        hive.deliver(0, 2);
        hive.deliver(1, 0);
        assertThat(hive.deliver(2, 0)).isInstanceOf(CollectArrive.class);
        hive.step(2, new Input.Collect());
        assertThat(hive.deliver(2, 0)).isInstanceOf(CollectWanted.class);
        hive.settle();
        assertThat(hive.totals(0).collections()).isEqualTo(1);
        hive.barrier();
        assertThat(hive.totals(0).collections()).isEqualTo(1);
    }

    @Test
    @DisplayName("I42: a barrier that opens between call and cut of a collection does not begin another")
    void aBarrierDuringACalledCollectionBeginsNoOther() {
        TinyHive hive = new TinyHive(2);
        call(hive);
        hive.arrive(0, 0);
        hive.arrive(1, 0);
        hive.deliver(1, 0);
        assertThat(hive.sentSince(0, BarrierRelease.class))
                .singleElement()
                .satisfies(release -> assertThat(release.collect()).isEmpty());
        hive.settle();
        assertThat(hive.totals(1).collections()).isEqualTo(1);
    }

    @Test
    @DisplayName("I39: an interval mentioned at the beginning of a collection but not brought is asked for")
    void anIntervalMentionedAtACollectionIsAskedFor() {
        TinyHive hive = new TinyHive(3);
        call(hive);
        hive.deliver(0, 1);
        hive.storeHere(1, 0, 7);
        hive.acquire(2, 1);
        hive.deliver(2, 1);
        hive.deliver(1, 0);
        hive.deliver(1, 2);
        hive.deliver(0, 2);
        int before = hive.sent();
        hive.deliver(2, 0);
        assertThat(hive.sentSince(before, IntervalRequest.class)).hasSize(1);

        hive.settle();
        assertThat(hive.totals(1).collections()).isEqualTo(1);
        assertThat(hive.load(0, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName("K94 §3.5, I47: nobody frees anything before everybody has reported")
    void nobodyFreesBeforeEverybodyHasReported() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 1);
        hive.step(0, new Input.Collect());
        for (int rank = 0; rank < 3; rank++) {
            hive.arrive(rank, 0);
        }
        hive.deliver(1, 0);
        hive.deliver(2, 0);
        hive.deliver(0, 1);
        hive.deliver(1, 0);
        // Drone 2 has not heard of the collection: it may still ask for the diff.
        assertThat(hive.totals(0).consistencyBytes()).isPositive();
        assertThat(hive.totals(1).consistencyBytes()).isPositive();
        hive.settle();
        assertThat(hive.totals(0).consistencyBytes()).isZero();
        assertThat(hive.totals(1).consistencyBytes()).isZero();
        assertThat(hive.totals(2).consistencyBytes()).isZero();
    }

    @Test
    @DisplayName("I47: a drone reports only when what it asked before the collection has been answered")
    void aDroneReportsWhenItsOldQuestionsAreAnswered() {
        TinyHive hive = new TinyHive(3);
        hive.step(2, new Input.Register(1));
        hive.store(1, 0, 1);
        hive.pass(1, 2, 1);
        hive.unlock(2, 1);
        long wait = hive.touch(2, 1, 0, 1, Access.READ);
        hive.step(0, new Input.Collect());
        for (int rank = 0; rank < 3; rank++) {
            hive.arrive(rank, 0);
        }
        hive.deliver(1, 0);
        hive.deliver(2, 0);
        hive.deliver(0, 2);
        assertThat(hive.sentSince(0, CollectDone.class)).isEmpty();

        hive.deliver(2, 1);
        hive.deliver(1, 2);
        assertThat(hive.sentSince(0, CollectDone.class)).hasSize(1);
        hive.settle();
        hive.outcome(wait);
        assertThat(hive.totals(2).collections()).isEqualTo(1);
    }

    @Test
    @DisplayName("K94 §3.5, I47: an owner reports only when its copy is whole")
    void anOwnerReportsWhenItsCopyIsWhole() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 1);
        hive.store(2, 1, 2);
        hive.step(0, new Input.Collect());
        for (int rank = 0; rank < 3; rank++) {
            hive.arrive(rank, 0);
        }
        hive.deliver(1, 0);
        hive.deliver(2, 0);
        int before = hive.sent();
        hive.deliver(0, 2);
        assertThat(hive.talkSince(before)).containsExactly("2 to 1 PageRequest");
        hive.deliver(2, 1);
        before = hive.sent();
        hive.deliver(1, 2);
        assertThat(hive.talkSince(before)).containsExactly("2 to 0 CollectDone");
    }

    @Test
    @DisplayName("I47: a request for the lock from before a collection is served after it")
    void aLockRequestFromBeforeACollectionIsServedAfterIt() {
        TinyHive hive = new TinyHive(3);
        hive.lock(0, 0);
        hive.store(0, 0, 1);
        long wait = hive.acquire(1, 0);
        hive.settle();
        collectWithoutBarrier(hive);
        hive.store(0, PAGE_SIZE, 2);
        hive.unlock(0, 0);
        hive.settle();

        hive.outcome(wait);
        assertThat(hive.load(1, 0)).isEqualTo(1);
        assertThat(hive.load(1, PAGE_SIZE)).isEqualTo(2);
    }

    @Test
    @DisplayName("I48: an arrival at a barrier from before a collection is answered after it with what there is")
    void anArrivalFromBeforeACollectionIsAnsweredAfterIt() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 1);
        long first = hive.arrive(1, 0);
        long second = hive.arrive(0, 0);
        hive.settle();
        collectWithoutBarrier(hive);
        hive.store(2, PAGE_SIZE, 2);
        hive.arrive(2, 0);
        hive.settle();

        hive.outcome(first);
        hive.outcome(second);
        for (int rank = 0; rank < 3; rank++) {
            assertThat(hive.load(rank, 0)).isEqualTo(1);
            assertThat(hive.load(rank, PAGE_SIZE)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("I48: intervals go on counting after a collection, and everything before it is forgotten")
    void timeGoesOnAfterACollection() {
        TinyHive hive = new TinyHive(2);
        hive.store(1, 0, 1);
        hive.collect();
        assertThat(hive.totals(1).consistencyBytes()).isZero();
        hive.load(0, 0);
        hive.store(1, 0, 2);
        int before = hive.sent();
        hive.pass(1, 0, 1);

        assertThat(hive.sentSince(before, Message.LockGrant.class).getFirst().news())
                .extracting(Interval::id)
                .containsExactly(new IntervalId(1, 2));
        assertThat(hive.load(0, 0)).isEqualTo(2);
    }

    @Test
    @DisplayName("I42: a hive of one never collects, for it keeps nothing")
    void aHiveOfOneNeverCollects() {
        TinyHive hive = new TinyHive(1, 0);
        hive.store(0, 0, 1);
        hive.collect();
        hive.step(0, new Input.Tick());
        hive.step(0, new Input.Tick());
        hive.lock(0, 0);
        hive.unlock(0, 0);
        assertThat(hive.totals(0).collections()).isZero();
        assertThat(hive.totals(0).consistencyBytes()).isZero();
    }

    @Test
    @DisplayName("I42: a report on a collection that is not under way stops the coordinator, a free one its drone")
    void reportsAndFreesOutOfTurnAreErrors() {
        TinyHive hive = new TinyHive(2);
        assertThatThrownBy(() -> hive.forge(1, 0, new CollectDone(0, 1)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("Drone 1 is done with collection 1");
        assertThatThrownBy(() -> hive.forge(0, 1, new CollectFree(0, 1)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("Collection 1");
        assertThatThrownBy(() -> hive.forge(1, 0, new CollectArrive(0, 1, VectorTime.zero(2), List.of())))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("to which it was not called");
    }

    @Test
    @DisplayName("I46: a request for a copy that the owner has not made whole yet waits for it")
    void aCopyRequestWaitsUntilTheOwnersCopyIsWhole() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 1);
        hive.store(2, 1, 2);
        hive.step(0, new Input.Collect());
        for (int rank = 0; rank < 3; rank++) {
            hive.arrive(rank, 0);
        }
        hive.deliver(1, 0);
        hive.deliver(2, 0);
        long wait = hive.touch(0, 0, Access.READ);
        int before = hive.sent();
        // First the request reaches an owner that has not heard of the collection, then one that lacks a diff.
        hive.forge(0, 2, copyRequest(0, 1));
        assertThat(hive.sentSince(before, PageReply.class)).isEmpty();
        hive.deliver(0, 2);
        assertThat(hive.sentSince(before, PageRequest.class)).hasSize(1);
        assertThat(hive.sentSince(before, PageReply.class)).isEmpty();
        hive.deliver(2, 1);
        hive.deliver(1, 2);
        assertThat(hive.sentSince(before, PageReply.class)).hasSize(2);
        assertThat(hive.isOver(wait)).isFalse();
    }

    @Test
    @DisplayName("I42: a hive of one has nothing to collect")
    void aHiveOfOneWantsNothing() {
        TinyHive alone = new TinyHive(1, 0);
        alone.store(0, 0, 1);
        alone.step(0, new Input.Collect());
        alone.step(0, new Input.Tick());
        alone.step(0, new Input.Tick());
        alone.barrier();
        assertThat(alone.totals(0).collections()).isZero();
        assertThat(alone.totals(0).intervals()).isZero();
    }
}
