package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Those who are left agree on the next view, if they may go on: invariants I71 and I72 of docs/protocol.md. */
class AgreementRulesTest {
    @Test
    @DisplayName("I71: those who are left agree on a view without the one that failed, whoever it is")
    void thoseWhoAreLeftAgree() {
        for (int dead = 0; dead < 3; dead++) {
            TinyHive hive = new TinyHive(3);
            hive.fail(dead);
            int gone = dead;
            List<Integer> left =
                    List.of(0, 1, 2).stream().filter(rank -> rank != gone).toList();
            for (int rank : left) {
                assertThat(hive.views(rank)).containsExactly(new View(1, left, 3));
            }
            hive.barrier();
        }
    }

    @Test
    @DisplayName("I72: those who are not most of the members, nor half with the lowest, do not go on")
    void theFewDoNotGoOn() {
        TinyHive hive = new TinyHive(4);
        hive.step(2, new Input.Suspect(0));
        hive.step(2, new Input.Suspect(1));
        hive.step(3, new Input.Suspect(0));
        hive.step(3, new Input.Suspect(1));
        hive.step(0, new Input.Suspect(2));
        hive.step(0, new Input.Suspect(3));
        hive.settle();
        assertThat(hive.expelled()).containsExactly(2, 3);
        assertThat(hive.views(0)).containsExactly(new View(1, List.of(0, 1), 4));
        assertThat(hive.views(1)).containsExactly(new View(1, List.of(0, 1), 4));
    }

    @Test
    @DisplayName("I72: of two that have lost each other the higher one goes, and nobody else")
    void twoLoseEachOther() {
        for (List<Integer> pair : List.of(List.of(0, 1), List.of(1, 3), List.of(2, 3))) {
            TinyHive hive = new TinyHive(4);
            hive.step(pair.getLast(), new Input.Suspect(pair.getFirst()));
            hive.settle();
            assertThat(hive.view().members()).hasSize(3).containsAnyElementsOf(pair);
            assertThat(hive.expelled()).hasSize(1).isSubsetOf(pair);
        }
    }

    @Test
    @DisplayName("I72: nobody gives the leader up only because another calls to a change without it")
    void theLeaderIsNotLeftForAnother() {
        TinyHive hive = new TinyHive(5);
        hive.step(0, new Input.Suspect(1));
        hive.step(1, new Input.Suspect(0));
        hive.deliver(1, 3);
        hive.deliver(0, 2);
        hive.settle();
        assertThat(hive.view().members()).containsExactly(0, 2, 3, 4);
        assertThat(hive.expelled()).containsExactly(1);
    }

    @Test
    @DisplayName("I72: whoever was called too early follows once it misses the leader itself")
    void anEarlyCallIsKept() {
        TinyHive hive = new TinyHive(4);
        hive.kill(0);
        hive.step(1, new Input.Suspect(0));
        hive.settle();
        assertThat(hive.view().number()).isZero();
        hive.step(3, new Input.Suspect(0));
        hive.step(2, new Input.Suspect(0));
        hive.settle();
        assertThat(hive.view().members()).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("I72: whoever comes to lead gives up one of two that have accused each other before, and not both")
    void ofTwoThatAccusedEachOtherBeforeOneGoes() {
        TinyHive hive = new TinyHive(6);
        hive.step(3, new Input.Suspect(4));
        hive.step(4, new Input.Suspect(3));
        hive.kill(0);
        for (int rank : List.of(2, 3, 4, 5)) {
            hive.step(rank, new Input.Suspect(0));
        }
        hive.settle();
        hive.step(1, new Input.Suspect(0));
        hive.settle();
        assertThat(hive.view().members()).containsExactly(1, 2, 3, 5);
    }

    @Test
    @DisplayName("I72: one whom several have lost goes rather than those several")
    void oneGoesRatherThanSeveral() {
        TinyHive hive = new TinyHive(7);
        for (int rank : List.of(3, 4, 5)) {
            hive.step(2, new Input.Suspect(rank));
            hive.step(rank, new Input.Suspect(2));
        }
        hive.kill(0);
        for (int rank : List.of(2, 3, 4, 5, 6)) {
            hive.step(rank, new Input.Suspect(0));
        }
        hive.settle();
        hive.step(1, new Input.Suspect(0));
        hive.settle();
        assertThat(hive.view().members()).containsExactly(1, 3, 4, 5, 6);
    }

    @Test
    @DisplayName(
            "I72: the next leader hears what the one before was told, and who misses whom is not forgotten with a view")
    void accusationsOutliveLeaders() {
        TinyHive hive = new TinyHive(5);
        hive.step(4, new Input.Suspect(3));
        hive.kill(0);
        hive.step(1, new Input.Suspect(0));
        hive.step(2, new Input.Suspect(0));
        hive.step(3, new Input.Suspect(0));
        hive.step(4, new Input.Suspect(0));
        hive.settle();
        assertThat(hive.view().members()).hasSize(3).contains(1, 2);
    }
}
