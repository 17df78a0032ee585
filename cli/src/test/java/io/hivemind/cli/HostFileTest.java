package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.apps.frame.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFileTest {
    private static final Host ALL_SAID = new Host(
            "node-a",
            OptionalInt.of(2222),
            4,
            Optional.of("alice"),
            Optional.of("~/.ssh/cluster"),
            "10.0.0.1",
            Optional.of("/opt/jdk 25"),
            Optional.of("/scratch/alice"));

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void refuses(String name, String text, String sentence) throws IOException {
        Path file = file(name, text);
        assertThatThrownBy(() -> HostFile.read(file))
                .isInstanceOf(Mistake.class)
                .hasMessage(sentence.replace("FILE", file.toString()));
    }

    private static Host plain(String name, int slots) {
        return Host.of(name, Map.of("slots", String.valueOf(slots)), "here");
    }

    @Test
    void aLineNamesAHostAndWhatIsToBeKnownOfIt() throws IOException {
        Path file = file("hosts.txt", """
                # our cluster
                node-a:2222 slots=4 user=alice key=~/.ssh/cluster address=10.0.0.1 directory=/scratch/alice

                node-b # as it is
                [::1]:22
                """);

        List<Host> hosts = HostFile.read(file);

        assertThat(hosts).extracting(Host::name).containsExactly("node-a", "node-b", "::1");
        assertThat(hosts.get(0).port()).hasValue(2222);
        assertThat(hosts.get(0).user()).contains("alice");
        assertThat(hosts.get(0).at(4711)).isEqualTo("10.0.0.1:4711");
        assertThat(hosts.get(1)).isEqualTo(plain("node-b", 1));
        assertThat(hosts.get(2).at(4711)).isEqualTo("[::1]:4711");
    }

    @Test
    void yamlSaysTheSame() throws IOException {
        Path file = file("hosts.yaml", """
                hosts:
                  - host: node-a
                    port: 2222
                    slots: 4
                    user: alice
                    key: ~/.ssh/cluster
                    address: 10.0.0.1
                    java-home: /opt/jdk 25
                    directory: /scratch/alice
                  - host: node-b
                """);

        assertThat(HostFile.read(file)).containsExactly(ALL_SAID, plain("node-b", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "node-a slots=0 | FILE, line 1: slots takes a whole number from 1 to 256, but was given \"0\".",
                "node-a:99999   | FILE, line 1: port takes a whole number from 1 to 65,535, but was given \"99999\".",
                "node-a four    | FILE, line 1: \"four\" is not of the form key=value, such as slots=4.",
                "node-a slot=4  | FILE, line 1: a host has no \"slot\"; did you mean slots?",
                "node-a user=a user=b | FILE, line 1: user is given twice.",
                "-oProxyCommand=x | FILE, line 1: \"-oProxyCommand=x\" is not the name of a host.",
                "node-a user=-x | FILE, line 1: \"-x\" is not a user.",
                "# nobody       | The file FILE names no host."
            })
    void aLineThatIsWrongIsNamed(String line, String sentence) throws IOException {
        refuses("hosts.txt", line, sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'- host: node-a'     | The file FILE must have one list called hosts, with \"- host: NAME\" for each.",
                "'hosts: [node-a]'    | FILE, host 1: there must be \"host: NAME\", and then what else is to be known of it.",
                "'hosts: [{host: a, slots: [1]}]' | FILE, host 1: slots must be a word or a number.",
                "'hosts: [{host: a, colour: red}]' | FILE, host 1: a host has no \"colour\"; there are port, slots, user, key, address, java-home, directory."
            })
    void yamlThatIsWrongIsNamed(String text, String sentence) throws IOException {
        refuses("hosts.yml", text, sentence);
    }

    @Test
    void whatIsNotYamlIsNotRead() throws IOException {
        Path file = file("hosts.yml", "hosts: [}");
        assertThatThrownBy(() -> HostFile.read(file))
                .isInstanceOf(Mistake.class)
                .hasMessageStartingWith("The file " + file + " is not YAML: ");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        Path missing = folder.resolve("none");
        assertThatThrownBy(() -> HostFile.read(missing))
                .isInstanceOf(Mistake.class)
                .hasMessage("The hosts cannot be read: " + missing + " does not exist.");
    }

    @Test
    void dronesFillTheSlotsInOrder() {
        List<Host> hosts = List.of(plain("a", 2), plain("b", 3));

        assertThat(Host.spread(hosts, 3, "hosts.txt")).extracting(Host::name).containsExactly("a", "a", "b");
        assertThatThrownBy(() -> Host.spread(hosts, 6, "hosts.txt"))
                .isInstanceOf(Mistake.class)
                .hasMessage(
                        "The hosts in hosts.txt have 5 slots in all, too few for -n 6: give them more slots, or use -n 5.");
    }
}
