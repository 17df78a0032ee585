package io.hivemind.apps.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    private Progress progress(boolean shown) {
        return Progress.to(new PrintStream(told, true, StandardCharsets.UTF_8), shown);
    }

    @Test
    void aTerminalIsToldThePercentageAndTheEnd() {
        Progress progress = progress(true);
        progress.done(1, 4);
        progress.over();

        assertThat(told.toString(StandardCharsets.UTF_8)).isEqualTo("\u001b]9;4;1;25\u0007\n\u001b]9;4;0;0\u0007\n");
    }

    @Test
    void nobodyIsToldWhereNobodyLooks() {
        Progress progress = progress(false);
        progress.done(1, 4);
        progress.over();

        assertThat(told.size()).isZero();
    }

    @Test
    void aProgressThatNeverBeganHasNoEnd() {
        progress(true).over();

        assertThat(told.size()).isZero();
    }
}
