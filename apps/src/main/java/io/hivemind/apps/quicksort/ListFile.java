package io.hivemind.apps.quicksort;

import io.hivemind.SharedInts;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file into which a sorted list goes.
 *
 * @param file its path
 * @param format how it holds the numbers
 */
record ListFile(Path file, Format format) {
    private static final int CHUNK = 1 << 14;

    /** Writes the list. */
    void write(SharedInts list) {
        int[] numbers = new int[CHUNK];
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (long index = 0; index < list.length(); index += CHUNK) {
                int length = (int) Math.min(CHUNK, list.length() - index);
                list.get(index, numbers, 0, length);
                write(numbers, length, out);
            }
        } catch (IOException failed) {
            throw new Mistake("The sorted list cannot be written to " + file + ": " + Reasons.of(failed) + ".", failed);
        }
    }

    private void write(int[] numbers, int length, OutputStream out) throws IOException {
        if (format == Format.TEXT) {
            var text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append(numbers[i]).append('\n');
            }
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        } else {
            var bytes = ByteBuffer.allocate(length * Integer.BYTES).order(format.byteOrder());
            bytes.asIntBuffer().put(numbers, 0, length);
            out.write(bytes.array());
        }
    }
}
