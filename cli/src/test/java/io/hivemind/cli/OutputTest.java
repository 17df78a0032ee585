package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputTest {
    private static final Terminal PIPE = new Terminal(false, false, true);
    private static final Terminal WATCHED = new Terminal(true, true, true);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Output output(Terminal terminal) {
        return new Output(new PrintStream(out), new PrintStream(err), terminal);
    }

    private static ByteArrayInputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private String said(ByteArrayOutputStream by) {
        return by.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachLineHasTheNumberOfItsDrone() {
        Output output = output(PIPE);
        output.pass(2, text("one\n\nthree\n"), false);
        output.pass(13, text("oops\n"), true);

        assertThat(said(out)).isEqualTo("[2] one\n[2] \n[2] three\n");
        assertThat(said(err)).isEqualTo("[13] oops\n");
    }

    @Test
    void aLastLineWithoutAnEndGetsOne() {
        output(PIPE).pass(0, text("a\nb"), false);

        assertThat(said(out)).isEqualTo("[0] a\n[0] b\n");
    }

    @Test
    void aLineWithoutEndComesInPieces() {
        output(PIPE).pass(0, text("x".repeat(70_000) + "\ny\n"), false);

        assertThat(said(out))
                .isEqualTo("[0] " + "x".repeat(65_536) + "\n[0] " + "x".repeat(70_000 - 65_536) + "\n[0] y\n");
    }

    @Test
    void bytesThatAreNoTextPassUnchanged() {
        output(PIPE).pass(0, new ByteArrayInputStream(new byte[] {(byte) 0xff, 0, '\n'}), false);

        assertThat(out.toByteArray()).isEqualTo(new byte[] {'[', '0', ']', ' ', (byte) 0xff, 0, '\n'});
    }

    @Test
    void onATerminalTheNumberIsColoured() {
        output(WATCHED).pass(0, text("a\n"), false);

        assertThat(said(out)).isEqualTo("\u001b[36m[0]\u001b[0m a\n");
    }

    @Test
    void aTerminalThatWantsNoColourGetsNone() {
        output(new Terminal(true, true, false)).pass(0, text("a\n"), false);

        assertThat(said(out)).isEqualTo("[0] a\n");
        assertThat(Terminal.wantsColour(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Terminal.wantsColour(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Terminal.wantsColour(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.wantsColour(Map.of("TERM", "xterm"))).isTrue();
    }

    @Test
    void progressIsABarBelowTheLines() {
        Output output = output(WATCHED);
        output.pass(0, text("\u001b]9;4;1;50\u0007\n"), true);
        output.pass(1, text("a\n"), true);
        output.pass(0, text("\u001b]9;4;0;0\u0007\n"), true);

        String bar = "━".repeat(20) + "─".repeat(20) + "  50 %";
        String clear = "\r\u001b[K";
        assertThat(said(err)).isEqualTo(bar + clear + "\u001b[33m[1]\u001b[0m a\n" + bar + clear);
    }
}
