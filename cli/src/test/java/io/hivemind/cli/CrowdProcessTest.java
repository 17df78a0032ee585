package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.cli.sample.Crowd;
import io.hivemind.links.Secret;
import io.hivemind.links.Token;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that come into a hive while it runs, and processes that leave it. */
@Timeout(120)
class CrowdProcessTest {
    private static final Pattern INVITED = Pattern.compile("hivemind: invited: .* --hive (\\S+) --token-file .*");
    private static final Pattern JOINED = Pattern.compile("(?:\\[\\d] )?joined pid (\\d+) rank (\\d+)");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    @RegisterExtension
    private final Processes processes = new Processes();

    @ParameterizedTest
    @CsvSource({"0", "1", "3"})
    void twoDronesBecomeFourAndThenThreeAndTheResultIsRight(int leaving) throws Exception {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Process launcher = processes.start(hivemind(
                "run", "-n", "2", "--invite", first.toString(), "--invite", second.toString(), "--", "2", "1"));
        BufferedReader output = launcher.inputReader(StandardCharsets.UTF_8);
        String address = await(INVITED, output).group(1);
        List<Long> pids = new ArrayList<>(pidsByRank(List.of(await(JOINED, output), await(JOINED, output))));

        List<Process> newcomers = new ArrayList<>();
        for (Path token : List.of(first, second)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                    .isEqualTo("rw-------");
            Process newcomer = join("--hive", address, "--token-file", token.toString(), "--", "2", "1");
            newcomers.add(newcomer);
            Matcher joined = await(JOINED, newcomer.inputReader(StandardCharsets.UTF_8));
            assertThat(joined.group(2)).isEqualTo(String.valueOf(pids.size()));
            pids.add(Long.parseLong(joined.group(1)));
        }
        Processes.signal("TERM", pids.get(leaving));

        List<Integer> rest =
                Stream.of(0, 1, 2, 3).filter(rank -> rank != leaving).toList();
        List<String> said = output.lines().toList();
        assertThat(launcher.waitFor()).as("%s", said).isZero();
        assertThat(said).contains("[" + rest.getFirst() + "] drones " + rest + ": right");
        for (Process newcomer : newcomers) {
            assertThat(newcomer.waitFor()).isZero();
        }
        assertThat(first).doesNotExist();
        assertThat(second).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --page-size 8192      | 3 | has pages of 8192 bytes, the hive of 4096; leave --page-size out
            --memory 65m          | 3 | has 68157440 bytes of shared memory, the hive 67108864; leave --memory out
            --memory-per-drone 1g | 3 | has memory for 1073741824 bytes, the hive no bound on its memory
            program               | 3 | runs the program wordcount-
            used                  | 3 | This token was used before
            another               | 3 | The newcomer's token is none of this hive
            nowhere               | 3 | Nobody listens at 127.0.0.1:
            missing               | 2 | cannot be used: it cannot be read
            open                  | 2 | others than its owner have access to it (rw-r--r--); take a new token
            """)
    void aNewcomerThatIsRefusedSaysWhyInOneLine(String what, int code, String sentence) throws Exception {
        int port = Ports.free();
        String program = DroneProgram.builtIn(List.of(), List.of("quicksort")).identity();
        HiveConfig.Builder founder = HiveConfig.builder()
                .coordinator("127.0.0.1", port)
                .secretFile(file(SECRET))
                .program(program);
        try (Hive hive = Hive.join(founder.build())) {
            Path token = token(SECRET);
            var words = new ArrayList<>(List.of("--hive", "127.0.0.1:" + port, "--token-file", token.toString()));
            switch (what) {
                case "used" ->
                    Hive.join(HiveConfig.builder()
                                    .enter("127.0.0.1", port, token)
                                    .build())
                            .leave();
                case "another" ->
                    words.set(3, token("fedcba9876543210fedcba9876543210").toString());
                case "nowhere" -> words.set(1, "127.0.0.1:" + Ports.free());
                case "missing" -> words.set(3, folder.resolve("missing").toString());
                case "open" -> Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
                case "program" -> {}
                default -> words.addAll(List.of(what.split(" ")));
            }
            words.add(what.equals("program") ? "wordcount" : "quicksort");
            Process newcomer = processes.start(Processes.joining(words.toArray(String[]::new)));
            List<String> said =
                    newcomer.inputReader(StandardCharsets.UTF_8).lines().toList();
            assertThat(said).singleElement().asString().startsWith("hivemind: ").contains(sentence);
            assertThat(newcomer.waitFor()).isEqualTo(code);
            assertThat(hive.view().members()).containsExactly(0);
        }
    }

    @Test
    void tokensForAHiveThatWasStartedByHandFollowFromItsSecret() throws Exception {
        int port = Ports.free();
        Path secret = file(SECRET);
        Path token = folder.resolve("token");
        assertThat(processes
                        .start(hivemind(
                                "invite", "--secret-file", secret.toString(), "--unencrypted", token.toString()))
                        .waitFor())
                .isZero();
        HiveConfig.Builder founder =
                HiveConfig.builder().coordinator("127.0.0.1", port).secretFile(secret);
        try (Hive hive = Hive.join(founder.build())) {
            Hive newcomer = Hive.join(
                    HiveConfig.builder().enter("127.0.0.1", port, token).build());
            assertThat(newcomer.view().members()).containsExactly(0, 1);
            newcomer.leave();
            newcomer.close();
            assertThat(hive.barrier(0).await().view().members()).containsExactly(0);
        }
        Process again = processes.start(hivemind("invite", "--secret-file", secret.toString(), token.toString()));
        assertThat(again.inputReader(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("is there already");
        assertThat(again.waitFor()).isEqualTo(2);
    }

    @Test
    void aDroneThatIsAloneLeavesWhenItIsAsked() throws Exception {
        Process launcher = processes.start(hivemind("run", "-n", "1", "--", "1", "0"));
        Matcher joined = await(JOINED, launcher.inputReader(StandardCharsets.UTF_8));
        ProcessHandle.of(Long.parseLong(joined.group(1))).orElseThrow().destroy();
        assertThat(launcher.waitFor()).isZero();
    }

    @Test
    void aDroneThatDoesNotLeaveInItsTimeEndsAsIfNobodyHadBeenAsked() throws Exception {
        Process launcher =
                processes.start(hivemind("run", "-n", "1", "--", "1", "-1"), Map.of("HIVEMIND_GRACE", "200ms"));
        Matcher joined = await(JOINED, launcher.inputReader(StandardCharsets.UTF_8));
        ProcessHandle.of(Long.parseLong(joined.group(1))).orElseThrow().destroy();
        assertThat(launcher.waitFor()).isEqualTo(143);
    }

    /** {@return what matches in the first line of {@code output} that does} */
    private static Matcher await(Pattern pattern, BufferedReader output) throws IOException {
        Matcher line = pattern.matcher(Objects.requireNonNull(output.readLine(), "the output ended"));
        while (!line.matches()) {
            line = pattern.matcher(Objects.requireNonNull(output.readLine(), "the output ended"));
        }
        return line;
    }

    private static List<Long> pidsByRank(List<Matcher> joined) {
        return joined.stream()
                .sorted((left, right) -> left.group(2).compareTo(right.group(2)))
                .map(line -> Long.parseLong(line.group(1)))
                .toList();
    }

    private Path token(String secret) throws IOException {
        return file(Token.fresh(new Secret(secret), "hive", false).line());
    }

    private Path file(String line) throws IOException {
        Path file = Files.createTempFile(
                folder,
                "private",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, line + "\n");
    }

    private Process join(String... options) throws IOException {
        var words = new ArrayList<String>(crowd());
        words.addAll(0, List.of(options).subList(0, 4));
        words.addAll(List.of(options).subList(4, options.length));
        return processes.start(Processes.joining(words.toArray(String[]::new)));
    }

    private static List<String> crowd() {
        return List.of(
                "--jar", DroneProgram.placeOf(Crowd.class.getName()).toString(), "--main", Crowd.class.getName());
    }

    /** {@return the command; for run, the program stands before the dashes} */
    private static List<String> hivemind(String... words) {
        return Processes.hivemind(Stream.of(words)
                .flatMap(word -> word.equals("--") ? Stream.concat(crowd().stream(), Stream.of(word)) : Stream.of(word))
                .toArray(String[]::new));
    }
}
