package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message.PageReply;
import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.PageWant;
import io.hivemind.protocol.TinyNetwork.Sent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Access misses and the diffs that third parties hold: invariants I22 to I27 of docs/protocol.md. */
class MissRulesTest {
    /** The requests sent since the first {@code since} messages, as drone and wants. */
    private static List<String> requests(TinyHive hive, int since) {
        return hive.sentSince(since).stream()
                .filter(sent -> sent.message() instanceof PageRequest)
                .map(sent -> sent.from() + " asks " + sent.to() + wants(sent))
                .toList();
    }

    private static String wants(Sent sent) {
        StringBuilder text = new StringBuilder();
        for (PageWant want : ((PageRequest) sent.message()).wants()) {
            text.append(" for page ").append(want.page());
            text.append(want.copyOf() < 0 ? " diffs " : " copy and diffs ").append(want.diffs());
        }
        return text.toString();
    }

    @Test
    @DisplayName("K94 §3.4, I22: a drone without a copy asks the owner that the last collection named, and nobody else")
    void withoutACopyTheOwnerIsAsked() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 5);
        hive.collect();
        int before = hive.sent();

        assertThat(hive.load(2, 0)).isEqualTo(5);
        assertThat(requests(hive, before)).containsExactly("2 asks 1 for page 0 copy and diffs []");
        assertThat(hive.totals(2).pageFetches()).isEqualTo(1);
    }

    @Test
    @DisplayName("I22: what comes with the owner's copy for certain is not asked for beside it")
    void whatComesWithACopyIsNotAskedForBesideIt() {
        TinyHive hive = new TinyHive(3);
        hive.store(1, 0, 5);
        hive.collect();
        hive.store(0, 1, 6);
        hive.pass(0, 1, 0);
        hive.store(1, 0, 7);
        hive.unlock(1, 0);
        hive.lock(2, 0);
        int before = hive.sent();

        assertThat(hive.load(2, 0)).isEqualTo(7);
        assertThat(hive.load(2, 1)).isEqualTo(6);
        assertThat(requests(hive, before)).containsExactly("2 asks 1 for page 0 copy and diffs []");
    }

    @Test
    @DisplayName("I22: with a stale copy only diffs are asked for")
    void withAStaleCopyOnlyDiffsAreAskedFor() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 5);
        hive.collect();
        hive.load(1, 0);
        hive.store(0, 0, 6);
        hive.pass(0, 1, 0);
        int before = hive.sent();

        assertThat(hive.load(1, 0)).isEqualTo(6);
        assertThat(requests(hive, before)).containsExactly("1 asks 0 for page 0 diffs [0.2]");
    }

    @Test
    @DisplayName(
            "K94 §3.4, I23: of two writers of whom one knew the other's interval only the later is asked, for both")
    void aDominatedWriterIsNotAsked() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);
        hive.pass(0, 1, 0);
        hive.store(1, 1, 2);
        hive.unlock(1, 0);
        hive.lock(2, 0);
        int before = hive.sent();

        assertThat(hive.load(2, 0)).isEqualTo(1);
        assertThat(hive.load(2, 1)).isEqualTo(2);
        assertThat(requests(hive, before)).containsExactly("2 asks 1 for page 0 diffs [0.1, 1.1]");
    }

    @Test
    @DisplayName("K94 §3.4, I23: writers that did not know of each other are all asked, before any of them answers")
    void concurrentWritersAreAskedInParallel() {
        TinyHive hive = new TinyHive(4);
        for (int rank = 0; rank < 3; rank++) {
            hive.store(rank, rank, rank + 1);
        }
        hive.barrier();
        int before = hive.sent();

        hive.touch(3, 0, Access.READ);

        assertThat(requests(hive, before))
                .containsExactly(
                        "3 asks 0 for page 0 diffs [0.1]",
                        "3 asks 1 for page 0 diffs [1.1]",
                        "3 asks 2 for page 0 diffs [2.1]");
        hive.settle();
        for (int rank = 0; rank < 3; rank++) {
            assertThat(hive.load(3, rank)).isEqualTo(rank + 1);
        }
    }

    @Test
    @DisplayName("I23: each drone gets one request for all pages of one wait")
    void oneRequestADroneForSeveralPages() {
        TinyHive hive = new TinyHive(2);
        for (int page = 0; page < 3; page++) {
            hive.store(0, page * PAGE_SIZE, 1);
        }
        hive.pass(0, 1, 0);
        int before = hive.sent();

        long wait = hive.touch(1, 0, 0, 4, Access.READ);
        hive.settle();

        hive.outcome(wait);
        assertThat(hive.talkSince(before)).containsExactly("1 to 0 PageRequest", "0 to 1 PageReply");
    }

    @Test
    @DisplayName("K94 §3.4, I24: diffs are applied in an order that extends happened-before, whoever answers first")
    void diffsAreAppliedInTheOrderInWhichTheyHappened() {
        TinyHive hive = new TinyHive(4);
        hive.store(2, 0, 1);
        hive.store(2, 1, 1);
        hive.pass(2, 0, 1);
        hive.store(0, 0, 2);
        hive.unlock(0, 1);
        // Concurrent with both, in another place of the page.
        hive.store(1, 2, 3);
        hive.barrier();
        int before = hive.sent();

        long wait = hive.touch(3, 0, Access.READ);
        assertThat(requests(hive, before)).hasSize(2);
        hive.deliver(3, 1);
        hive.deliver(1, 3);
        hive.settle();
        hive.outcome(wait);

        assertThat(hive.load(3, 0)).isEqualTo(2);
        assertThat(hive.load(3, 1)).isEqualTo(1);
        assertThat(hive.load(3, 2)).isEqualTo(3);
    }

    @Test
    @DisplayName("I24: a copy and the diffs it lacks take effect together")
    void aCopyAndItsDiffsTakeEffectTogether() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);
        hive.collect();
        hive.store(1, 1, 2);
        hive.pass(1, 2, 1);
        int before = hive.sent();
        long wait = hive.touch(2, 0, Access.READ);
        assertThat(requests(hive, before))
                .containsExactly("2 asks 0 for page 0 copy and diffs []", "2 asks 1 for page 0 diffs [1.1]");
        hive.deliver(2, 0);
        hive.deliver(0, 2);
        assertThat(hive.peek(2, 0)).isZero();

        hive.settle();
        hive.outcome(wait);
        assertThat(hive.peek(2, 0)).isEqualTo(1);
        assertThat(hive.peek(2, 1)).isEqualTo(2);
    }

    @Test
    @DisplayName("K94 §3.4, I25: whoever changed a page holds every diff of it that precedes, and serves it again")
    void aThirdPartyServesTheDiffsOfOthers() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);
        hive.pass(0, 1, 0);
        hive.store(1, 1, 2);
        hive.unlock(1, 0);
        hive.lock(2, 0);
        int before = hive.sent();
        hive.load(2, 0);

        assertThat(hive.sentSince(before, PageReply.class))
                .singleElement()
                .satisfies(reply -> assertThat(reply.news().getFirst().diffs())
                        .extracting(Message.DiffNews::interval)
                        .containsExactlyInAnyOrder(new IntervalId(0, 1), new IntervalId(1, 1)));
        assertThat(hive.totals(0).diffsMade()).isEqualTo(1);
    }

    /** Drone 2 has heard of 0.2 and 1.1 and believes that drone 1 holds both diffs; but drone 1 got 0.2 within a copy. */
    private static TinyHive aThirdPartyWithoutTheDiff() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);
        hive.collect();
        hive.load(2, 0);
        hive.lock(0, 0);
        hive.store(0, 0, 2);
        hive.unlock(0, 0);
        hive.lock(1, 0);
        hive.store(1, 1, 3);
        assertThat(hive.totals(1).pageFetches()).isEqualTo(1);
        hive.unlock(1, 0);
        hive.lock(2, 0);
        return hive;
    }

    @Test
    @DisplayName("I25: a third party that got the changes within a whole copy says so, and the creator is asked")
    void aThirdPartyWithoutADiffSendsTheAskerToItsCreator() {
        TinyHive hive = aThirdPartyWithoutTheDiff();
        int before = hive.sent();

        assertThat(hive.load(2, 0)).isEqualTo(2);
        assertThat(hive.load(2, 1)).isEqualTo(3);

        assertThat(requests(hive, before))
                .containsExactly("2 asks 1 for page 0 diffs [0.2, 1.1]", "2 asks 0 for page 0 diffs [0.2]");
        assertThat(hive.sentSince(before, PageReply.class)
                        .getFirst()
                        .news()
                        .getFirst()
                        .absent())
                .containsExactly(new IntervalId(0, 2));
    }

    @Test
    @DisplayName("I25: all creators of what a third party did not have are asked at once")
    void theCreatorsOfWhatAThirdPartyLacksAreAskedAtOnce() {
        TinyHive hive = new TinyHive(4);
        hive.store(0, 0, 1);
        hive.collect();
        hive.load(3, 0);
        // Drone 0 owns the page; what it gives drone 2 holds the stores of drone 1 and its own.
        for (int rank : new int[] {1, 0, 2}) {
            hive.lock(rank, 0);
            hive.store(rank, rank, 2 + rank);
            hive.unlock(rank, 0);
        }
        hive.lock(3, 0);
        int before = hive.sent();
        assertThat(hive.load(3, 2)).isEqualTo(4);

        assertThat(requests(hive, before))
                .containsExactly(
                        "3 asks 2 for page 0 diffs [0.2, 1.1, 2.1]",
                        "3 asks 0 for page 0 diffs [0.2]",
                        "3 asks 1 for page 0 diffs [1.1]");
        assertThat(hive.load(3, 0)).isEqualTo(2);
        assertThat(hive.load(3, 1)).isEqualTo(3);
    }

    @Test
    @DisplayName("I27: a request for the diff of a notice that is not known stops the drone")
    void aRequestForAnUnknownNoticeIsAnError() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.pass(0, 1, 0);
        PageRequest unknown =
                new PageRequest(0, Optional.empty(), List.of(new PageWant(0, -1, List.of(new IntervalId(0, 2)))));

        assertThatThrownBy(() -> hive.forge(1, 0, unknown))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("Page 0 has no notice of interval 0.2");
    }

    @Test
    @DisplayName("I26: a second thread that misses the same page joins the miss and asks nothing")
    void aSecondThreadJoinsAMiss() {
        TinyHive hive = new TinyHive(2);
        hive.step(1, new Input.Register(1));
        hive.store(0, 0, 1);
        hive.pass(0, 1, 0);
        int before = hive.sent();

        long first = hive.touch(1, 0, Access.READ);
        long second = hive.touch(1, 1, 0, 1, Access.WRITE);
        assertThat(requests(hive, before)).hasSize(1);
        hive.settle();

        hive.outcome(first);
        hive.outcome(second);
        assertThat(hive.access(1, 0)).isEqualTo(Access.WRITE);
    }

    @Test
    @DisplayName("I26: a notice learnt while a miss is under way is fetched too before the miss ends")
    void aNoticeLearntDuringAMissBelongsToIt() {
        TinyHive hive = new TinyHive(3);
        hive.step(2, new Input.Register(1));
        hive.store(0, 0, 1);
        hive.pass(0, 2, 0);
        hive.unlock(2, 0);
        hive.lock(1, 1);
        hive.store(1, 1, 2);
        hive.unlock(1, 1);

        long wait = hive.touch(2, 0, Access.READ);
        long lock = hive.acquire(2, 1, 1);
        hive.deliver(2, 1);
        hive.deliver(1, 2);
        hive.outcome(lock);
        hive.deliver(2, 0);
        hive.deliver(0, 2);
        assertThat(hive.isOver(wait)).isFalse();

        hive.settle();
        hive.outcome(wait);
        assertThat(hive.peek(2, 0)).isEqualTo(1);
        assertThat(hive.peek(2, 1)).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "I26: a wait for several pages ends when each has been there since it began, though one has gone again")
    void aWaitEndsThoughAPageHasGoneAgain() {
        TinyHive hive = new TinyHive(3);
        hive.step(2, new Input.Register(1));
        hive.store(0, PAGE_SIZE, 1);
        hive.pass(0, 2, 0);
        hive.unlock(2, 0);
        hive.store(1, 0, 2);

        long wait = hive.touch(2, 0, 0, 2, Access.READ);
        assertThat(hive.access(2, 0)).isEqualTo(Access.READ);
        hive.acquire(2, 1, 1);
        hive.deliver(2, 1);
        hive.deliver(1, 2);
        assertThat(hive.access(2, 0)).isEqualTo(Access.INVALID);

        hive.settle();
        assertThat(hive.outcome(wait)).isEqualTo(Outcome.Plain.DONE);
    }

    @Test
    @DisplayName("I26: a long answer comes in parts, and the wait ends with the last")
    void aLongAnswerComesInParts() {
        int pages = 6000;
        TinyHive hive = new TinyHive(2, 1 << 20, pages, NodeConfig.USUAL_ARITY);
        for (int page = 0; page < pages; page++) {
            hive.storeHere(0, page * PAGE_SIZE, page);
        }
        hive.collect();
        int before = hive.sent();
        long wait = hive.touch(1, 0, 0, pages, Access.READ);
        hive.deliver(1, 0);
        assertThat(hive.talkSince(before))
                .containsExactly("1 to 0 PageRequest", "0 to 1 PageReply", "0 to 1 PageReply");
        hive.deliver(0, 1);
        assertThat(hive.isOver(wait)).isFalse();
        hive.deliver(0, 1);
        hive.outcome(wait);
        for (int page = 0; page < pages; page++) {
            assertThat(hive.peek(1, page * PAGE_SIZE)).isEqualTo((byte) page);
        }
    }

    @Test
    @DisplayName("I27: an answer that nobody asked for stops the drone")
    void anAnswerThatNobodyAskedForIsAnError() {
        TinyHive hive = new TinyHive(2);
        PageReply unasked =
                new PageReply(0, List.of(), List.of(new Message.PageNews(0, Optional.empty(), List.of(), List.of())));

        assertThatThrownBy(() -> hive.forge(1, 0, unasked))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("Page 0 was answered for");
    }

    @Test
    @DisplayName("I27: a page outside the heap stops the drone")
    void aPageOutsideTheHeapIsAnError() {
        TinyHive hive = new TinyHive(2);
        assertThatThrownBy(() -> hive.touch(0, 16, Access.READ))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("16");
    }
}
