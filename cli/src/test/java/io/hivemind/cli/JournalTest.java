package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {
    private final List<String> heard = new ArrayList<>();
    private final Journal journal = new Journal(heard::add);

    private void says(int rank, String text) {
        journal.output().pass(rank, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), false);
    }

    @Test
    void eachLineIsHeardAndKeptWithWhoSaidIt() {
        says(2, "größer\nno end");
        journal.output().note("drone 2 failed.");
        assertThat(heard).containsExactly("[2] größer", "[2] no end", "hivemind: drone 2 failed.");
        assertThat(journal.lines()).isEqualTo(heard);
    }

    @Test
    void theTailHasTheLastLinesOfEachInTheirOrder() {
        says(0, "a\nb\nc\n");
        says(11, "x\n");
        journal.output().note("end.");
        says(0, "d\n");
        assertThat(journal.tail(2, 12)).containsExactly("[0] c", "[11] x", "hivemind: end.", "[0] d");
    }
}
