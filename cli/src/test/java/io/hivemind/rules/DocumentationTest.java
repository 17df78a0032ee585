package io.hivemind.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs shown in the documentation compile as they stand. */
final class DocumentationTest {
    private static final Pattern SNIPPET =
            Pattern.compile("\\{@snippet lang=java :\\R(.*?)\\R \\* }\\R \\*\\R", Pattern.DOTALL);
    private static final Pattern FENCED = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");
    private static final String IMPORTS = "import io.hivemind.*; import java.util.*; import java.util.stream.*;\n";

    @TempDir
    private Path classes;

    /** A program in the documentation. */
    record Program(String where, String source) {
        @Override
        public String toString() {
            return where;
        }
    }

    static Stream<Program> programs() throws IOException {
        String description = Files.readString(Path.of("../library/src/main/java/io/hivemind/package-info.java"));
        List<Program> shown = SNIPPET.matcher(description)
                .results()
                .map(match -> new Program("package-info", match.group(1).replaceAll("(?m)^ \\* ?", "")))
                .toList();
        List<Program> fenced = FENCED.matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map(match -> new Program("README", match.group(1)))
                .toList();
        assertThat(shown).isNotEmpty();
        assertThat(fenced).isNotEmpty();
        return Stream.concat(shown.stream(), fenced.stream());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aProgramThatIsShownCompiles(Program program) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        List<String> options = List.of(
                "-d", classes.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"), "-Werror");
        boolean compiled = compiler.getTask(complaints, null, null, options, null, List.of(source(program.source())))
                .call();
        assertThat(compiled).as(complaints.toString()).isTrue();
    }

    private static JavaFileObject source(String program) {
        Matcher name = CLASS.matcher(program);
        assertThat(name.find()).as("a public class in " + program).isTrue();
        return new SimpleJavaFileObject(
                URI.create("string:///" + name.group(1) + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
                return IMPORTS + program;
            }
        };
    }
}
