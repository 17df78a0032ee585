package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshTest {
    @Test
    void sshIsToldWhatTheFileSaysAndNoMore() {
        Host host = Host.of("node-a", Map.of("port", "2222", "user", "alice", "key", "k"), "here");

        assertThat(Ssh.to(host, Map.of()).words("true"))
                .containsExactly(
                        "ssh",
                        "-T",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "ConnectTimeout=10",
                        "-p",
                        "2222",
                        "-l",
                        "alice",
                        "-i",
                        "k",
                        "node-a",
                        "true");
        assertThat(Ssh.to(Host.of("node-b", Map.of(), "here"), Map.of("HIVEMIND_SSH", "ssh -F mine"))
                        .words("true"))
                .containsExactly(
                        "ssh", "-F", "mine", "-T", "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "node-b", "true");
    }

    @ParameterizedTest
    @CsvSource({"30, 3, 10", "4, 1, 4", "75, 7, 10", "0, 1, 3"})
    void sshNoticesASilentHostAsDronesDo(int silence, int interval, int count) {
        Ssh ssh = new Ssh(List.of("ssh"), Host.of("node-a", Map.of(), "here"));

        assertThat(ssh.endingAfter(Duration.ofSeconds(silence)).command())
                .containsExactly("ssh", "-o", "ServerAliveInterval=" + interval, "-o", "ServerAliveCountMax=" + count);
    }

    @Test
    void whatADroneIsToldStandsOnNoCommandLine() {
        Ssh ssh = new Ssh(List.of("ssh"), Host.of("node-a", Map.of(), "here"));
        var command = new SshCommand(
                1, ssh, List.of("java", "Main", "two words"), new TreeMap<>(Map.of("HIVEMIND_RANK", "1")));

        assertThat(ssh.words("true")).noneMatch(word -> word.contains("HIVEMIND"));
        assertThat(command.shellLine())
                .isEqualTo(
                        "ssh -T -o BatchMode=yes -o ConnectTimeout=10 node-a 'cd || exit 1; HIVEMIND_RANK=1 java Main"
                                + " '\\''two words'\\'''");
    }

    @Test
    void scriptsBeginInTheFolderOfTheHost() {
        Ssh ssh = new Ssh(List.of("ssh"), Host.of("node-a", Map.of("directory", "/a b"), "here"));

        assertThat(ssh.inFolder("one;\ntwo\n")).isEqualTo("cd && mkdir -p '/a b' && cd '/a b' || exit 1; one; two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssh: Could not resolve hostname b: Name or service not known | cannot be reached: nobody knows this name",
                "ssh: connect to host b port 22: No route to host | cannot be reached: there is no route to it",
                "ssh: connect to host b port 22: Network is unreachable | cannot be reached: there is no route to its network",
                "ssh: connect to host b port 22: Connection timed out | cannot be reached: it does not answer",
                "ssh: connect to host b port 9: Connection refused | refuses the connection: no ssh server listens there at this port",
                "me@b: Permission denied (publickey). | rejects the key: nobody may log in with what ssh offers, and ssh may not ask for a password here",
                "Host key verification failed. | is not known to ssh yet: log in once by hand, and see that its key is the right one",
                "tar: x: Wrote only 512 of 10240 bytes: No space left on device | has no room on its disk for what must be copied to it",
                "something else | failed while it was asked"
            })
    void everyComplaintBecomesASentenceWithTheHostsName(String complaint, String sentence) {
        assertThat(Refusal.sentence("b", "a banner\n" + complaint + "\n", "it was asked"))
                .isEqualTo("The host b " + sentence + " (" + complaint + ").");
    }
}
