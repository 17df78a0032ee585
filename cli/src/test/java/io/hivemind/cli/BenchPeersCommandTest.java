package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.bench.peers.Rival;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command does before any peer runs; no peer runs in a test. */
class BenchPeersCommandTest {
    @TempDir
    private Path root;

    private static BenchPeersCommand command(Optional<Path> checkout, String... words) {
        var nowhere = new PrintStream(new ByteArrayOutputStream());
        var terminal = new Terminal(false, false, false);
        var command = new BenchPeersCommand(nowhere, nowhere, Map.of(), terminal, checkout.map(Path::toString));
        new CommandLine(command).parseArgs(words);
        return command;
    }

    private static void refuses(String sentence, BenchPeersCommand command) {
        assertThatThrownBy(command::call).isInstanceOf(Mistake.class).hasMessage(sentence);
    }

    private void checkout(String mvnw) throws IOException {
        Files.createDirectories(root.resolve("peers/src"));
        Files.createDirectories(root.resolve("target/dist/lib"));
        Files.writeString(root.resolve("peers/pom.xml"), "<project/>");
        Path script = Files.createFile(
                root.resolve("mvnw"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(script, "#!/bin/sh\n" + mvnw + "\n");
    }

    @Test
    void withoutACheckoutThereAreNoPeers() {
        refuses(
                "The peers are built from source, so start this as ./hivemind bench peers in a checkout.",
                command(Optional.empty()));
    }

    @Test
    void thereIsOneRoundAtLeast() {
        refuses(
                "The option --rounds takes a whole number from 1 to 100, but was given \"0\".",
                command(Optional.of(root), "--rounds", "0"));
    }

    @Test
    void aBuildThatFailsSaysWhereItsReasonsAre() throws IOException {
        checkout("echo no network; exit 1");
        Path log = root.resolve("target/dist/peers.log");

        refuses(
                "The peers cannot be built. The first time Maven fetches PCJ, Hazelcast and Infinispan, for which it needs"
                        + " the network; what it said is in " + log + ".",
                command(Optional.of(root)));
        assertThat(log).hasContent("no network");
    }

    @Test
    void whatIsNewerThanItsSourceIsNotBuiltAgain() throws Exception {
        checkout(
                "echo built >> built; cd target/dist/peers; touch hivemind-peers.jar pcj-5.3.0.jar hazelcast-5.7.0.jar");
        var build = PeersBuild.ofCheckout(Optional.of(root.toString()));
        build.ensure();
        build.ensure();

        assertThat(root.resolve("built")).hasContent("built");
        assertThat(build.versions()).isEqualTo(Map.of(Rival.PCJ, "5.3.0", Rival.HAZELCAST, "5.7.0"));
    }
}
