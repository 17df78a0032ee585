package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Outcome.Plain;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where backups go: invariant I77 of docs/protocol.md. */
class BackupRulesTest {
    private static final int PAGE = TinyHive.PAGE_SIZE;
    private static final int PAGES = 64;
    private static final long LOCK = 5;

    @ParameterizedTest
    @ValueSource(ints = {3, 33})
    @DisplayName("I77: few changes go to whoever hears of them, many to the deputy, who is waited for; none is lost")
    void manyChangesGoToTheDeputy(int stored) {
        TinyHive hive = TinyHive.backed(3, 1, PAGES);
        hive.lock(1, LOCK);
        for (int page = 0; page < stored; page++) {
            hive.store(1, page * PAGE, 7 + page);
        }
        int before = hive.sent();
        hive.unlock(1, LOCK);
        long waiting = hive.acquire(0, LOCK);
        hive.settle();
        assertThat(hive.sentSince(before))
                .filteredOn(sent -> sent.message() instanceof Message.Backup)
                .singleElement()
                .satisfies(sent -> assertThat(sent.to()).isEqualTo(stored > 32 ? 2 : 0));
        assertThat(hive.outcome(waiting)).isEqualTo(Plain.DONE);
        hive.fail(1);
        for (int page = 0; page < stored; page++) {
            assertThat(hive.load(0, page * PAGE)).isEqualTo(7 + page);
        }
        assertThat(hive.losses()).isEmpty();
    }

    @Test
    @DisplayName("I77: a long backup comes in parts, and is kept when the last has come")
    void aLongBackupComesInParts() {
        int pages = 16_000;
        TinyHive hive = TinyHive.backed(3, 1, pages);
        hive.lock(1, LOCK);
        for (int address = 0; address < pages * PAGE; address += Integer.BYTES) {
            hive.store(1, address, 7);
        }
        int before = hive.sent();
        hive.unlock(1, LOCK);
        long waiting = hive.acquire(0, LOCK);
        hive.settle();
        List<Integer> parts = hive.sentSince(before, Message.Backup.class).stream()
                .map(part -> part.diffs().size())
                .toList();
        assertThat(parts).hasSizeGreaterThan(1).allMatch(diffs -> diffs < pages);
        assertThat(hive.sentSince(before, Message.BackupKept.class)).hasSize(1);
        assertThat(hive.outcome(waiting)).isEqualTo(Plain.DONE);
        hive.fail(1);
        assertThat(hive.load(0, 0)).isEqualTo(7);
        assertThat(hive.load(0, (pages - 1) * PAGE)).isEqualTo(7);
        assertThat(hive.losses()).isEmpty();
    }

    @Test
    @DisplayName("I77: whoever released many changes waits for no deputy that is taken to have failed")
    void nobodyWaitsForADeputyThatFailed() {
        TinyHive hive = TinyHive.backed(4, 1, PAGES);
        hive.lock(1, LOCK);
        for (int page = 0; page < PAGES; page++) {
            hive.store(1, page * PAGE, 7);
        }
        hive.kill(2);
        hive.unlock(1, LOCK);
        long waiting = hive.acquire(0, LOCK);
        hive.settle();
        assertThat(hive.isOver(waiting)).isFalse();
        hive.fail(2);
        assertThat(hive.outcome(waiting)).isEqualTo(Plain.DONE);
        hive.fail(1);
        assertThat(hive.load(0, 63 * PAGE)).isEqualTo(7);
        assertThat(hive.losses()).isEmpty();
    }
}
