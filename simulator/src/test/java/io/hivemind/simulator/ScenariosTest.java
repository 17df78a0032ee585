package io.hivemind.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every scenario and compares its transcript. {@code -Dhivemind.rewrite=true} writes the files anew. */
class ScenariosTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "scenarios");
    private static final boolean REWRITE = Boolean.getBoolean("hivemind.rewrite");

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theTranscriptIsWhatItWas(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        String expected = Files.readString(file);
        String actual = ScenarioFile.rewrite(expected);
        if (REWRITE) {
            Files.writeString(file, actual);
            return;
        }
        assertThat(actual)
                .as("The transcript of " + name + " is not what it was. Run ./mvnw -pl simulator -am test "
                        + "-Dtest=ScenariosTest -Dhivemind.rewrite=true and "
                        + "inspect the difference; commit it only if you understand what caused it.")
                .isEqualTo(expected);
    }
}
