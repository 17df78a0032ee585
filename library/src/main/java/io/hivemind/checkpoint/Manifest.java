package io.hivemind.checkpoint;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What a checkpoint is made of. As a file it is text, so that a person can read it, and ends in its own checksum.
 *
 * @param label what each part says
 * @param written when it was written, by the clock of drone 0
 * @param step the number that the program gave it
 * @param note the words that the program gave it
 * @param order the order of the bytes of a number in the heap
 * @param lists for how many drones the heap has lists of small blocks
 * @param fence a fencing number that no lock had reached
 * @param parts the parts, one for each drone that wrote, by rank
 */
public record Manifest(
        Label label,
        Instant written,
        long step,
        String note,
        ByteOrder order,
        int lists,
        long fence,
        List<Part> parts) {
    /** Raised when a manifest that was written before could not be read any more. */
    static final int VERSION = 1;

    private static final String TITLE = "HiveMind checkpoint, format ";
    private static final String CHECKSUM = "checksum ";

    /**
     * A part.
     *
     * @param bytes how long its file is
     * @param pages how many pages are in it
     * @param host the machine on which it was written
     * @param directory the absolute path of its directory there
     */
    public record Part(long bytes, int pages, String host, String directory) {}

    /** Keeps the list from changing. */
    public Manifest {
        parts = List.copyOf(parts);
    }

    /** {@return how many drones wrote it} */
    public int drones() {
        return parts.size();
    }

    /** {@return it as text} */
    public String text() {
        StringBuilder text = new StringBuilder(TITLE).append(VERSION).append('\n');
        line(text, "number", label.number());
        line(text, "id", Long.toHexString(label.id()));
        line(text, "written", written);
        line(text, "step", step);
        line(text, "note", escaped(note));
        line(text, "page-size", label.pageSize());
        line(text, "heap", label.heapBytes());
        line(text, "byte-order", order);
        line(text, "lists", lists);
        line(text, "fence", fence);
        line(text, "drones", parts.size());
        for (Part part : parts) {
            line(text, "part-bytes", part.bytes());
            line(text, "part-pages", part.pages());
            line(text, "part-host", escaped(part.host()));
            line(text, "part-directory", escaped(part.directory()));
        }
        String checksum = checksum(text.toString());
        return text.append(CHECKSUM).append(checksum).append('\n').toString();
    }

    /** {@return what {@code text} says} If it cannot be used, the sentence calls it {@code file}. */
    public static Manifest of(String text, String file) throws UnusableCheckpointException {
        if (!text.startsWith(TITLE)) {
            throw new UnusableCheckpointException(file + " is not the manifest of a checkpoint.");
        }
        int end = text.lastIndexOf(CHECKSUM);
        if (end < 0 || !text.substring(end).equals(CHECKSUM + checksum(text.substring(0, end)) + "\n")) {
            throw new UnusableCheckpointException(file + " is damaged: its text and its checksum do not fit.");
        }
        return new Lines(text.substring(0, end), file).manifest();
    }

    /** The lines of a text that is as it was written. */
    private static final class Lines {
        private final List<String> lines;
        private final String file;
        private int next;

        Lines(String text, String file) {
            this.lines = text.lines().toList();
            this.file = file;
        }

        Manifest manifest() throws UnusableCheckpointException {
            String version = value(TITLE.strip());
            if (!version.equals(String.valueOf(VERSION))) {
                throw new UnusableCheckpointException(file + " is written in format " + version
                        + ", and this HiveMind reads format " + VERSION + ": resume with a newer one.");
            }
            try {
                return body();
            } catch (RuntimeException wrong) {
                throw new UnusableCheckpointException(
                        file + " cannot be understood: line " + next + " is \"" + lines.get(next - 1) + "\".");
            }
        }

        private Manifest body() {
            long number = Long.parseLong(value("number"));
            long id = Long.parseUnsignedLong(value("id"), 16);
            Instant written = Instant.parse(value("written"));
            long step = Long.parseLong(value("step"));
            String note = unescaped(value("note"));
            int pageSize = Integer.parseInt(value("page-size"));
            long heapBytes = Long.parseLong(value("heap"));
            ByteOrder order = value("byte-order").equals(ByteOrder.BIG_ENDIAN.toString())
                    ? ByteOrder.BIG_ENDIAN
                    : ByteOrder.LITTLE_ENDIAN;
            int lists = Integer.parseInt(value("lists"));
            long fence = Long.parseLong(value("fence"));
            int drones = Integer.parseInt(value("drones"));
            List<Part> parts = new ArrayList<>();
            for (int rank = 0; rank < drones; rank++) {
                parts.add(new Part(
                        Long.parseLong(value("part-bytes")),
                        Integer.parseInt(value("part-pages")),
                        unescaped(value("part-host")),
                        unescaped(value("part-directory"))));
            }
            return new Manifest(
                    new Label(number, id, pageSize, heapBytes), written, step, note, order, lists, fence, parts);
        }

        private String value(String name) {
            String line = lines.get(next++);
            if (!line.startsWith(name + " ")) {
                throw new IllegalArgumentException("not " + name);
            }
            return line.substring(name.length() + 1);
        }
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append(' ').append(value).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\\') {
                i++;
                char meant = text.charAt(i);
                plain.append(meant == 'n' ? '\n' : meant == 'r' ? '\r' : meant);
            } else {
                plain.append(next);
            }
        }
        return plain.toString();
    }

    private static String checksum(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }
}
