package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import io.hivemind.bench.peers.Rival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The module {@code peers} of a checkout, with the systems that it measures: built and fetched when it is first asked for,
 * because nothing else needs it.
 */
final class PeersBuild {
    /** The property by which the script hivemind tells where the checkout is. */
    static final String ROOT = "hivemind.root";

    private static final String JAR = "hivemind-peers.jar";

    private final Path root;
    private final Path folder;

    private PeersBuild(Path root) {
        this.root = root;
        folder = root.resolve("target", "dist", "peers");
    }

    /** {@return the module of the checkout in which the command is} */
    static PeersBuild ofCheckout(Optional<String> root) {
        return root.map(Path::of)
                .filter(path -> Files.exists(path.resolve("peers", "pom.xml")))
                .map(PeersBuild::new)
                .orElseThrow(() -> new Mistake(
                        "The peers are built from source, so start this as ./hivemind bench peers in a checkout."));
    }

    /** Builds what is missing or older than its source. */
    void ensure() throws InterruptedException {
        try {
            if (isStale() && build() != 0) {
                throw new Mistake(
                        "The peers cannot be built. The first time Maven fetches PCJ, Hazelcast and Infinispan, for"
                                + " which it needs the network; what it said is in " + log() + ".");
            }
        } catch (IOException failed) {
            throw new Mistake("The peers cannot be built: " + Reasons.of(failed) + ".", failed);
        }
    }

    /** {@return the jar with what the processes run} */
    Path jar() {
        return folder.resolve(JAR);
    }

    /** {@return the class path of a process of any of the systems} */
    String classPath() {
        return folder.resolve("*").toString();
    }

    /** {@return the versions of the systems that were fetched, as their files tell} */
    Map<Rival, String> versions() {
        var versions = new EnumMap<Rival, String>(Rival.class);
        try (var files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> String.valueOf(file.getFileName())).toList();
            for (Rival rival : Rival.values()) {
                var version = Pattern.compile(Pattern.quote(rival.artifact()) + "-(\\d.*)\\.jar");
                names.stream()
                        .map(version::matcher)
                        .filter(name -> name.matches())
                        .findFirst()
                        .ifPresent(name -> versions.put(rival, name.group(1)));
            }
        } catch (IOException failed) {
            throw new Mistake("The peers cannot be read: " + Reasons.of(failed) + ".", failed);
        }
        return versions;
    }

    private boolean isStale() throws IOException {
        if (!Files.exists(jar())) {
            return true;
        }
        FileTime built = Files.getLastModifiedTime(jar());
        try (var sources = Files.walk(root.resolve("peers", "src"));
                var library = Files.list(root.resolve("target", "dist", "lib"))) {
            return Stream.of(sources, library, Stream.of(root.resolve("peers", "pom.xml")))
                    .flatMap(each -> each)
                    .anyMatch(file -> isNewer(file, built));
        }
    }

    private static boolean isNewer(Path file, FileTime than) {
        try {
            return Files.getLastModifiedTime(file).compareTo(than) > 0;
        } catch (IOException gone) {
            return true;
        }
    }

    private int build() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return new ProcessBuilder(
                        root.resolve("mvnw").toString(),
                        "-q",
                        "-B",
                        "-Ppeers",
                        "-pl",
                        "peers",
                        "-am",
                        "-Dmaven.test.skip=true",
                        "package")
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start()
                .waitFor();
    }

    private Path log() {
        return root.resolve("target", "dist", "peers.log");
    }
}
