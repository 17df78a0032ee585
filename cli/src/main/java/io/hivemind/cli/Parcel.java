package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A part of the class path on its way to another host, where it is known by the hash of its content. Immutable. */
final class Parcel {
    /** Where hosts keep what was copied to them, below the folder in which drones run. */
    static final String CACHE = ".hivemind/cache";

    /** Half of a SHA-256 tells files apart as well, and leaves room for a name in the entry of a tar archive. */
    private static final int HASH_BYTES = 16;

    private static final int LONGEST_NAME = 60;

    /** Tar archives consist of blocks. */
    private static final int BLOCK = 512;

    private final String hash;
    private final String name;
    private final byte[] content;

    private Parcel(String name, byte[] content) {
        this.name = name.substring(Math.max(0, name.length() - LONGEST_NAME));
        this.content = content;
        this.hash = hash(content);
    }

    /** {@return the jar at {@code place}, or a jar of what the folder there has} */
    static Parcel of(Path place) {
        String name = String.valueOf(place.getFileName());
        try {
            return Files.isDirectory(place)
                    ? new Parcel(name + ".jar", packed(place))
                    : new Parcel(name, Files.readAllBytes(place));
        } catch (IOException failed) {
            throw new Mistake("The program cannot be copied: " + Reasons.of(failed) + ".", failed);
        }
    }

    /** Writes an archive, in the format that POSIX calls ustar, with a folder for each parcel. */
    static void writeTar(List<Parcel> parcels, OutputStream to) throws IOException {
        for (Parcel parcel : parcels) {
            to.write(parcel.header());
            to.write(parcel.content);
            to.write(new byte[Math.floorMod(-parcel.content.length, BLOCK)]);
        }
        to.write(new byte[2 * BLOCK]);
    }

    /** {@return the path of the file on the host, below the folder in which drones run} */
    String path() {
        return CACHE + "/" + hash + "/" + name;
    }

    /** {@return what tells its content from any other} */
    String hash() {
        return hash;
    }

    /** {@return how many bytes it has} */
    int bytes() {
        return content.length;
    }

    /** {@return a jar that depends on nothing but what is in the folder} */
    private static byte[] packed(Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                var entry = new JarEntry(folder.relativize(file).toString().replace('\\', '/'));
                entry.setTime(0);
                jar.putNextEntry(entry);
                Files.copy(file, jar);
            }
        }
        return bytes.toByteArray();
    }

    private static String hash(byte[] content) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(Arrays.copyOf(whole, HASH_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK knows SHA-256.", impossible);
        }
    }

    private byte[] header() {
        byte[] header = new byte[BLOCK];
        put(header, 0, hash + "/" + name);
        put(header, 100, "0000600");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(content.length));
        put(header, 136, "%011o".formatted(0));
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte each : header) {
            sum += Byte.toUnsignedInt(each);
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
