package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The folder on a host in which drones run: what is there already is found out, and what is missing copied. */
final class RemoteFolder {
    private static final int LEAST_JAVA = 25;
    private static final int SURVEY_SECONDS = 60;
    private static final int COPY_SECONDS = 600;
    private static final int PORT_SECONDS = 60;

    private static final String JAVA = "java ";
    private static final String MISSING = "missing ";

    /** Without a Java that the file of hosts names: the usual places. */
    private static final String ANY_JAVA =
            "\"${JAVA_HOME:-/usr}/bin/java\" \"$(command -v java)\" /usr/lib/jvm/*/bin/java";

    /**
     * Unpacks beside the cache, in a folder that no other launcher uses, even if several hosts share it; and puts into the cache what
     * is whole. Somebody else may have done that meanwhile.
     */
    private static final String UNPACK = """
            umask 077; set -e; cache=.hivemind/cache; mkdir -p $cache;
            new=.hivemind/new-$(uname -n)-$$; mkdir $new; trap 'rm -rf $new' EXIT;
            tar -x -f - -C $new;
            for each in $new/*; do mv $each $cache/ 2>/dev/null || [ -d $cache/${each##*/} ]; done
            """;

    private final Ssh ssh;
    private final List<Parcel> parcels;

    RemoteFolder(Ssh ssh, List<Parcel> parcels) {
        this.ssh = ssh;
        this.parcels = parcels;
    }

    /** Copies what is missing; {@return the Java there, which is new enough} */
    String prepare() throws InterruptedException {
        var answers = ssh.answers("it was asked for its Java", survey(), to -> {}, SURVEY_SECONDS);
        String java = java(answersTo(JAVA, answers));
        copy(Set.copyOf(answersTo(MISSING, answers)));
        return java;
    }

    /**
     * {@return a port that is free there}
     *
     * @param java what {@link #prepare()} returned
     * @param bind the address on which a drone is to listen
     * @param wanted the port that it must be; 0 for any
     */
    int port(String java, String bind, int wanted) throws InterruptedException {
        String classPath = parcels.stream().map(Parcel::path).collect(Collectors.joining(":"));
        String script = "%s -XX:TieredStopAtLevel=1 -cp %s %s %s %d"
                .formatted(
                        DroneCommand.quoted(java), DroneCommand.quoted(classPath), Ports.class.getName(), bind, wanted);
        List<String> answers = ssh.answers("a port was looked for", script, to -> {}, PORT_SECONDS);
        if (answers.isEmpty()) {
            throw new Mistake("On the host " + ssh.host().name()
                    + (wanted == 0
                            ? " no port is free."
                            : " port " + wanted + " is taken by another program: name another with --port, or leave it"
                                    + " out."));
        }
        return Integer.parseInt(answers.getFirst());
    }

    /** {@return a script that looks at one Java after the other until one fits, and then for the files} */
    private String survey() {
        String candidates = ssh.host()
                .javaHome()
                .map(home -> DroneCommand.quoted(home + "/bin/java"))
                .orElse(ANY_JAVA);
        String files =
                parcels.stream().map(Parcel::path).map(DroneCommand::quoted).collect(Collectors.joining(" "));
        return """
        fits() { [ -x "$1" ] || return 1;
        version=$("$1" -version 2>&1 | sed -n 's/.* version "\\([^"]*\\)".*/\\1/p');
        echo "%1$s%2$s$version $1"; major=${version%%%%[!0-9]*}; [ "${major:-0}" -ge %3$d ]; };
        for java in %4$s; do if fits "$java"; then break; fi; done;
        for file in %5$s; do [ -e "$file" ] || echo "%1$s%6$s$file"; done
        """.formatted(Ssh.ANSWER, JAVA, LEAST_JAVA, candidates, files, MISSING);
    }

    private String java(List<String> found) {
        String host = ssh.host().name();
        String advice = "install a JDK of release " + LEAST_JAVA
                + " or newer there, or say in the file of hosts where one is, with java-home.";
        if (found.isEmpty()) {
            throw new Mistake("The host " + host + " has no Java"
                    + ssh.host().javaHome().map(home -> " in " + home).orElse("") + ": " + advice);
        }
        for (String each : found) {
            String version = each.substring(0, each.indexOf(' '));
            if (version.matches("\\d+.*") && Integer.parseInt(version.replaceFirst("\\D.*", "")) >= LEAST_JAVA) {
                return each.substring(each.indexOf(' ') + 1);
            }
        }
        String first = found.getFirst();
        String version = first.substring(0, first.indexOf(' '));
        throw new Mistake("The host " + host + " has Java " + (version.isEmpty() ? "of a version unknown" : version)
                + " (" + first.substring(first.indexOf(' ') + 1) + "), which is too old: " + advice);
    }

    private void copy(Set<String> missing) throws InterruptedException {
        List<Parcel> needed = parcels.stream()
                .filter(parcel -> missing.contains(parcel.path()))
                .toList();
        if (!needed.isEmpty()) {
            ssh.answers("the program was copied to it", UNPACK, to -> Parcel.writeTar(needed, to), COPY_SECONDS);
        }
    }

    private static List<String> answersTo(String beginning, List<String> answers) {
        return answers.stream()
                .filter(answer -> answer.startsWith(beginning))
                .map(answer -> answer.substring(beginning.length()))
                .toList();
    }
}
