package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A hive that is to be started on other hosts. */
final class HostsRun {
    /** The variables that tell the launcher something, and drones nothing. */
    private static final Set<String> OF_THE_LAUNCHER = Set.of(Ssh.COMMAND, "HIVEMIND_JAVA_OPTIONS");

    /** Where drone 0 leaves what is to be fetched. No other launcher has the same name in mind. */
    private static final String RESULTS = ".hivemind/results-" + UUID.randomUUID() + ".json";

    private static final int FETCH_SECONDS = 60;

    /** In which order of ranks the hosts take drones. */
    private final List<Host> ofRank;

    private final Launch launch;
    private final int wantedPort;
    private final boolean insecure;
    private final Map<String, String> environment;
    private final List<Parcel> parcels;
    private String coordinator = "";

    /** Drones that all are on one machine need not be heard elsewhere. */
    private final String bind;

    HostsRun(List<Host> ofRank, Launch launch, int wantedPort, boolean insecure, Map<String, String> environment) {
        this.ofRank = ofRank;
        this.launch = launch;
        this.wantedPort = wantedPort;
        this.insecure = insecure;
        this.environment = environment;
        this.parcels = launch.program().classPath().stream().map(Parcel::of).toList();
        this.bind = ofRank.getFirst().isLoopback() ? ofRank.getFirst().address() : "0.0.0.0";
    }

    /** {@return whether what drones say can be read on its way} */
    boolean isOpen() {
        return insecure && !ofRank.getFirst().isLoopback();
    }

    /** {@return whether what drones say is encrypted} */
    boolean isEncrypted() {
        return !insecure && (!ofRank.getFirst().isLoopback() || "always".equals(environment.get(Launch.TLS)));
    }

    /** {@return where drone 0 listens, once the hosts are ready} */
    String coordinator() {
        return coordinator;
    }

    /** {@return what would be run, as far as that can be said without asking the hosts} */
    List<SshCommand> outline() {
        var javas = new LinkedHashMap<Host, String>();
        ofRank.forEach(host ->
                javas.put(host, host.javaHome().map(home -> home + "/bin/java").orElse("java")));
        return commands(javas, wantedPort == 0 ? Ports.free() : wantedPort);
    }

    /** Readies all hosts at once; {@return what starts the drones there} */
    List<SshCommand> prepare() throws InterruptedException {
        var javas = new LinkedHashMap<Host, String>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var found = new LinkedHashMap<Host, Future<String>>();
            ofRank.stream()
                    .distinct()
                    .forEach(host ->
                            found.put(host, executor.submit(() -> folder(host).prepare())));
            for (var each : found.entrySet()) {
                javas.put(each.getKey(), result(each.getValue()));
            }
        }
        Host first = ofRank.getFirst();
        return commands(javas, folder(first).port(javaOf(javas, first), bind, wantedPort));
    }

    /** Fetches the results, if drones were to write any: drone 0 did, or if the hive went on without it another. */
    void fetchResults() throws InterruptedException {
        String file = launch.ofFirst().get(Launch.JSON);
        if (file == null) {
            return;
        }
        var unreachable = new ArrayList<Mistake>();
        for (Host host : ofRank.stream().distinct().toList()) {
            List<String> lines = results(host, unreachable);
            if (!lines.isEmpty()) {
                write(Path.of(file), lines);
                return;
            }
        }
        if (!unreachable.isEmpty()) {
            throw unreachable.getFirst();
        }
    }

    /** {@return the results, if they are on {@code host}} A host that was lost on the way may have none that anybody needs. */
    private List<String> results(Host host, List<Mistake> unreachable) throws InterruptedException {
        String script = "[ ! -e %1$s ] || { sed 's/^/%2$s/' %1$s && rm %1$s; }".formatted(RESULTS, Ssh.ANSWER);
        try {
            return Ssh.to(host, environment).answers("the results were fetched", script, to -> {}, FETCH_SECONDS);
        } catch (Mistake lost) {
            unreachable.add(lost);
            return List.of();
        }
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException failed) {
            throw new Mistake("The results cannot be written: " + Reasons.of(failed) + ".", failed);
        }
    }

    private RemoteFolder folder(Host host) {
        return new RemoteFolder(Ssh.to(host, environment), parcels);
    }

    private List<SshCommand> commands(Map<Host, String> javas, int port) {
        coordinator = ofRank.getFirst().at(port);
        List<String> classPath = parcels.stream().map(Parcel::path).toList();
        boolean goesOn = DroneSettings.goesOn(launch.settings(), environment);
        var commands = new ArrayList<SshCommand>();
        for (int rank = 0; rank < ofRank.size(); rank++) {
            Host host = ofRank.get(rank);
            // The one place where a drone elsewhere is told something: all of it goes over ssh's standard input.
            var variables = new TreeMap<>(inherited());
            variables.putAll(launch.environment(rank, coordinator));
            variables.put(Launch.BIND, bind);
            if (insecure) {
                variables.put(Launch.INSECURE, "true");
            }
            variables.computeIfPresent(Launch.JSON, (_, _) -> RESULTS);
            List<String> command = launch.program().commandElsewhere(javaOf(javas, host), classPath);
            Ssh ssh = Ssh.to(host, environment);
            Ssh noticing = goesOn ? ssh.endingAfter(DroneSettings.silence(environment)) : ssh;
            commands.add(new SshCommand(rank, noticing, command, variables));
        }
        return commands;
    }

    /** {@return what drones of this machine would inherit, as far as it is about hives} */
    private Map<String, String> inherited() {
        var variables = new TreeMap<>(environment);
        variables
                .keySet()
                .removeIf(name -> !name.startsWith("HIVEMIND_")
                        || Launch.OF_ONE_DRONE.contains(name)
                        || OF_THE_LAUNCHER.contains(name));
        variables.values().removeIf(value -> value.contains("\n"));
        return variables;
    }

    private static String javaOf(Map<Host, String> javas, Host host) {
        String java = javas.get(host);
        if (java == null) {
            throw new IllegalStateException("The host " + host.name() + " was not asked for its Java.");
        }
        return java;
    }

    private static String result(Future<String> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Mistake mistake) {
                throw new Mistake(String.valueOf(mistake.getMessage()), mistake);
            }
            throw new IllegalStateException("A host could not be asked.", failed);
        }
    }
}
