package io.hivemind.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directory that a checkpoint lives in, on one machine or on a file system that several share. */
public final class Folder {
    private static final String MANIFEST = "manifest";
    private static final Pattern OWN = Pattern.compile("part-(\\d{1,18})-\\d{1,9}|manifest-(\\d{1,18})-\\d{1,9}");

    private final Path path;

    /** Names the directory, which need not be there. */
    public Folder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** {@return where it is, from the root on} */
    public Path path() {
        return path;
    }

    /** Makes the directory if it is not there, and finds out whether files can be made in it. */
    public void prepare(int rank) throws IOException {
        makeDirectory(path);
        Path probe = pending(0, rank);
        Files.write(probe, new byte[0]);
        Files.delete(probe);
    }

    /** {@return the file of a part} */
    public Path part(long number, int rank) {
        return path.resolve("part-" + number + "-" + rank);
    }

    /** {@return the manifest of the checkpoint here, if there is one} */
    public Optional<Manifest> manifest() throws IOException {
        Path file = path.resolve(MANIFEST);
        try {
            return Optional.of(
                    Manifest.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Writes a manifest to the disk that does not count yet. */
    public void propose(Manifest manifest, int rank) throws IOException {
        Path file = pending(manifest.label().number(), rank);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer text = ByteBuffer.wrap(manifest.text().getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        force(path);
    }

    /** Makes the manifest that was proposed count, in place of the one before. */
    public void commit(long number, int rank) throws IOException {
        Files.move(
                pending(number, rank),
                path.resolve(MANIFEST),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        force(path);
    }

    /** Deletes what a drone has written of a checkpoint that came to nothing, as far as that is possible. */
    public void discard(long number, int rank) {
        delete(part(number, rank));
        delete(pending(number, rank));
    }

    /** Deletes all that belongs to checkpoints before that number, as far as that is possible; other files stay. */
    public void deleteBefore(long number) {
        try (Stream<Path> files = Files.list(path)) {
            files.filter(file -> numberOf(file) < number).forEach(Folder::delete);
        } catch (IOException | UncheckedIOException stays) {
            // It is in nobody's way: the next checkpoint tries again.
        }
    }

    /** {@return why something with a file failed, in words that fit after a colon} */
    public static String reason(IOException failed) {
        return switch (failed) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> denied.getFile() + " may not be accessed";
            case FileAlreadyExistsException file -> file.getFile() + " is there and is no directory";
            case NotDirectoryException file -> file.getFile() + " is no directory";
            case ClosedByInterruptException interrupted -> "its thread was interrupted";
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> String.valueOf(failed.getMessage());
        };
    }

    /** What a directory names is on the disk when the directory is, so also a new directory. */
    private static void makeDirectory(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (parent != null && !Files.isDirectory(directory)) {
            makeDirectory(parent);
            Files.createDirectories(directory);
            force(parent);
        }
    }

    private Path pending(long number, int rank) {
        return path.resolve("manifest-" + number + "-" + rank);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static long numberOf(Path file) {
        Matcher own = OWN.matcher(file.getFileName().toString());
        return own.matches() ? Long.parseLong(Optional.ofNullable(own.group(1)).orElse(own.group(2))) : Long.MAX_VALUE;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            // It is in nobody's way: the next checkpoint tries again.
        }
    }
}
