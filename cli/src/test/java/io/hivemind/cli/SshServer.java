package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real sshd with keys and settings of its own, which lets in who has the key. It runs as the user of the test. */
final class SshServer implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final String address;
    private final int port;
    private final Process process;

    /**
     * Starts it and waits until it listens.
     *
     * @param folder where its files are; several servers may share it, and then have the same keys
     * @param before the words before the command that starts it, such as those that enter a namespace
     */
    SshServer(Path folder, String address, int port, List<String> before) throws IOException, InterruptedException {
        this.folder = folder;
        this.address = address;
        this.port = port;
        if (!Files.exists(key())) {
            keygen("host");
            keygen("client");
        }
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Path settings = Files.writeString(folder.resolve("sshd-" + address), """
                ListenAddress %1$s:%2$d
                HostKey %3$s/host
                AuthorizedKeysFile %3$s/client.pub
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PidFile none
                """.formatted(address, port, folder));
        var command = new ArrayList<>(before);
        command.addAll(List.of(PROGRAM.toString(), "-D", "-e", "-f", settings.toString()));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        awaitListening(process.inputReader(StandardCharsets.UTF_8));
    }

    /** {@return the private key that it accepts} */
    Path key() {
        return folder.resolve("client");
    }

    /** {@return the ssh that knows this server and those that share its folder, and nothing of the user who runs the test} */
    String client() throws IOException {
        String key = Files.readString(folder.resolve("host.pub"));
        Files.writeString(folder.resolve("known"), "* " + key);
        return client("known");
    }

    /** {@return an ssh that has never seen a server} */
    String clientOfAStranger() throws IOException {
        return client("unknown");
    }

    /** {@return the line that a file of hosts has for it} */
    String line(String more) {
        return "%s:%d key=%s directory=%s %s%n".formatted(address, port, key(), folder.resolve("at-" + address), more);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }

    private String client(String known) throws IOException {
        Path settings = Files.writeString(folder.resolve("ssh-" + known), """
                Host *
                  UserKnownHostsFile %s
                  GlobalKnownHostsFile /dev/null
                  IdentitiesOnly yes
                  IdentityAgent none
                """.formatted(folder.resolve(known)));
        return "ssh -F " + settings;
    }

    private void keygen(String name) throws IOException, InterruptedException {
        Process keygen = new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-f",
                        folder.resolve(name).toString())
                .inheritIO()
                .start();
        assertThat(keygen.waitFor()).isZero();
    }

    private static void awaitListening(BufferedReader said) throws IOException {
        var lines = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("Server listening on")) {
                Thread.ofVirtual().start(() -> readAway(said));
                return;
            }
            lines.append(line).append('\n');
        }
        throw new IOException("sshd does not start: " + lines);
    }

    /** So that the server never waits for somebody to read its log. */
    private static void readAway(BufferedReader said) {
        try (said) {
            said.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // It was closed.
        }
    }
}
