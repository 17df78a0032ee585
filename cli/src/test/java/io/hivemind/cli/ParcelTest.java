package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParcelTest {
    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path classes() throws IOException {
        Path classes = folder.resolve("classes");
        Files.createDirectories(classes.resolve("deep"));
        Files.writeString(classes.resolve("deep/Some.class"), "class");
        return classes;
    }

    @Test
    void aParcelIsKnownByItsContent() throws IOException {
        Parcel first = Parcel.of(file("a.jar", "one"));

        assertThat(first.path()).matches("\\.hivemind/cache/[0-9a-f]{32}/a\\.jar");
        assertThat(Parcel.of(file("a.jar", "one")).path()).isEqualTo(first.path());
        assertThat(Parcel.of(file("a.jar", "two")).path()).isNotEqualTo(first.path());
    }

    @Test
    void tarUnpacksWhatWasPacked() throws Exception {
        Parcel text = Parcel.of(file("text.jar", "x".repeat(1000)));
        Parcel empty = Parcel.of(file("empty.jar", ""));
        Parcel classes = Parcel.of(classes());
        Path cache = Files.createDirectories(folder.resolve(Parcel.CACHE));
        Process tar = new ProcessBuilder("tar", "-x", "-f", "-", "-C", cache.toString())
                .redirectErrorStream(true)
                .start();

        Parcel.writeTar(List.of(text, empty, classes), tar.getOutputStream());
        tar.getOutputStream().close();

        assertThat(Ssh.text(tar.getInputStream())).isEmpty();
        assertThat(tar.waitFor()).isZero();
        assertThat(folder.resolve(text.path())).hasContent("x".repeat(1000));
        assertThat(folder.resolve(empty.path())).isEmptyFile();
        try (var jar = new JarFile(folder.resolve(classes.path()).toFile())) {
            assertThat(jar.stream()).extracting(JarEntry::getName).containsExactly("deep/Some.class");
        }
    }

    @Test
    void aFolderPackedTwiceGivesTheSameParcel() throws IOException {
        String path = Parcel.of(classes()).path();

        assertThat(Parcel.of(classes()).path()).isEqualTo(path);
    }
}
