package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several drones that fail at a time or one soon after the other: invariants I71 to I78 of docs/protocol.md. */
class SeveralFailuresTest {
    private static final int PAGE = TinyHive.PAGE_SIZE;

    @Test
    @DisplayName(
            "I75: changes that are left in one copy only, and as a diff nowhere, come with that copy, also to whoever has another")
    void changesComeWithTheOnlyCopyThatHasThem() {
        TinyHive hive = TinyHive.backed(7, 1);
        hive.store(1, 5 * PAGE, 7);
        hive.collect();
        assertThat(hive.load(0, 5 * PAGE)).isEqualTo(7);
        hive.store(3, 5 * PAGE + 1, 8);
        hive.pass(3, 4, 3);
        hive.unlock(4, 3);
        hive.lock(1, 3);
        assertThat(hive.load(1, 5 * PAGE + 1)).isEqualTo(8);
        hive.store(1, 5 * PAGE + 2, 9);
        hive.pass(1, 6, 4);
        assertThat(hive.load(6, 5 * PAGE + 2)).isEqualTo(9);
        fail(hive, 1, 3, 4);
        for (int rank : List.of(0, 2, 5, 6)) {
            assertThat(hive.load(rank, 5 * PAGE)).isEqualTo(7);
            assertThat(hive.load(rank, 5 * PAGE + 1)).isEqualTo(8);
            assertThat(hive.load(rank, 5 * PAGE + 2)).isEqualTo(9);
        }
        assertThat(hive.losses()).isEmpty();
    }

    @Test
    @DisplayName("I64: somebody stays who knows what is being collected, also if only a newcomer would stay otherwise")
    void somebodyStaysWhoKnows() {
        TinyHive hive = new TinyHive(2);
        hive.store(0, 0, 7);
        hive.barrier();
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        for (int answers = 0; answers < 2; answers++) {
            hive.settleBut(1, 0);
            hive.deliver(1, 0);
        }
        hive.settleBut(1, 0);
        long leaving = hive.ticket();
        hive.step(0, new Input.Leave(leaving));
        fail(hive, 1);
        assertThat(hive.outcome(leaving)).isEqualTo(Outcome.Plain.DONE);
        assertThat(hive.view().members()).containsExactly(newcomer);
        assertThat(hive.load(newcomer, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName("I75: newcomers go on alone, if all others fail before they know what was being collected")
    void newcomersGoOnAlone() {
        TinyHive hive = TinyHive.backed(3, 1);
        hive.store(0, 0, 7);
        hive.store(1, PAGE, 8);
        hive.collect();
        hive.store(2, 1, 9);
        List<Integer> newcomers = List.of(hive.add(), hive.add(), hive.add(), hive.add());
        newcomers.forEach(newcomer -> hive.step(0, new Input.Admit(newcomer)));
        hive.settleBut(2, 0);
        while (hive.views(3).isEmpty()) {
            hive.deliver(2, 0);
            hive.settleBut(2, 0);
        }
        long touching = hive.touch(3, 0, Access.READ);
        hive.settleBut(2, 0);
        hive.outcome(touching);
        hive.storeHere(4, 2 * PAGE, 5);
        fail(hive, 0, 1, 2);
        assertThat(hive.view().members()).isEqualTo(newcomers);
        for (int newcomer : newcomers) {
            assertThat(hive.load(newcomer, 0)).isEqualTo(7);
            assertThat(hive.load(newcomer, 1)).isEqualTo(9);
            assertThat(hive.load(newcomer, PAGE)).isZero();
            assertThat(hive.load(newcomer, 2 * PAGE)).isEqualTo(5);
        }
        hive.store(4, PAGE, 1);
        hive.barrier();
        hive.collect();
        assertThat(hive.load(6, PAGE)).isEqualTo(1);
        assertThat(hive.load(5, 1)).isEqualTo(9);
    }

    @Test
    @DisplayName(
            "I71: a newcomer that was not told that it is in is told so by whoever leads next, in later views, too")
    void aNewcomerIsToldByTheNextLeader() {
        TinyHive hive = new TinyHive(3);
        hive.store(2, 0, 7);
        hive.join();
        int newcomer = hive.add();
        hive.step(0, new Input.Admit(newcomer));
        hive.settleBut(0, newcomer);
        assertThat(hive.view().members()).contains(newcomer);
        assertThat(hive.views(newcomer)).isEmpty();
        fail(hive, 0);
        assertThat(hive.views(newcomer)).last().isEqualTo(new View(3, List.of(1, 2, 3, 4), 5));
        assertThat(hive.load(newcomer, 0)).isEqualTo(7);
    }

    @Test
    @DisplayName("I78: newcomers are deputies at once, for there may be nobody else who could be")
    void newcomersAreDeputies() {
        TinyHive hive = TinyHive.backed(1, 1);
        hive.store(0, 0, 7);
        hive.store(0, PAGE, 8);
        List.of(hive.add(), hive.add()).forEach(newcomer -> hive.step(0, new Input.Admit(newcomer)));
        hive.settle();
        fail(hive, 0);
        assertThat(hive.view().members()).containsExactly(1, 2);
        for (int rank = 1; rank <= 2; rank++) {
            assertThat(hive.load(rank, 0)).isEqualTo(7);
            assertThat(hive.load(rank, PAGE)).isEqualTo(8);
        }
        assertThat(hive.losses()).isEmpty();
    }

    @Test
    @DisplayName("I50: a question is answered when nobody is left who has to answer")
    void aQuestionIsAnsweredByWhoeverIsLeft() {
        TinyHive hive = new TinyHive(2);
        hive.lock(1, 5);
        long waiting = hive.acquire(0, 5);
        hive.settle();
        hive.kill(1);
        long question = hive.ticket();
        hive.step(0, new Input.Inquire(question, waiting));
        hive.step(0, new Input.Suspect(1));
        assertThat(hive.outcome(waiting)).isEqualTo(Outcome.Plain.INHERITED);
        assertThat(hive.isOver(question)).isTrue();
    }

    /** All of {@code dead} fail before anybody finds out. */
    private static void fail(TinyHive hive, int... dead) {
        for (int rank : dead) {
            hive.kill(rank);
        }
        for (int rank : hive.view().members()) {
            for (int one : dead) {
                if (!hive.isDead(rank)) {
                    hive.step(rank, new Input.Suspect(one));
                }
            }
        }
        hive.settle();
    }
}
