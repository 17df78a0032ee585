package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pages that are exempt from backup: invariant I79 of docs/protocol.md. */
class ExemptionRulesTest {
    private static final int PAGE = TinyHive.PAGE_SIZE;

    @Test
    @DisplayName(
            "I75: a change of one that failed that is in a copy alone comes with that copy, also to one who has an older one")
    void whatIsInACopyAloneComesWithIt() {
        TinyHive hive = TinyHive.backed(4, 1);
        hive.step(1, new Input.Exempt(5, 1));
        hive.store(1, 5 * PAGE, 8);
        hive.collect();
        hive.store(1, 5 * PAGE, 9);
        hive.barrier();
        assertThat(hive.load(0, 5 * PAGE)).isEqualTo(9);
        hive.fail(1);
        for (int rank : List.of(0, 2, 3)) {
            assertThat(hive.load(rank, 5 * PAGE)).isEqualTo(9);
        }
        assertThat(hive.losses()).isEmpty();
    }

    @Test
    @DisplayName(
            "I79: what is stored in an exempt page nobody keeps for whoever stored it; it may be lost, and that is said")
    void nobodyKeepsWhatIsStoredInAnExemptPage() {
        TinyHive hive = TinyHive.backed(3, 1);
        hive.step(2, new Input.Exempt(5, 1));
        hive.store(2, 0, 7);
        hive.store(2, 5 * PAGE, 8);
        int before = hive.sent();
        hive.barrier();
        assertThat(hive.sentSince(before, Message.Backup.class))
                .allMatch(backup -> backup.diffs().stream().noneMatch(diffs -> diffs.page() == 5))
                .anyMatch(backup -> !backup.diffs().isEmpty());
        hive.fail(2);
        assertThat(hive.load(0, 0)).isEqualTo(7);
        assertThat(hive.load(1, 5 * PAGE)).isZero();
        assertThat(hive.losses()).extracting(Message.Repair::page).containsOnly(5);
    }

    @Test
    @DisplayName("I79: an exempt page that nobody else reads is its owner's alone, and is written without notices")
    void anExemptPageIsWrittenWithoutNotices() {
        TinyHive hive = TinyHive.backed(3, 1);
        for (int rank = 0; rank < 3; rank++) {
            hive.step(rank, new Input.Exempt(5, 1));
        }
        hive.store(2, 5 * PAGE, 8);
        hive.collect();
        long intervals = hive.totals(2).intervals();
        hive.store(2, 5 * PAGE, 9);
        hive.barrier();
        assertThat(hive.totals(2).intervals()).isEqualTo(intervals);
        assertThat(hive.load(0, 5 * PAGE)).isEqualTo(9);
    }

    @Test
    @DisplayName(
            "I79: drones need not agree on what is exempt: whoever takes itself for a deputy reads what the owner stored last")
    void dronesNeedNotAgreeOnWhatIsExempt() {
        TinyHive hive = TinyHive.backed(3, 1);
        hive.step(2, new Input.Exempt(5, 1));
        hive.store(2, 5 * PAGE, 8);
        hive.collect();
        hive.store(2, 5 * PAGE, 9);
        hive.barrier();
        for (int rank = 0; rank < 3; rank++) {
            assertThat(hive.load(rank, 5 * PAGE)).isEqualTo(9);
        }
        hive.store(2, 5 * PAGE, 10);
        hive.barrier();
        assertThat(hive.load(0, 5 * PAGE)).isEqualTo(10);
        hive.fail(2);
        assertThat(hive.load(1, 5 * PAGE)).isEqualTo(10);
        assertThat(hive.losses()).isEmpty();
    }
}
