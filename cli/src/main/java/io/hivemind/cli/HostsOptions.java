package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code hivemind run} that say on which hosts drones run. */
final class HostsOptions {
    @Option(
            names = "--hosts",
            paramLabel = "FILE",
            description =
                    "Run the drones on the hosts in FILE, reached by ssh: a line for each, such as \"node-a slots=4\", or YAML"
                            + " (docs/across-machines.md). They are filled in order, and the first has drone 0.")
    private Optional<Path> file;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "With --hosts: where drone 0 listens (default: any port that is free there).")
    private Optional<String> port;

    @Option(
            names = "--insecure",
            description = "With --hosts: do not encrypt what drones of different machines say to each other.")
    private boolean insecure;

    /** {@return the hosts, if there are any beside this machine} */
    Optional<List<Host>> hosts() {
        if (file.isEmpty() && (port.isPresent() || insecure)) {
            throw new Mistake(
                    "The options --port and --insecure are for drones on other machines: name those with --hosts.");
        }
        return file.map(HostFile::read);
    }

    /** {@return the hosts of all ranks} */
    List<Host> spread(List<Host> hosts, int drones) {
        List<Host> ofRank = Host.spread(hosts, drones, file.orElseThrow().toString());
        Host first = ofRank.getFirst();
        List<Host> far = ofRank.stream().filter(host -> !host.isLoopback()).toList();
        if (first.isLoopback() && !far.isEmpty()) {
            throw new Mistake("The host " + far.getFirst().name() + " cannot reach drone 0 at " + first.address()
                    + ", which means another machine there: name the first host by an address that all of them know.");
        }
        return ofRank;
    }

    /** {@return whether drones of different machines shall talk without encryption} */
    boolean isInsecure(Map<String, String> environment) {
        return insecure || "true".equals(environment.get(Launch.INSECURE));
    }

    /** {@return the port at which drone 0 listens; 0 for any} */
    int port() {
        port.ifPresent(text ->
                new io.hivemind.apps.frame.Option.WholeNumber("--port", Optional.empty(), 1, 65_535, "").check(text));
        return port.map(text -> (int) io.hivemind.apps.frame.Option.WholeNumber.parse(text))
                .orElse(0);
    }
}
