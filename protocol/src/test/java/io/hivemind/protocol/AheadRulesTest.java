package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Message.BarrierRelease;
import io.hivemind.protocol.Message.DiffNews;
import io.hivemind.protocol.Message.LockGrant;
import io.hivemind.protocol.Message.PageDiffs;
import io.hivemind.protocol.Message.PagePush;
import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.NodeConfig.Ahead;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is sent before anybody asks for it: invariants I52 to I55 of docs/protocol.md. */
class AheadRulesTest {
    private static final Ahead PUSHES = new Ahead(0, 4);
    private static final Ahead CARRIED = new Ahead(PAGE_SIZE, 0);

    /** Drone 0 stores, all pass a barrier, drone 1 loads. */
    private static void round(TinyHive hive, int value) {
        hive.store(0, 0, value);
        hive.barrier();
        assertThat(hive.load(1, 0)).isEqualTo(value);
        hive.barrier();
    }

    @Test
    @DisplayName(
            "I52: a follower has to ask before its 1st, 3rd, 6th, 11th, 16th, … page, where four turns are the most")
    void whoAsksAgainAndAgainIsSentMoreAndMoreUnasked() {
        TinyHive hive = new TinyHive(2, PUSHES);
        List<Integer> asked = new ArrayList<>();
        List<Integer> pushed = new ArrayList<>();
        for (int round = 1; round <= 20; round++) {
            int before = hive.sent();
            round(hive, round);
            asked.addAll(hive.sentSince(before, PageRequest.class).isEmpty() ? List.of() : List.of(round));
            pushed.addAll(hive.sentSince(before, PagePush.class).isEmpty() ? List.of() : List.of(round));
        }

        assertThat(asked).containsExactly(1, 3, 6, 11, 16);
        assertThat(pushed)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                        .boxed()
                        .filter(round -> !asked.contains(round))
                        .toList());
    }

    @Test
    @DisplayName("I52: a push goes out before the arrival, one message to each follower, and costs no answer")
    void aPushTakesThePlaceOfAQuestionAndItsAnswer() {
        TinyHive hive = new TinyHive(3, PUSHES);
        round(hive, 1);
        assertThat(hive.load(2, 0)).isEqualTo(1);
        hive.store(0, PAGE_SIZE, 1);
        hive.barrier();
        hive.load(1, PAGE_SIZE);
        hive.barrier();
        hive.store(0, 0, 2);
        hive.store(0, PAGE_SIZE, 2);
        int before = hive.sent();
        hive.barrier();

        assertThat(hive.load(1, 0) + hive.load(1, PAGE_SIZE)).isEqualTo(4);
        assertThat(hive.talkSince(before))
                .startsWith("0 to 1 PagePush", "0 to 2 PagePush")
                .doesNotContain("1 to 0 PageRequest");
    }

    @Test
    @DisplayName("I52: whoever has missed more than the newest changes does not follow")
    void whoFallsBehindIsNotSentAnything() {
        TinyHive hive = new TinyHive(3, PUSHES);
        for (int round = 1; round <= 3; round++) {
            hive.store(0, 0, round);
            hive.barrier();
            assertThat(hive.load(2, 0)).isEqualTo(round);
        }
        assertThat(hive.load(1, 0)).isEqualTo(3);
        int before = hive.sent();
        hive.store(0, 0, 4);
        hive.barrier();

        assertThat(hive.talkSince(before)).contains("0 to 2 PagePush").doesNotContain("0 to 1 PagePush");
        assertThat(hive.load(1, 0)).isEqualTo(4);
    }

    @Test
    @DisplayName("I52: without pushes nothing moves before it is asked for")
    void nothingIsPushedWhereThatIsNotWanted() {
        TinyHive hive = new TinyHive(2);
        for (int round = 1; round <= 5; round++) {
            round(hive, round);
        }

        assertThat(hive.sentSince(0, PagePush.class)).isEmpty();
    }

    @Test
    @DisplayName("I54: a push that comes after the release is put in; one that comes before waits for the notice")
    void aPushMayComeBeforeItsNoticeOrAfter() {
        for (boolean early : List.of(true, false)) {
            TinyHive hive = new TinyHive(3, PUSHES);
            hive.store(1, 0, 1);
            hive.barrier();
            assertThat(hive.load(2, 0)).isEqualTo(1);
            hive.barrier();
            hive.store(1, 0, 2);
            int before = hive.sent();
            IntStream.range(0, 3).forEach(rank -> hive.arrive(rank, 0));
            if (early) {
                hive.deliver(1, 2);
                assertThat(hive.load(2, 0)).isEqualTo(1);
            }
            hive.deliver(1, 0);
            hive.deliver(2, 0);
            assertThat(hive.deliver(0, 2)).isInstanceOf(BarrierRelease.class);
            assertThat(hive.access(2, 0)).isEqualTo(Access.INVALID);
            hive.settle();

            assertThat(hive.load(2, 0)).isEqualTo(2);
            assertThat(hive.sentSince(before, PageRequest.class)).isEmpty();
            assertThat(hive.totals(2).consistencyBytes())
                    .isEqualTo(hive.totals(1).consistencyBytes());
        }
    }

    @Test
    @DisplayName("I54: a diff whose notice was forgotten is dropped")
    void aPushThatComesTooLateIsDropped() {
        TinyHive hive = new TinyHive(2, PUSHES);
        round(hive, 1);
        hive.store(0, 0, 2);
        hive.barrier();
        hive.collect();
        List<PageDiffs> late = hive.sentSince(0, PagePush.class).getLast().diffs();
        hive.store(0, 0, 3);
        hive.barrier();
        long bytes = hive.totals(1).consistencyBytes();
        hive.forge(0, 1, new PagePush(0, late));

        assertThat(hive.totals(1).consistencyBytes()).isEqualTo(bytes);
        assertThat(hive.load(1, 0)).isEqualTo(3);
    }

    @Test
    @DisplayName("I53: a lock that goes round carries the page that everybody writes under it")
    void aGrantCarriesWhatItsReceiverWritesToo() {
        TinyHive hive = new TinyHive(3, CARRIED);
        for (int turn = 0; turn < 9; turn++) {
            int before = hive.sent();
            int drone = turn % 3;
            hive.lock(drone, 0);
            assertThat(hive.load(drone, 0)).isEqualTo(turn);
            hive.store(drone, 0, turn + 1);
            hive.unlock(drone, 0);
            assertThat(hive.sentSince(before, PageRequest.class)).hasSize(turn == 1 || turn == 2 ? 1 : 0);
        }
    }

    @Test
    @DisplayName("I53: what the receiver never wrote, and what is too long, is not carried")
    void aGrantCarriesNothingElse() {
        TinyHive hive = new TinyHive(2, new Ahead(8, 0));
        hive.lock(0, 0);
        hive.store(0, 0, 1);
        IntStream.range(0, PAGE_SIZE).forEach(at -> hive.store(0, PAGE_SIZE + at, 1));
        hive.unlock(0, 0);
        hive.lock(1, 0);
        hive.store(1, PAGE_SIZE, 2);
        hive.unlock(1, 0);
        hive.lock(0, 0);
        IntStream.range(0, PAGE_SIZE).forEach(at -> hive.store(0, PAGE_SIZE + at, 3));
        hive.store(0, 0, 3);
        hive.unlock(0, 0);
        hive.lock(1, 0);

        assertThat(hive.sentSince(0, LockGrant.class))
                .extracting(grant -> grant.diffs().size())
                .containsExactly(0, 1, 0);
        assertThat(hive.load(1, 0) + hive.load(1, PAGE_SIZE)).isEqualTo(6);
    }

    @Test
    @DisplayName("I53: a page of which one diff is not here is left to be asked for")
    void aPageIsCarriedAsAWholeOrNotAtAll() {
        TinyHive hive = new TinyHive(3, CARRIED);
        hive.store(0, 0, 1);
        hive.store(1, 1, 1);
        hive.store(2, 2, 1);
        hive.barrier();
        hive.store(0, 0, 2);
        hive.pass(0, 1, 0);
        hive.store(1, 1, 2);
        hive.unlock(1, 0);
        hive.store(1, 8, 2);
        int before = hive.sent();
        hive.lock(2, 0);

        assertThat(hive.sentSince(before, LockGrant.class).getLast().diffs())
                .flatExtracting(PageDiffs::diffs)
                .extracting(DiffNews::interval)
                .allSatisfy(interval -> assertThat(interval.creator()).isIn(0, 1));
        assertThat(hive.load(2, 0)).isEqualTo(2);
        assertThat(hive.load(2, 1)).isEqualTo(2);
    }

    @Test
    @DisplayName("I30: two grants on one link tell what is new once")
    void aSecondGrantDoesNotRepeatWhatTheFirstSaid() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 1);
        hive.acquire(1, 0);
        hive.acquire(1, 2);
        hive.settle();

        assertThat(hive.sentSince(0, LockGrant.class))
                .extracting(grant -> grant.news().size())
                .containsExactly(1, 0);
        assertThat(hive.load(1, 0)).isEqualTo(1);
    }

    @Test
    @DisplayName("I55: tokens that are summoned come while nobody waits, and acquiring them costs nothing then")
    void summonedTokensComeByThemselves() {
        TinyHive hive = new TinyHive(2);
        hive.step(1, new Input.Summon(List.of(0L, 1L, 2L)));
        hive.settle();
        assertThat(hive.talkSince(0))
                .containsExactly("1 to 0 LockRequest", "1 to 0 LockRequest", "0 to 1 LockGrant", "0 to 1 LockGrant");

        int before = hive.sent();
        hive.lock(1, 0);
        hive.lock(1, 2);
        hive.step(1, new Input.Summon(List.of(0L, 2L)));
        assertThat(hive.talkSince(before)).isEmpty();
    }

    @Test
    @DisplayName("I55: a token that was summoned and is not held goes to whoever asks, and may be asked for again")
    void aSummonedTokenIsFreeUntilItIsAcquired() {
        TinyHive hive = new TinyHive(2);
        hive.step(1, new Input.Summon(List.of(0L)));
        hive.settle();
        hive.lock(0, 0);
        long wait = hive.acquire(1, 0);
        hive.settle();
        assertThat(hive.isOver(wait)).isFalse();

        hive.unlock(0, 0);
        hive.settle();
        assertThat(hive.outcome(wait)).isEqualTo(Outcome.Plain.DONE);
    }
}
