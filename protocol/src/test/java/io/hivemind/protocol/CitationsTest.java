package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is cited exists, and what is stated is tested: the numbers of docs/protocol.md, in code, tests and documents. */
class CitationsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern STATED = Pattern.compile("^\\* \\*\\*I(\\d+)\\*\\* ", Pattern.MULTILINE);
    private static final Pattern CITED = Pattern.compile("\\bI(\\d+)\\b");
    private static final Pattern DISPLAY_NAME = Pattern.compile("@DisplayName\\(\\s*\"([^\"]*)\"");

    private static List<Integer> stated() throws IOException {
        return numbers(STATED, Files.readString(ROOT.resolve("docs/protocol.md")));
    }

    private static List<Integer> numbers(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
    }

    private static List<Path> files(String ending, Path... folders) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(file -> file.toString().endsWith(ending)).forEach(files::add);
            }
        }
        return files;
    }

    @Test
    void invariantsAreNumberedFromOneWithoutGaps() throws IOException {
        List<Integer> stated = stated();
        assertThat(stated).hasSizeGreaterThan(40);
        assertThat(stated)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, stated.size()).boxed().toList());
    }

    @Test
    void everyInvariantThatIsCitedExists() throws IOException {
        List<Integer> stated = stated();
        List<Path> citing = files(".java", Path.of("src"));
        citing.addAll(files(".md", ROOT.resolve("docs")));
        for (Path file : citing) {
            assertThat(numbers(CITED, Files.readString(file)))
                    .as(file.toString())
                    .isSubsetOf(stated);
        }
    }

    @Test
    void everyInvariantHasATestThatNamesIt() throws IOException {
        TreeSet<Integer> untested = new TreeSet<>(stated());
        for (Path file : files(".java", Path.of("src", "test"))) {
            Matcher names = DISPLAY_NAME.matcher(Files.readString(file));
            for (MatchResult name : names.results().toList()) {
                untested.removeAll(numbers(CITED, name.group(1)));
            }
        }
        assertThat(untested).as("invariants without a test that names them").isEmpty();
    }

    @Test
    void theTableOfMessagesIsComplete() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/protocol.md"));
        List<Class<?>> messages = new ArrayList<>(List.of(Message.class.getPermittedSubclasses()));
        for (Class<?> several : List.of(Message.InView.class, Message.InEpoch.class)) {
            messages.remove(several);
            messages.addAll(List.of(several.getPermittedSubclasses()));
        }
        for (Class<?> message : messages) {
            assertThat(document).contains("| `" + message.getSimpleName() + "` |");
        }
    }
}
