package io.hivemind.apps.quicksort;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The numbers in a file.
 *
 * @param file where they are
 * @param format how they are written
 * @param count how many there were when the file was looked at
 */
record FileSource(Path file, Format format, long count) implements Source {
    private static final int BEGINNING = 1 << 16;

    /** {@return the source that {@code file} is, its format guessed unless given} What makes it none is a {@link Mistake}. */
    static FileSource of(Path file, Optional<Format> given) {
        try {
            if (Files.isDirectory(file)) {
                throw new Mistake("The list cannot be read: " + file + " is a folder, not a file.");
            }
            Format format = given.isPresent() ? given.get() : guess(file);
            long count = format == Format.TEXT ? countLines(file) : countWords(file);
            if (count == 0) {
                throw new Mistake("The list in " + file + " is empty: there is nothing to sort.");
            }
            return new FileSource(file, format, count);
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    @Override
    public Numbers open() {
        try {
            return format == Format.TEXT ? new Lines(file) : new Words(file, format);
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static Format guess(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] beginning = in.readNBytes(BEGINNING);
            return Format.of(beginning, beginning.length);
        }
    }

    private static long countWords(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes % Integer.BYTES != 0) {
            throw new Mistake(
                    ("The list in %s is not whole: it has %,d bytes, which is no multiple of the four that each"
                                    + " number takes.")
                            .formatted(file, bytes));
        }
        return bytes / Integer.BYTES;
    }

    private static long countLines(Path file) throws IOException {
        int[] numbers = new int[1 << 12];
        long count = 0;
        try (var lines = new Lines(file)) {
            int read = lines.read(numbers);
            while (read > 0) {
                count += read;
                read = lines.read(numbers);
            }
        }
        return count;
    }

    private static Mistake unreadable(Path file, IOException failed) {
        return failed instanceof NoSuchFileException
                ? new Mistake("The list cannot be read: there is no file " + file + ".", failed)
                : new Mistake("The list in " + file + " cannot be read: " + Reasons.of(failed) + ".", failed);
    }

    /** One number a line. Empty lines do not count. */
    private static final class Lines implements Numbers {
        private static final int SHOWN = 40;

        private final Path file;
        private final BufferedReader reader;
        private long line;

        Lines(Path file) throws IOException {
            this.file = file;
            reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        }

        @Override
        public int read(int[] target) {
            int length = 0;
            try {
                while (length < target.length) {
                    String text = reader.readLine();
                    if (text == null) {
                        break;
                    }
                    line++;
                    String digits = text.strip();
                    if (!digits.isEmpty()) {
                        target[length++] = number(digits);
                    }
                }
            } catch (IOException failed) {
                throw unreadable(file, failed);
            }
            return length;
        }

        @Override
        public void close() {
            closeQuietly(reader, file);
        }

        private int number(String digits) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException notANumber) {
                String shown = digits.length() > SHOWN ? digits.substring(0, SHOWN) + "…" : digits;
                throw new Mistake(
                        "Line %,d of %s is \"%s\", but must be a whole number from %,d to %,d."
                                .formatted(line, file, shown, Integer.MIN_VALUE, Integer.MAX_VALUE),
                        notANumber);
            }
        }
    }

    /** Four bytes a number. */
    private static final class Words implements Numbers {
        private final Path file;
        private final SeekableByteChannel channel;
        private final ByteBuffer bytes;

        Words(Path file, Format format) throws IOException {
            this.file = file;
            channel = Files.newByteChannel(file);
            bytes = ByteBuffer.allocate(1 << 16).order(format.byteOrder());
        }

        @Override
        public int read(int[] target) {
            int length = 0;
            while (length < target.length && fill(target.length - length)) {
                int count = bytes.remaining() / Integer.BYTES;
                bytes.asIntBuffer().get(target, length, count);
                length += count;
            }
            return length;
        }

        @Override
        public void close() {
            closeQuietly(channel, file);
        }

        private boolean fill(int numbers) {
            bytes.clear().limit((int) Math.min(bytes.capacity(), (long) numbers * Integer.BYTES));
            try {
                while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                    // The channel may give less than it has; an end inside a number leaves the number out.
                }
            } catch (IOException failed) {
                throw unreadable(file, failed);
            }
            return bytes.flip().remaining() >= Integer.BYTES;
        }
    }

    private static void closeQuietly(AutoCloseable open, Path file) {
        try {
            open.close();
        } catch (Exception failed) {
            throw new IllegalStateException("The list in " + file + " cannot be closed.", failed);
        }
    }
}
