package io.hivemind.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is taken from a file only if nobody but its owner can have read it there. */
class SecretFileTest {
    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final String SECRET = "0123456789abcdef0123456789abcdef\n";

    @TempDir
    Path folder;

    private Path file(String mode, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void aFileOfItsOwnerAloneIsRead(String mode) throws IOException {
        Path file = file(mode, SECRET);
        assertThatCode(() -> SecretFile.read(file, BOUND)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw-----w-", "rw----r--"})
    void aFileToWhichOthersHaveAccessIsRefusedInWords(String mode) throws IOException {
        Path file = file(mode, SECRET);
        assertThatThrownBy(() -> SecretFile.read(file, BOUND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The secret in " + file + " cannot be used: others than its owner have access to it ("
                        + mode + "); make a new secret, and \"chmod 600 " + file + "\".");
    }

    @Test
    void aShortSecretIsRefusedWithoutShowingIt() throws IOException {
        Path file = file("rw-------", "sesame\n" + SECRET);
        assertThatThrownBy(() -> SecretFile.read(file, BOUND))
                .hasMessageContainingAll(file.toString(), "at least 32 characters, not 6")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> SecretFile.read(folder.resolve("none"), BOUND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("none", "cannot be read", "HIVEMIND_SECRET_FILE");
    }

    @Test
    void aLineEndsWhereItShouldOrIsCutWhereNoneDoes() throws IOException {
        assertThat(line("one\ntwo")).isEqualTo("one");
        assertThat(line("one")).isEqualTo("one");
        assertThat(line("")).isEmpty();
        assertThat(line("x".repeat(100_000))).hasSize(64 << 10);
    }

    private static String line(String text) throws IOException {
        return StandardInput.line(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
