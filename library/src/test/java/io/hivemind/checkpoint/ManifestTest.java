package io.hivemind.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manifest is read as it was written or not at all, and takes the place of the one before in one go. */
class ManifestTest {
    @TempDir
    private Path path;

    @Test
    void aManifestIsReadAsItWasWritten() throws IOException {
        Manifest manifest = manifest(7);
        assertThat(Manifest.of(manifest.text(), "m")).isEqualTo(manifest);
    }

    @Test
    void noByteOfAManifestMayChange() {
        byte[] sound = manifest(7).text().getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < sound.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = sound.clone();
                changed[at] ^= (byte) (1 << bit);
                String text = new String(changed, StandardCharsets.UTF_8);
                assertThatThrownBy(() -> Manifest.of(text, "the file"))
                        .isInstanceOf(UnusableCheckpointException.class)
                        .hasMessageContaining("the file");
            }
        }
        for (int length = 0; length < sound.length; length++) {
            String text = new String(sound, 0, length, StandardCharsets.UTF_8);
            assertThatThrownBy(() -> Manifest.of(text, "m")).isInstanceOf(UnusableCheckpointException.class);
        }
    }

    @Test
    void aNewerFormatIsToldFromDamage() {
        String newer = manifest(7).text().replace("format 1", "format 2");
        String body = newer.substring(0, newer.lastIndexOf("checksum "));
        CRC32C checksum = new CRC32C();
        checksum.update(body.getBytes(StandardCharsets.UTF_8));
        String text = body + "checksum " + Long.toHexString(checksum.getValue()) + "\n";
        assertThatThrownBy(() -> Manifest.of(text, "m"))
                .hasMessage("m is written in format 2, and this HiveMind reads format 1: resume with a newer one.");
    }

    @Test
    void aProposalDoesNotCountBeforeItIsCommitted() throws IOException {
        Folder folder = new Folder(path.resolve("deep/down"));
        folder.prepare(0);
        assertThat(folder.manifest()).isEmpty();
        folder.propose(manifest(1), 0);
        folder.commit(1, 0);
        folder.propose(manifest(2), 0);
        assertThat(folder.manifest()).contains(manifest(1));
        folder.commit(2, 0);
        assertThat(folder.manifest()).contains(manifest(2));
    }

    @Test
    void whatIsOlderGoesAndWhatIsForeignStays() throws IOException {
        Folder folder = new Folder(path);
        for (String name : List.of("part-1-0", "part-2-1", "manifest-1-0", "part-3-0", "mine", "part-x-0")) {
            Files.writeString(path.resolve(name), "");
        }
        folder.deleteBefore(3);
        try (var left = Files.list(path)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("part-3-0", "mine", "part-x-0");
        }
    }

    private static Manifest manifest(long number) {
        return new Manifest(
                new Label(number, -5, 4096, 1 << 20),
                Instant.ofEpochMilli(1_700_000_000_123L),
                42,
                "two\nlines, a \\ and an \u00fc",
                ByteOrder.LITTLE_ENDIAN,
                3,
                99,
                List.of(new Manifest.Part(10, 2, "here", "/some where"), new Manifest.Part(20, 4, "there", "/else")));
    }
}
