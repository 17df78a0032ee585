package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Input.Manner;
import io.hivemind.protocol.Message.CollectCall;
import io.hivemind.protocol.Message.CollectWanted;
import io.hivemind.protocol.Message.PageRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A heap larger than any drone: invariants I56 to I61 of docs/protocol.md. */
class RoomRulesTest {
    /** What a page counts for; notices and intervals weigh little beside it. */
    private static final int PAGE = 4096;

    private static final int PAGES = 120;

    /** Room for half of the pages, of which a half is to work in. */
    private static TinyHive hive() {
        return new TinyHive(4, PAGES, room(64));
    }

    private static Room room(int pages) {
        return new Room((long) pages * PAGE, PAGE, Room.Choice.SCAN_RESISTANT);
    }

    private static void fill(TinyHive hive, int rank) {
        for (int page = 0; page < PAGES; page++) {
            hive.store(rank, page * PAGE_SIZE, 1 + page);
        }
    }

    private static void readAll(TinyHive hive, int rank) {
        for (int page = 0; page < PAGES; page++) {
            assertThat(hive.load(rank, page * PAGE_SIZE)).isEqualTo(1 + page);
        }
    }

    /** How many of the pages a drone reads without asking anybody. */
    private static int here(TinyHive hive, int rank) {
        int here = 0;
        for (int page = 0; page < PAGES; page++) {
            int before = hive.sent();
            hive.load(rank, page * PAGE_SIZE);
            here += hive.sentSince(before, PageRequest.class).isEmpty() ? 1 : 0;
        }
        return here;
    }

    @Test
    @DisplayName("I56: who writes all pages owns its quota of them, and those who own least the others")
    void nobodyOwnsMoreThanItsQuota() {
        TinyHive hive = hive();
        fill(hive, 0);
        hive.collect();
        int quota = room(64).quota(PAGES, 4);

        assertThat(quota).isEqualTo(32);
        for (int rank = 1; rank < 4; rank++) {
            assertThat(here(hive, rank)).isGreaterThanOrEqualTo((PAGES - quota) / 3);
        }
        readAll(hive, 0);
    }

    @Test
    @DisplayName(
            "I56: a quota is no less than a drone's share of the heap, and no more than the heap however much room there is")
    void quotasAreWithinTheHeap() {
        assertThat(room(64).quota(PAGES, 4)).isEqualTo(32);
        assertThat(room(64).quota(128, 4)).isEqualTo(32);
        assertThat(room(72).quota(160, 4)).isEqualTo(40);
        assertThat(new Room(Long.MAX_VALUE - 1, PAGE, Room.Choice.LEAST_RECENT).quota(PAGES, 4))
                .isEqualTo(PAGES);
        assertThat(Room.UNBOUNDED.quota(PAGES, 4)).isEqualTo(PAGES);
    }

    @Test
    @DisplayName("I56: a page lost counts until the collection ends, so that a drone never keeps more than its quota")
    void whatIsLostCountsUntilTheEnd() {
        Ownership ownership = new Ownership(List.of(0, 1), 1);
        assertThat(ownership.assign(Page.NOBODY, 0)).isZero();
        ownership.end(List.of(0, 1));
        assertThat(ownership.assign(0, 1)).isEqualTo(1);
        assertThat(ownership.assign(Page.NOBODY, 0))
                .as("drone 0 still keeps the page that it lost")
                .isZero();
    }

    @Test
    @DisplayName(
            "I57, I58: a drone that reads everything gives copies up and fetches them again, and every value is right")
    void copiesAreGivenUp() {
        TinyHive hive = hive();
        fill(hive, 0);
        hive.collect();
        readAll(hive, 3);
        readAll(hive, 3);

        assertThat(hive.totals(3).evictions()).isPositive();
        assertThat(hive.totals(3).refetches()).isPositive();
        for (int rank = 0; rank < 4; rank++) {
            assertThat(hive.totals(rank).mostHeldBytes()).isLessThanOrEqualTo(room(64).bytes());
            readAll(hive, rank);
        }
    }

    @Test
    @DisplayName("I58: a drone that gave up a page that it had written builds it again from its own diff")
    void ownDiffsBuildThePageAgain() {
        TinyHive hive = hive();
        for (int page = 0; page < 20; page++) {
            hive.store(0, page * PAGE_SIZE, 1 + page);
        }
        hive.settle();

        for (int page = 0; page < 20; page++) {
            assertThat(hive.load(0, page * PAGE_SIZE)).isEqualTo(1 + page);
        }
    }

    @Test
    @DisplayName("I59, I61: who has written as much as there is room for waits, and a collection makes room at once")
    void aTouchWaitsForRoom() {
        TinyHive hive = new TinyHive(4, PAGES, new Room(64L * PAGE_SIZE, PAGE_SIZE, Room.Choice.SCAN_RESISTANT));
        int page = 0;
        long ticket = hive.touch(1, page, Access.WRITE);
        while (hive.isOver(ticket)) {
            for (int i = 0; i < PAGE_SIZE; i++) {
                hive.storeUnchecked(1, page * PAGE_SIZE + i, 1 + i);
            }
            ticket = hive.touch(1, ++page, Access.WRITE);
        }
        assertThat(page).isBetween(4, 40);
        assertThat(hive.sentSince(0, CollectWanted.class)).hasSize(1);
        hive.step(1, new Input.Inquire(hive.ticket(), ticket));
        hive.settle();

        assertThat(hive.sentSince(0, CollectCall.class)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(hive.outcome(ticket)).isEqualTo(Outcome.Plain.DONE);
        assertThat(hive.load(1, 5)).isEqualTo(6);
    }

    @Test
    @DisplayName("I60: a page is not forgotten while a thread may be between its check and its load")
    void aPageStaysForAThreadThatMayLoad() {
        TinyHive hive = hive();
        hive.step(3, new Input.Register(1));
        fill(hive, 0);
        hive.collect();
        hive.outcome(settled(hive, hive.touch(3, 1, 0, 1, Access.READ)));
        int page = 1;
        long ticket = settled(hive, hive.touch(3, page, Access.READ));
        while (hive.isOver(ticket)) {
            ticket = settled(hive, hive.touch(3, ++page, Access.READ));
        }
        assertThat(hive.peek(3, 0)).isEqualTo(1);
        assertThat(hive.totals(3).evictions()).isZero();
        assertThat(hive.node(3).cooling())
                .as("pages closed, of which one may still be loaded from")
                .isPositive();

        hive.step(3, new Input.Quiesce(1));
        hive.settle();
        assertThat(hive.outcome(ticket)).isEqualTo(Outcome.Plain.DONE);
        assertThat(hive.totals(3).evictions()).isPositive();
    }

    @Test
    @DisplayName("I60: a page that a thread holds stays until it lets go")
    void aHeldPageStays() {
        TinyHive hive = new TinyHive(4, PAGES, new Room(64L * PAGE, PAGE, Room.Choice.LEAST_RECENT));
        fill(hive, 0);
        hive.collect();
        hive.outcome(settled(hive, hive.touch(3, 0, 0, 2, Access.READ, Manner.HELD)));
        readAll(hive, 3);
        readAll(hive, 3);
        assertThat(hive.peek(3, 0)).isEqualTo(1);
        assertThat(hive.peek(3, PAGE_SIZE)).isEqualTo(2);

        hive.step(3, new Input.LetGo(0));
        for (int page = 2; page < PAGES; page++) {
            hive.load(3, page * PAGE_SIZE);
        }
        assertThat(hive.peek(3, 0)).isZero();
    }

    @Test
    @DisplayName("I60: a touch of pages that are here, if closed, brings them back and gives none of them up")
    void aTouchGivesUpNoneOfItsPages() {
        TinyHive hive = hive();
        fill(hive, 0);
        hive.collect();
        for (int round = 0; round < 4; round++) {
            int before = hive.sent();
            for (int page = 0; page < 24; page += 4) {
                hive.outcome(settled(hive, hive.touch(3, 0, page, 4, Access.READ)));
            }
            if (round > 1) {
                assertThat(hive.sentSince(before, PageRequest.class)).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("I61: written pages are closed for a touch that no collection can help")
    void writtenPagesAreClosedWhenNoCollectionHelps() {
        TinyHive hive = new TinyHive(4, 1600, room(1024));
        for (int page = 0; page < 6; page++) {
            hive.store(1, page * PAGE_SIZE, 1 + page);
        }
        long ticket = settled(hive, hive.touch(1, 0, 100, 1, Access.READ, Manner.HELD));
        int held = 1;
        while (hive.outcome(ticket) == Outcome.Plain.DONE) {
            ticket = settled(hive, hive.touch(1, 0, 100 + held++, 1, Access.READ, Manner.HELD));
        }
        assertThat(hive.totals(1).diffsMade()).isEqualTo(6);
    }

    @Test
    @DisplayName("I60: a thread that has ended holds nothing")
    void aThreadThatHasEndedHoldsNothing() {
        TinyHive hive = hive();
        hive.step(1, new Input.Register(1));
        hive.outcome(settled(hive, hive.touch(1, 1, 0, 5, Access.WRITE, Manner.HELD)));
        hive.step(1, new Input.Retire(1));
        fill(hive, 1);
        readAll(hive, 1);
    }

    @Test
    @DisplayName(
            "I61: a copy of an exclusive page waits until no thread is in the page, if its twin would find no room")
    void aCopyThatWouldCostATwinWaits() {
        TinyHive hive = hive();
        hive.step(0, new Input.Register(1));
        for (int page = 0; page < 30; page++) {
            hive.store(0, page * PAGE_SIZE, 1 + page);
        }
        hive.collect();
        for (int page = 0; page < 30; page++) {
            hive.outcome(hive.touch(0, page, Access.WRITE));
        }
        long wanted = settled(hive, hive.touch(3, 0, 0, 8, Access.READ));
        int page = 8;
        while (hive.isOver(wanted) && page < 30) {
            wanted = settled(hive, hive.touch(3, page++, Access.READ));
        }
        assertThat(hive.isOver(wanted)).isFalse();
        assertThat(hive.totals(0).twinPages()).isLessThanOrEqualTo(28);

        hive.step(0, new Input.Quiesce(1));
        hive.settle();
        assertThat(hive.isOver(wanted)).isTrue();
        assertThat(hive.load(3, 8 * PAGE_SIZE)).isEqualTo(9);
    }

    @Test
    @DisplayName("I61: a touch that nothing can help ends with the word that the room is full")
    void aTouchThatCannotBeHelpedEnds() {
        TinyHive hive = hive();
        assertThat(hive.outcome(hive.touch(1, 0, 0, PAGES, Access.WRITE))).isInstanceOf(Outcome.Full.class);

        int page = 0;
        Outcome outcome = Outcome.Plain.DONE;
        while (outcome == Outcome.Plain.DONE) {
            outcome = hive.outcome(settled(hive, hive.touch(1, 0, page++, 1, Access.WRITE, Manner.HELD)));
        }
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Full.class, full -> assertThat(full.text()).contains("room for " + room(64).bytes()));
        hive.step(1, new Input.LetGo(0));
        hive.store(1, page * PAGE_SIZE, 1);
    }

    @Test
    @DisplayName("I56: a heap that the drones cannot hold is refused before anything starts")
    void aHeapThatIsTooLargeIsRefused() {
        assertThatThrownBy(() -> new TinyHive(2, PAGES, room(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a heap of 120 pages: 2 drones");
    }

    private static long settled(TinyHive hive, long ticket) {
        hive.settle();
        return ticket;
    }
}
