package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message.BarrierArrive;
import io.hivemind.protocol.Message.BarrierRelease;
import io.hivemind.protocol.Message.CollectFree;
import io.hivemind.protocol.Message.CollectWanted;
import io.hivemind.protocol.Message.IntervalRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How drones arrive through one another: invariants I36, I37, I39, I42, I43 and I50 of docs/protocol.md. */
class TreeRulesTest {
    /** Drones 1 and 2 arrive through drone 0, drones 3 and 4 through drone 1, drones 5 and 6 through drone 2. */
    private static TinyHive ofSeven() {
        return hive(7, 2);
    }

    private static TinyHive hive(int size, int arity) {
        return new TinyHive(size, 1 << 20, 16, arity);
    }

    private static List<IntervalId> ids(List<Interval> intervals) {
        return intervals.stream().map(Interval::id).toList();
    }

    private static final List<Integer> FORTY = View.first(40).members();

    private static BarrierRelease release(TinyHive hive, int from, int to) {
        return hive.sentSince(0).stream()
                .filter(sent -> sent.from() == from && sent.to() == to)
                .map(TinyNetwork.Sent::message)
                .filter(BarrierRelease.class::isInstance)
                .map(BarrierRelease.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("I36: everybody but drone 0 has one parent, which counts it among its children")
    void everybodyIsTheChildOfItsParent() {
        for (int arity = 1; arity <= 9; arity++) {
            for (int rank = 1; rank < 40; rank++) {
                Tree parent = new Tree(new Tree(rank, FORTY, arity).parent(), FORTY, arity);
                assertThat(parent.children()).contains(rank).hasSizeLessThanOrEqualTo(arity);
                assertThat(parent.rank()).isLessThan(rank);
            }
        }
        assertThat(new Tree(39, FORTY, Integer.MAX_VALUE).children()).isEmpty();
    }

    @Test
    @DisplayName(
            "I36: a barrier costs 2(n-1) messages, at no drone more than two for each child and two for the parent")
    void aBarrierCostsTheSameInEveryTree() {
        for (int arity = 1; arity <= 4; arity++) {
            for (int size = 1; size <= 12; size++) {
                TinyHive hive = hive(size, arity);
                hive.barrier();
                assertThat(hive.sent()).isEqualTo(2 * (size - 1));
                for (int rank = 0; rank < size; rank++) {
                    int here = rank;
                    assertThat(hive.sentSince(0))
                            .filteredOn(sent -> sent.from() == here || sent.to() == here)
                            .hasSizeLessThanOrEqualTo(2 * (arity + 1));
                }
            }
        }
    }

    @Test
    @DisplayName("I36: up to nine drones arrive at drone 0 itself")
    void nineDronesArriveAtTheCoordinator() {
        TinyHive hive = new TinyHive(9);
        hive.barrier();
        assertThat(hive.sentSince(0)).allMatch(sent -> sent.from() == 0 || sent.to() == 0);
    }

    @Test
    @DisplayName("I36: a drone arrives further up when it has arrived itself and everybody who arrives through it has")
    void aDroneArrivesFurtherUpWithAllWhoArriveThroughIt() {
        TinyHive hive = ofSeven();
        hive.arrive(3, 0);
        hive.arrive(1, 0);
        hive.settle();
        assertThat(hive.talkSince(0)).containsExactly("3 to 1 BarrierArrive");
        hive.arrive(4, 0);
        hive.settle();
        assertThat(hive.talkSince(1)).containsExactly("4 to 1 BarrierArrive", "1 to 0 BarrierArrive");
    }

    @Test
    @DisplayName(
            "I37: an arrival says what all for whom it is know at least, what they know together, and what they bring")
    void anArrivalSpeaksForAll() {
        TinyHive hive = ofSeven();
        hive.store(5, 0, 1);
        hive.pass(5, 4, 2);
        hive.unlock(4, 2);
        hive.store(4, PAGE_SIZE, 1);
        hive.store(3, 2 * PAGE_SIZE, 1);
        int before = hive.sent();
        hive.arrive(1, 0);
        hive.arrive(3, 0);
        hive.arrive(4, 0);
        hive.deliver(3, 1);
        hive.deliver(4, 1);

        BarrierArrive together = hive.sentSince(before, BarrierArrive.class).getLast();
        assertThat(together.least()).isEqualTo(VectorTime.zero(7));
        assertThat(together.mentioned()).isEqualTo(VectorTime.of(0, 0, 0, 1, 1, 1, 0));
        assertThat(ids(together.brought()))
                .as("drone 4 knows drone 5's, but does not bring it")
                .containsExactly(new IntervalId(3, 1), new IntervalId(4, 1));

        hive.arrive(0, 0);
        hive.arrive(2, 0);
        hive.arrive(5, 0);
        hive.arrive(6, 0);
        hive.settle();
        for (int rank = 0; rank < 7; rank++) {
            assertThat(hive.load(rank, 0) + hive.load(rank, PAGE_SIZE) + hive.load(rank, 2 * PAGE_SIZE))
                    .isEqualTo(3);
        }
    }

    @Test
    @DisplayName("I37: a release is taken in, and then each child is told what those lack who arrived through it")
    void aReleaseIsTakenInAndPassedOn() {
        TinyHive hive = ofSeven();
        for (int rank = 0; rank < 7; rank++) {
            hive.store(rank, rank * PAGE_SIZE, 1 + rank);
        }
        hive.barrier();
        assertThat(ids(release(hive, 1, 3).news()))
                .extracting(IntervalId::creator)
                .containsExactly(0, 1, 2, 4, 5, 6);
        for (int rank = 0; rank < 7; rank++) {
            for (int page = 0; page < 7; page++) {
                assertThat(hive.load(rank, page * PAGE_SIZE)).isEqualTo(1 + page);
            }
        }
    }

    @Test
    @DisplayName("I36: a drone is released by its parent, and who comes from elsewhere in the tree stops the drone")
    void whoComesFromElsewhereStopsTheDrone() {
        TinyHive hive = ofSeven();
        VectorTime zero = VectorTime.zero(7);
        assertThatThrownBy(() -> hive.forge(3, 0, new BarrierArrive(0, 0, zero, zero, List.of(), false)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("Drone 3 came to a meeting of drones [0, 1, 2]");
        hive.arrive(1, 0);
        assertThatThrownBy(() -> hive.forge(0, 1, new BarrierRelease(0, 0, List.of(), Optional.empty())))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("not everybody who arrives through it has");
    }

    @Test
    @DisplayName("I39: an interval that was mentioned and not brought is asked of its creator, however far down it is")
    void whatWasMentionedIsAskedOfItsCreator() {
        TinyHive hive = hive(5, 2);
        hive.step(3, new Input.Register(1));
        List<Long> waits = new ArrayList<>(List.of(hive.arrive(3, 0)));
        hive.settle();
        hive.step(3, new Input.Touch(hive.ticket(), 1, 0, 1, Access.WRITE));
        hive.storeUnchecked(3, 0, 7);
        // Lock 3 is managed by drone 3.
        hive.lock(2, 3);
        hive.unlock(2, 3);
        int before = hive.sent();
        for (int rank : new int[] {0, 1, 2, 4}) {
            waits.add(hive.arrive(rank, 0));
        }
        hive.settle();
        waits.forEach(hive::outcome);
        assertThat(hive.sentSince(before))
                .filteredOn(sent -> sent.message() instanceof IntervalRequest)
                .singleElement()
                .satisfies(sent -> assertThat(sent.to()).isEqualTo(3));
        hive.barrier();
        for (int rank = 0; rank < 5; rank++) {
            assertThat(hive.load(rank, 0)).isEqualTo(7);
        }
    }

    @Test
    @DisplayName("I39: what waits at a drone on its way up is asked of its creator by a collection, and taken in once")
    void aCollectionAsksForWhatWaitsOnItsWayUp() {
        TinyHive hive = hive(5, 2);
        hive.store(3, 0, 7);
        long wait = hive.arrive(3, 0);
        hive.settle();
        hive.step(0, new Input.Collect());
        hive.step(0, new Input.Tick());
        hive.step(0, new Input.Tick());
        hive.settle();
        assertThat(hive.sentSince(0, IntervalRequest.class)).hasSize(1);
        assertThat(hive.totals(4).collections()).isEqualTo(1);

        for (int rank : new int[] {0, 1, 2, 4}) {
            hive.arrive(rank, 0);
        }
        hive.settle();
        hive.outcome(wait);
        assertThat(hive.load(4, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName("I42: the cut comes to everybody through the tree")
    void theCutComesThroughTheTree() {
        TinyHive hive = ofSeven();
        for (int rank = 0; rank < 7; rank++) {
            hive.store(rank, PAGE_SIZE * rank, 1 + rank);
        }
        hive.collect();
        for (int rank = 0; rank < 7; rank++) {
            assertThat(hive.totals(rank).collections()).isEqualTo(1);
            assertThat(hive.totals(rank).consistencyBytes()).isZero();
            assertThat(hive.load(rank, PAGE_SIZE * 5)).isEqualTo(6);
        }
    }

    @Test
    @DisplayName("I47: a cut that overtakes the word that the collection before is over says the same")
    void aCutSaysThatTheCollectionBeforeIsOver() {
        TinyHive hive = hive(3, 1);
        hive.store(2, 0, 1);
        hive.step(0, new Input.Collect());
        for (int rank = 0; rank < 3; rank++) {
            hive.arrive(rank, 0);
        }
        hive.settleBut(0, 2);
        assertThat(hive.sentSince(0, CollectFree.class)).hasSize(2);
        assertThat(hive.totals(2).collections()).isZero();

        hive.storeHere(1, PAGE_SIZE, 1);
        hive.step(0, new Input.Collect());
        for (int rank = 0; rank < 3; rank++) {
            hive.arrive(rank, 0);
        }
        hive.settleBut(0, 2);
        assertThat(hive.totals(2).collections()).isEqualTo(1);
        hive.settle();
        for (int rank = 0; rank < 3; rank++) {
            assertThat(hive.totals(rank).collections()).isEqualTo(2);
            assertThat(hive.load(rank, 0) + hive.load(rank, PAGE_SIZE)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("I43: a wish that waits at a drone on its way up is told to the coordinator at that drone's tick")
    void aWishOnItsWayUpIsToldAtTheTick() {
        TinyHive hive = new TinyHive(3, 0, 16, 1);
        hive.store(2, 0, 1);
        hive.arrive(2, 0);
        hive.step(2, new Input.Tick());
        hive.arrive(2, 0, 1, 1);
        hive.settle();
        int before = hive.sent();
        hive.step(1, new Input.Tick());
        assertThat(hive.sentSince(0, BarrierArrive.class)).anyMatch(BarrierArrive::wantsCollection);
        assertThat(hive.sentSince(before)).containsExactly(new TinyNetwork.Sent(1, 0, new CollectWanted(0)));
    }

    @Test
    @DisplayName("I50: a wait names all drones that have not arrived, wherever in the tree they are")
    void aWaitNamesWhoIsMissingAnywhere() {
        TinyHive hive = ofSeven();
        long wait = hive.arrive(3, 5);
        hive.arrive(1, 5);
        hive.arrive(5, 5);
        hive.settle();
        assertThat(hive.inquire(3, wait)).isEqualTo("barrier 5: drones 0, 2, 4 and 6 have not arrived");
    }

    @Test
    @DisplayName("I50: who has passed is not named as missing while others are still to be told that they may pass")
    void whoHasPassedIsNotMissing() {
        TinyHive hive = ofSeven();
        long wait = 0;
        for (int rank = 0; rank < 7; rank++) {
            wait = hive.arrive(rank, 5);
        }
        hive.settleBut(2, 6);
        assertThat(hive.isOver(wait)).isFalse();
        long question = hive.ticket();
        hive.step(6, new Input.Inquire(question, wait));
        for (int rank = 0; rank < 6; rank++) {
            hive.deliver(6, rank);
        }
        hive.settleBut(2, 6);
        hive.settle();
        assertThat(hive.outcome(question)).isEqualTo(new Outcome.Answer("barrier 5"));
    }

    @Test
    @DisplayName("I36: that a drone has left for which a barrier waits is seen where both arrive")
    void aBarrierThatCannotOpenIsSeen() {
        TinyHive hive = ofSeven();
        hive.arrive(3, 9);
        hive.arrive(1, 0);
        hive.settle();
        assertThat(hive.node(1).hopeless(9))
                .contains("Drone 3 has left, but barrier 0 cannot open without it; the hive ends.");
        assertThat(hive.node(0).hopeless(9)).isEmpty();

        TinyHive other = ofSeven();
        for (int rank : new int[] {1, 3, 4}) {
            other.arrive(rank, 9);
        }
        for (int rank : new int[] {2, 5, 6}) {
            other.arrive(rank, 0);
        }
        other.settle();
        assertThat(other.node(0).hopeless(9))
                .contains("Drone 1 has left, but barrier 0 cannot open without it; the hive ends.");
    }
}
