package io.hivemind.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all drones say, mixed line by line, each line with the number of its drone before it. On a terminal the progress
 * of the hive stands below it as a bar.
 */
final class Output {
    /** How a program tells a terminal its progress (OSC 9;4): a state, 0 for none, and a percentage. */
    private static final Pattern PROGRESS = Pattern.compile("\u001b]9;4;(\\d);(\\d{1,3})\u0007");

    /** A line is passed on in pieces of at most this many bytes. */
    private static final int LONGEST_PIECE = 1 << 16;

    private static final int[] COLOURS = {36, 33, 35, 32, 34, 31};
    private static final int BAR_WIDTH = 40;

    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;

    /** What stands in the last line of the terminal: the bar, or nothing. */
    private String bar = "";

    Output(PrintStream out, PrintStream err, Terminal terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** {@return a bar of which so much is filled, drawn with letters where {@code charset} has no lines} */
    static String bar(int percent, Charset charset) {
        int filled = percent * BAR_WIDTH / 100;
        boolean lines = charset.newEncoder().canEncode('━');
        String done = (lines ? "━" : "#").repeat(filled);
        String open = (lines ? "─" : "-").repeat(BAR_WIDTH - filled);
        return "%s%s %3d %%".formatted(done, open, percent);
    }

    /** {@return whether a program's progress would be seen} */
    boolean showsProgress() {
        return terminal.errIsTerminal();
    }

    /** Passes on what a drone writes, until it ends. */
    void pass(int rank, InputStream from, boolean isError) {
        byte[] buffer = new byte[LONGEST_PIECE];
        int length = 0;
        try (from) {
            int read = from.read(buffer, 0, buffer.length);
            while (read >= 0) {
                length += read;
                int said = sayLines(rank, isError, buffer, length);
                System.arraycopy(buffer, said, buffer, 0, length - said);
                length -= said;
                if (length == buffer.length) {
                    say(rank, isError, buffer, 0, length);
                    length = 0;
                }
                read = from.read(buffer, length, buffer.length - length);
            }
        } catch (IOException ended) {
            // A stream of a process that is stopped breaks off; what it said before is passed on.
        }
        if (length > 0) {
            say(rank, isError, buffer, 0, length);
        }
    }

    /** Says something of the launcher's own. */
    synchronized void note(String sentence) {
        clearBar();
        err.println("hivemind: " + sentence);
        drawBar();
    }

    /** Takes the bar away. */
    synchronized void end() {
        clearBar();
        bar = "";
        out.flush();
        err.flush();
    }

    private int sayLines(int rank, boolean isError, byte[] buffer, int length) {
        int begin = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                say(rank, isError, buffer, begin, i - begin);
                begin = i + 1;
            }
        }
        return begin;
    }

    private synchronized void say(int rank, boolean isError, byte[] line, int begin, int length) {
        if (isError && length < 32 && line[begin] == '\u001b' && isProgress(line, begin, length)) {
            return;
        }
        clearBar();
        PrintStream to = isError ? err : out;
        byte[] prefix = prefix(rank, isError).getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(prefix, prefix.length + length + 1);
        System.arraycopy(line, begin, whole, prefix.length, length);
        whole[whole.length - 1] = '\n';
        to.write(whole, 0, whole.length);
        to.flush();
        drawBar();
    }

    private boolean isProgress(byte[] line, int begin, int length) {
        Matcher matcher = PROGRESS.matcher(new String(line, begin, length, StandardCharsets.ISO_8859_1));
        if (!matcher.matches()) {
            return false;
        }
        clearBar();
        int percent = Math.min(100, Integer.parseInt(matcher.group(2)));
        bar = matcher.group(1).equals("0") ? "" : bar(percent, err.charset());
        drawBar();
        return true;
    }

    private String prefix(int rank, boolean isError) {
        boolean coloured = terminal.colour() && (isError ? terminal.errIsTerminal() : terminal.outIsTerminal());
        return coloured ? "\u001b[" + COLOURS[rank % COLOURS.length] + "m[" + rank + "]\u001b[0m " : "[" + rank + "] ";
    }

    private void clearBar() {
        if (!bar.isEmpty()) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    private void drawBar() {
        if (!bar.isEmpty()) {
            err.print(bar);
            err.flush();
        }
    }
}
