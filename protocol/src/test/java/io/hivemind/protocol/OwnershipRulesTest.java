package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Message.BarrierArrive;
import io.hivemind.protocol.Message.PageReply;
import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.PageWant;
import io.hivemind.protocol.TinyNetwork.Sent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a collection does to pages: invariants I44 to I46 and I49 of docs/protocol.md. */
class OwnershipRulesTest {
    private static List<String> asked(TinyHive hive, int since) {
        return hive.sentSince(since).stream()
                .filter(sent -> sent.message() instanceof PageRequest)
                .map(OwnershipRulesTest::text)
                .toList();
    }

    private static String text(Sent sent) {
        PageRequest request = (PageRequest) sent.message();
        boolean copy = request.wants().stream().anyMatch(want -> want.copyOf() >= 0);
        return sent.from() + " asks " + sent.to() + (copy ? " for a copy" : " for diffs");
    }

    @Test
    @DisplayName("I44: all drones find the same owner: the creator of the last notice in the order of application")
    void allDronesFindTheSameOwner() {
        TinyHive hive = new TinyHive(4);
        hive.store(2, 0, 1);
        hive.pass(2, 0, 2);
        hive.store(0, 1, 2);
        hive.unlock(0, 2);
        hive.collect();
        int before = hive.sent();

        assertThat(hive.load(1, 1)).isEqualTo(2);
        assertThat(hive.load(2, 1)).isEqualTo(2);
        assertThat(hive.load(3, 0)).isEqualTo(1);
        assertThat(asked(hive, before))
                .containsExactly("1 asks 0 for a copy", "2 asks 0 for a copy", "3 asks 0 for a copy");
    }

    @Test
    @DisplayName("K94 §3.5, I45: the owner fetches what its copy lacks")
    void theOwnerMakesItsCopyWhole() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);
        hive.store(1, 1, 2);
        int before = hive.sent();
        hive.collect();
        assertThat(asked(hive, before)).containsExactly("1 asks 0 for diffs");

        before = hive.sent();
        assertThat(hive.load(2, 0)).isEqualTo(1);
        assertThat(hive.load(2, 1)).isEqualTo(2);
        assertThat(asked(hive, before)).containsExactly("2 asks 1 for a copy");
    }

    @Test
    @DisplayName("K94 §3.5, I45: a copy that holds all changes stays, and needs no message afterwards")
    void wholeCopiesStay() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);
        hive.barrier();
        hive.load(1, 0);
        hive.collect();
        int before = hive.sent();

        assertThat(hive.load(1, 0)).isEqualTo(1);
        hive.store(1, 1, 2);
        assertThat(hive.load(0, 0)).isEqualTo(1);
        assertThat(hive.talkSince(before)).isEmpty();
    }

    @Test
    @DisplayName("K94 §3.5, I45: a copy that lacks changes is of no use afterwards; a whole one is fetched")
    void staleCopiesAreOfNoUse() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.barrier();
        hive.load(1, 0);
        hive.store(0, 0, 2);
        hive.collect();
        assertThat(hive.access(1, 0)).isEqualTo(Access.INVALID);
        int before = hive.sent();

        assertThat(hive.load(1, 0)).isEqualTo(2);
        assertThat(asked(hive, before)).containsExactly("1 asks 0 for a copy");
    }

    @Test
    @DisplayName("I45: an owner without a copy asks the owner that the collection before had named")
    void anOwnerWithoutACopyAsksTheOwnerBefore() {
        TinyHive hive = new TinyHive(3);
        hive.step(1, new Input.Register(1));
        hive.lock(1, 4);
        hive.store(1, 0, 1);
        hive.pass(1, 0, 1);
        hive.store(0, 1, 2);
        hive.unlock(0, 1);
        hive.acquire(1, 1, 1);
        hive.settle();
        // Thread 0 of drone 1 is between check and store through a whole collection, which leaves drone 1 without a
        // copy.
        CollectionRulesTest.collectWithoutBarrier(hive);
        hive.storeUnchecked(1, 2, 3);
        hive.unlock(1, 0, 4);
        hive.lock(0, 4);
        int before = hive.sent();
        CollectionRulesTest.collectWithoutBarrier(hive);
        assertThat(asked(hive, before)).containsExactly("1 asks 0 for a copy");

        for (int rank = 0; rank < 3; rank++) {
            assertThat(List.of(hive.load(rank, 0), hive.load(rank, 1), hive.load(rank, 2)))
                    .containsExactly(1, 2, 3);
        }
    }

    @Test
    @DisplayName("I46: a copy that is older than what a collection begun meanwhile requires is not used")
    void anOlderCopyIsNotUsed() {
        TinyHive hive = new TinyHive(3);
        hive.step(2, new Input.Register(1));
        hive.store(1, 0, 1);
        hive.collect();
        hive.load(0, 0);
        long wait = hive.touch(2, 1, 0, 1, Access.READ);
        hive.deliver(2, 1);
        // The copy is on its way when drone 0 writes the page and the next collection begins.
        hive.storeHere(0, 0, 2);
        hive.step(0, new Input.Collect());
        hive.arrive(0, 0);
        hive.arrive(2, 0);
        hive.forge(1, 0, new BarrierArrive(0, 0, VectorTime.of(0, 1, 0), VectorTime.of(0, 1, 0), List.of(), false));
        hive.deliver(2, 0);
        hive.deliver(0, 2);
        int before = hive.sent();
        assertThat(hive.deliver(1, 2)).isInstanceOf(PageReply.class);
        assertThat(hive.isOver(wait)).isFalse();
        assertThat(asked(hive, before)).containsExactly("2 asks 0 for a copy");
        hive.deliver(2, 0);
        hive.deliver(0, 2);
        hive.outcome(wait);
        assertThat(hive.peek(2, 0)).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "I45: after the cut nothing before it is asked for, though it is not freed yet: it comes with the copy")
    void afterTheCutOnlyTheCopyIsAskedFor() {
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
        hive.touch(0, 0, Access.READ);
        assertThat(hive.sentSince(before, PageRequest.class))
                .containsExactly(new PageRequest(
                        0, Optional.of(VectorTime.of(0, 1, 1)), List.of(new PageWant(0, 1, List.of()))));
        hive.settle();
        assertThat(hive.peek(0, 0)).isEqualTo(1);
        assertThat(hive.peek(0, 1)).isEqualTo(2);
    }

    @Test
    @DisplayName("I48: a copy given away after a collection says nothing of what was collected")
    void aCopyDoesNotNameWhatWasCollected() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.collect();
        int before = hive.sent();
        hive.load(1, 0);
        assertThat(hive.sentSince(before, PageReply.class))
                .flatExtracting(PageReply::news)
                .singleElement()
                .satisfies(
                        news -> assertThat(news.copy().orElseThrow().contains()).isEmpty());
    }

    @Test
    @DisplayName("I46: an answer in flight while a collection runs ends the miss with what the collection requires")
    void aMissThatSpansACollectionEndsWithTheNewCopy() {
        TinyHive hive = new TinyHive(3);
        hive.step(2, new Input.Register(1));
        hive.store(0, 0, 1);
        hive.collect();
        hive.store(0, 0, 2);
        hive.load(1, 0);
        hive.store(1, 1, 3);
        hive.pass(1, 2, 1);
        hive.unlock(2, 1);
        // Drone 2 asks drone 0 for a copy of collection 1; before it is answered, collection 2 gives the page to drone
        // 1.
        long wait = hive.touch(2, 1, 0, 1, Access.WRITE);
        hive.step(0, new Input.Collect());
        for (int rank = 0; rank < 3; rank++) {
            hive.arrive(rank, 0);
        }
        hive.deliver(1, 0);
        assertThat(hive.deliver(2, 0)).isInstanceOf(PageRequest.class);
        hive.settle();

        hive.outcome(wait);
        assertThat(hive.totals(2).collections()).isEqualTo(2);
        assertThat(hive.peek(2, 0)).isEqualTo(2);
        assertThat(hive.peek(2, 1)).isEqualTo(3);
        hive.storeUnchecked(2, 2, 4);
        hive.pass(2, 0, 0);
        assertThat(hive.load(0, 2)).isEqualTo(4);
    }

    @Test
    @DisplayName("I49: stores made while a collection runs are announced after it")
    void storesDuringACollectionAreNotLost() {
        TinyHive hive = new TinyHive(2);
        hive.store(1, 0, 1);
        CollectionRulesTest.call(hive);
        hive.deliver(0, 1);
        hive.store(1, 1, 2);
        hive.deliver(1, 0);
        hive.store(1, 2, 3);
        hive.deliver(0, 1);
        hive.store(1, 3, 4);
        hive.settle();
        hive.store(1, 4, 5);
        hive.pass(1, 0, 1);

        for (int address = 0; address < 5; address++) {
            assertThat(hive.load(0, address)).isEqualTo(address + 1);
        }
    }

    @Test
    @DisplayName("I49: a page announced after the cut does not become exclusive, for its notice is not forgotten")
    void aPageAnnouncedAfterTheCutIsNotExclusive() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.step(0, new Input.Collect());
        hive.arrive(0, 0);
        hive.arrive(1, 0);
        hive.deliver(1, 0);
        // The cut is made, and drone 0 has not been freed.
        hive.storeHere(0, PAGE_SIZE, 2);
        hive.acquire(1, 2);
        hive.deliver(1, 0);
        hive.settle();
        assertThat(hive.totals(0).collections()).isEqualTo(1);

        assertThat(hive.load(1, PAGE_SIZE)).isEqualTo(2);
        assertThat(hive.load(1, 0)).isEqualTo(1);
    }

    @Test
    @DisplayName("I49: a page that others asked for during a collection does not become exclusive by it")
    void aPageAskedForDuringACollectionIsNotExclusive() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.step(0, new Input.Collect());
        hive.arrive(0, 0);
        hive.arrive(1, 0);
        hive.deliver(1, 0);
        hive.deliver(0, 1);
        long wait = hive.touch(1, 0, Access.READ);
        hive.settle();
        hive.outcome(wait);

        hive.store(0, 0, 2);
        hive.pass(0, 1, 0);
        assertThat(hive.load(1, 0)).isEqualTo(2);
    }

    @Test
    @DisplayName("I45: a page without a notice since the last collection is left as it is")
    void aPageWithoutNoticesIsLeftAlone() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.collect();
        hive.load(1, 0);
        hive.store(0, PAGE_SIZE, 1);
        hive.collect();
        int before = hive.sent();

        assertThat(hive.load(1, 0)).isEqualTo(1);
        assertThat(hive.talkSince(before)).isEmpty();
    }
}
