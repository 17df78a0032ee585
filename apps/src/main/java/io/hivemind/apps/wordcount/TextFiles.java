package io.hivemind.apps.wordcount;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * A text in files: one, or all below a folder but those whose name, or whose folder's name, begins with a dot.
 *
 * @param files the files in the order of their names
 * @param bytes how many bytes they had when they were looked at, with a line break after each
 */
record TextFiles(List<Path> files, int bytes) {
    /** The longest text: every thread of the program on plain memory shares it as one Java array. */
    static final long MOST_BYTES = 1L << 30;

    /** Keeps the list from changing. */
    TextFiles {
        files = List.copyOf(files);
    }

    /** {@return the files that {@code input} means} What makes it no text is a {@link Mistake}. */
    static TextFiles of(Path input) {
        try {
            List<Path> files = Files.isDirectory(input) ? below(input) : List.of(input);
            long bytes = files.size();
            for (Path file : files) {
                bytes += Files.size(file);
            }
            if (bytes == files.size()) {
                throw new Mistake("The text in " + input + " is empty: there is nothing to count.");
            }
            if (bytes > MOST_BYTES) {
                throw new Mistake("The text in %s has %,d bytes; this program counts the words of up to %,d."
                        .formatted(input, bytes, MOST_BYTES));
            }
            return new TextFiles(files, (int) bytes);
        } catch (IOException failed) {
            throw unreadable(input, failed);
        }
    }

    /** {@return the text, its files one after another, each followed by a line break} */
    byte[] read() {
        byte[] text = new byte[bytes];
        int at = 0;
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                at += in.readNBytes(text, at, text.length - at);
                if (at == text.length || in.read() >= 0) {
                    throw new Mistake("The text changed its length while it was read: " + file + " has grown.");
                }
                text[at++] = '\n';
            } catch (IOException failed) {
                throw unreadable(file, failed);
            }
        }
        if (at < text.length) {
            throw new Mistake("The text changed its length while it was read: it has become shorter.");
        }
        return text;
    }

    private static List<Path> below(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                return isHidden(visited) && !visited.equals(folder)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isHidden(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    private static boolean isHidden(Path file) {
        Path name = file.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    private static Mistake unreadable(Path input, IOException failed) {
        return new Mistake("The text in " + input + " cannot be read: " + Reasons.of(failed) + ".", failed);
    }
}
