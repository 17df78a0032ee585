package io.hivemind.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The source is finished work: nothing left for later, no test that sleeps or is off, no file too long to read. */
class TidinessTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void everySourceFileIsTidy() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("protocol", "simulator", "library", "apps", "bench", "cli", "peers")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        assertThat(sources).as("the source files").hasSizeGreaterThan(10);

        List<String> breaches = new ArrayList<>();
        for (Path file : sources) {
            String name = ROOT.relativize(file).toString().replace('\\', '/');
            breaches.addAll(Tidiness.breaches(name, Files.readString(file)));
        }
        assertThat(breaches).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// TO" + "DO later",
                "// FIX" + "ME",
                "// XX" + "X",
                "@Disable" + "d(\"flaky\")",
                "Thread." + "sleep(10);",
                "failure.print" + "StackTrace();",
                "Class.forName(\"sun." + "misc.Unsafe\");",
                "System." + "out.println();"
            })
    void whatIsOutOfPlaceIsCaughtWithItsLine(String line) {
        assertThat(Tidiness.breaches("library/src/main/java/Sample.java", "class Sample {\n" + line + "\n}\n"))
                .singleElement()
                .asString()
                .contains("Sample.java:2", line);
    }

    @Test
    void theCommandMayTalkToAPerson() {
        assertThat(Tidiness.breaches("cli/src/main/java/Sample.java", "System." + "out.println();\n"))
                .isEmpty();
    }

    @Test
    void aFileOf401LinesIsTooLong() {
        assertThat(Tidiness.breaches("library/src/main/java/Sample.java", "\n".repeat(400)))
                .isEmpty();
        assertThat(Tidiness.breaches("library/src/main/java/Sample.java", "\n".repeat(401)))
                .singleElement()
                .asString()
                .contains("401 lines");
    }
}
