package io.hivemind.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part gives back the pages that were put into it, or says that it cannot. */
class PartTest {
    private static final int PAGE = 4096;
    private static final Label LABEL = new Label(3, 0xC0FFEE, PAGE, 4096L * PAGE);

    @TempDir
    private Path folder;

    @Test
    void aPartGivesBackItsPagesAndNoneOfZeros() throws IOException {
        Random random = new Random(1);
        Map<Integer, byte[]> pages = new HashMap<>();
        Path file = folder.resolve("part");
        PartWriter.Written written;
        try (var writer = new PartWriter(file, LABEL, 2)) {
            for (int page = 0; page < LABEL.pages(); page += 1 + random.nextInt(3)) {
                byte[] bytes = new byte[PAGE];
                if (random.nextInt(4) > 0) {
                    random.nextBytes(bytes);
                    pages.put(page, bytes);
                }
                writer.room().copyFrom(MemorySegment.ofArray(bytes));
                writer.take(page);
            }
            written = writer.finish();
        }
        assertThat(written.pages()).isEqualTo(pages.size());
        assertThat(written.bytes()).isEqualTo(Files.size(file));
        Map<Integer, byte[]> read = read(file, LABEL);
        assertThat(read.keySet()).isEqualTo(pages.keySet());
        pages.forEach((page, bytes) -> assertThat(read.get(page)).isEqualTo(bytes));
    }

    @Test
    void aPartWithoutPagesIsWhole() throws IOException {
        assertThat(read(write(0), LABEL)).isEmpty();
    }

    @Test
    void noByteOfAPartMayChange() throws IOException {
        Path file = write(3);
        byte[] sound = Files.readAllBytes(file);
        Random random = new Random(2);
        for (int round = 0; round < 2000; round++) {
            int at = round < 200 ? round : random.nextInt(sound.length);
            byte[] changed = sound.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            assertThatThrownBy(() -> read(file, LABEL))
                    .as("byte %d", at)
                    .isInstanceOf(UnusableCheckpointException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void aPartThatEndsTooEarlyOrTooLateIsSeen() throws IOException {
        Path file = write(3);
        byte[] sound = Files.readAllBytes(file);
        for (int length = 0; length < sound.length; length += length < 200 ? 1 : 97) {
            Files.write(file, Arrays.copyOf(sound, length));
            assertThatThrownBy(() -> read(file, LABEL))
                    .isInstanceOf(UnusableCheckpointException.class)
                    .hasMessageContaining("it ends there");
        }
        Files.write(file, Arrays.copyOf(sound, sound.length + 1));
        assertThatThrownBy(() -> read(file, LABEL)).hasMessageContaining("at offset " + sound.length);
    }

    @Test
    void damageIsToldWithItsOffset() throws IOException {
        Path file = write(400);
        byte[] changed = Files.readAllBytes(file);
        changed[changed.length - 1000]++;
        Files.write(file, changed);
        long second = PartFormat.HEADER_BYTES
                + PartFormat.BLOCK_HEADER_BYTES
                + PartFormat.RUN_BYTES
                + (long) LABEL.blockPages() * PAGE
                + PartFormat.CHECKSUM_BYTES;
        assertThatThrownBy(() -> read(file, LABEL)).hasMessageContaining("at offset " + second + ":");
    }

    @Test
    void aPartOfAnotherCheckpointOrDroneAndAForeignFileAreRefused() throws IOException {
        Path file = write(1);
        assertThatThrownBy(() -> read(file, new Label(4, 0xC0FFEE, PAGE, LABEL.heapBytes())))
                .hasMessageContaining("belongs to another checkpoint");
        assertThatThrownBy(() -> new PartReader(file, LABEL, 1)).hasMessageContaining("belongs to another checkpoint");
        Files.writeString(file, "x".repeat(500));
        assertThatThrownBy(() -> read(file, LABEL)).hasMessageContaining("is no part of a checkpoint");
    }

    private Path write(int pages) throws IOException {
        Path file = folder.resolve("part-3-2");
        try (var writer = new PartWriter(file, LABEL, 2)) {
            for (int page = 0; page < pages; page++) {
                writer.room().fill((byte) (page % 100 + 1));
                writer.take(page);
            }
            writer.finish();
        }
        return file;
    }

    private static Map<Integer, byte[]> read(Path file, Label label) throws IOException {
        Map<Integer, byte[]> pages = new HashMap<>();
        try (var reader = new PartReader(file, label, 2)) {
            boolean more = true;
            while (more) {
                more = reader.next((first, bytes) -> {
                    for (int i = 0; i < bytes.byteSize() / PAGE; i++) {
                        byte[] page = new byte[PAGE];
                        MemorySegment.copy(bytes, (long) i * PAGE, MemorySegment.ofArray(page), 0, PAGE);
                        pages.put(first + i, page);
                    }
                });
            }
        }
        return pages;
    }
}
