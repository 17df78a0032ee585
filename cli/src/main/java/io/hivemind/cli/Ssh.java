package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The system's ssh to one host: it knows the user's configuration, agent and jump hosts, and is told no more than the file of hosts
 * says.
 *
 * @param command what starts ssh, {@code ssh} as a rule
 * @param host the other end
 */
record Ssh(List<String> command, Host host) {
    /** Begins what a script answers, beside what the host's shells may say at a login. */
    static final String ANSWER = "hivemind: ";

    /** The variable that names what is to be started instead of {@code ssh}, with options if need be. */
    static final String COMMAND = "HIVEMIND_SSH";

    private static final int CONNECT_SECONDS = 10;

    /** How often a silent host is asked whether it is there. */
    private static final int ASKED_IN_SILENCE = 10;

    private static final int FEWEST_ASKED = 3;

    /**
     * All that a command line shows: the shell there takes one line from its standard input and does what it says, with the rest
     * as its input. So nothing is quoted for a login shell, whichever that is, and nobody on the host reads along.
     */
    private static final String REMOTE = "exec sh -c 'IFS= read -r line && eval \"$line\"'";

    /** What writes the input of a script. */
    interface Input {
        void writeTo(OutputStream to) throws IOException;
    }

    Ssh {
        command = List.copyOf(command);
    }

    /** {@return ssh as {@code environment} names it} */
    static Ssh to(Host host, Map<String, String> environment) {
        String given = environment.getOrDefault(COMMAND, "").strip();
        return new Ssh(List.of((given.isEmpty() ? "ssh" : given).split("\\s+")), host);
    }

    /** {@return the same ssh, which ends when nothing has been heard of the host for {@code silence}, with code 255} TCP would wait for hours. */
    Ssh endingAfter(Duration silence) {
        long every = Math.max(1, silence.toSeconds() / ASKED_IN_SILENCE);
        var words = new ArrayList<>(command);
        words.addAll(List.of("-o", "ServerAliveInterval=" + every));
        words.addAll(List.of("-o", "ServerAliveCountMax=" + Math.max(FEWEST_ASKED, silence.toSeconds() / every)));
        return new Ssh(words, host);
    }

    /** {@return the command that runs {@code remote} on the host} */
    List<String> words(String remote) {
        var words = new ArrayList<>(command);
        words.addAll(List.of("-T", "-o", "BatchMode=yes", "-o", "ConnectTimeout=" + CONNECT_SECONDS));
        host.port().ifPresent(port -> words.addAll(List.of("-p", String.valueOf(port))));
        host.user().ifPresent(user -> words.addAll(List.of("-l", user)));
        host.key().ifPresent(key -> words.addAll(List.of("-i", key)));
        words.add(host.name());
        words.add(remote);
        return words;
    }

    /** {@return a script of one line that begins in the folder in which drones run} */
    String inFolder(String script) {
        String folder = host.directory()
                .map(DroneCommand::quoted)
                .map(quoted -> " && mkdir -p " + quoted + " && cd " + quoted)
                .orElse("");
        return "cd" + folder + " || exit 1; " + script.strip().replaceAll("\\s*\n\\s*", " ");
    }

    /** {@return a process on the host that begins with {@code script}} Its input stays open. */
    Process start(String script) throws IOException {
        Process process = new ProcessBuilder(words(REMOTE)).start();
        send(process, to -> to.write((script + "\n").getBytes(StandardCharsets.UTF_8)));
        return process;
    }

    /** Gives a process its input, as far as it still listens: why it does not, its end tells. */
    static void send(Process process, Input input) {
        try {
            OutputStream to = process.getOutputStream();
            input.writeTo(to);
            to.flush();
        } catch (IOException ended) {
            // See above.
        }
    }

    /**
     * Runs a script to its end.
     *
     * @param what what is done, as it stands after "while"
     * @return the lines that begin with {@link #ANSWER}, without it
     */
    List<String> answers(String what, String script, Input input, int seconds) throws InterruptedException {
        Process process;
        try {
            process = start(inFolder(script));
        } catch (IOException failed) {
            throw notStarted(failed);
        }
        var late = endAfter(process, seconds);
        var complaints = CompletableFuture.supplyAsync(
                () -> text(process.getErrorStream()), task -> Thread.ofVirtual().start(task));
        var said = CompletableFuture.supplyAsync(
                () -> text(process.getInputStream()), task -> Thread.ofVirtual().start(task));
        send(process, to -> {
            input.writeTo(to);
            to.close();
        });
        int code = process.waitFor();
        if (!late.cancel(false)) {
            throw new Mistake("The host " + host.name() + " gave no answer within " + seconds + " s while " + what
                    + "; see whether \"" + String.join(" ", words("true")) + "\" works.");
        }
        if (code != 0) {
            throw new Mistake(Refusal.sentence(host.name(), complaints.join(), what));
        }
        return said.join()
                .lines()
                .filter(line -> line.startsWith(ANSWER))
                .map(line -> line.substring(ANSWER.length()))
                .toList();
    }

    /** Ends {@code process} when so many seconds have passed, unless what is returned is cancelled before. */
    static CompletableFuture<Boolean> endAfter(Process process, int seconds) {
        var late = new CompletableFuture<Boolean>().completeOnTimeout(true, seconds, TimeUnit.SECONDS);
        var _ = late.thenRun(process::destroyForcibly);
        return late;
    }

    Mistake notStarted(IOException failed) {
        return new Mistake(
                "The command " + command.getFirst() + ", which is to reach the host " + host.name()
                        + ", cannot be started: " + Reasons.of(failed) + ".",
                failed);
    }

    /** {@return all that is said, until the process ends} */
    static String text(InputStream from) {
        try (from) {
            return new String(from.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            return "";
        }
    }
}
