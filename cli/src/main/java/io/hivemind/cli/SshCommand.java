package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What starts one drone on another host.
 *
 * @param rank the drone's number
 * @param ssh what reaches the host
 * @param command the program and its arguments, as they are there
 * @param environment the variables that are set for it
 */
record SshCommand(int rank, Ssh ssh, List<String> command, SequencedMap<String, String> environment)
        implements DroneStart {
    /** Said when the shell there has all it needs, so that what follows is the drone's. */
    private static final String BEGUN = Ssh.ANSWER + "begun";

    private static final int BEGIN_SECONDS = 30;

    /** The environment comes over the standard input, for that may hold secrets and nobody can read it there. */
    private static final String TOLD = """
            while IFS= read -r variable && [ -n "$variable" ]; do export "$variable"; done;
            pipe=.hivemind/pipe-$(uname -n)-$$; mkfifo -m 600 $pipe || exit 1;
            exec 3<&0;
            echo '""" + BEGUN + "'; ";

    /**
     * What comes then is the drone's, and is passed on until it ends, for it is the tether, too. The drone sees that end and ends
     * itself; but a program may not have joined its hive yet, or never will, so the shell is less polite a second later. It waits for
     * the drone instead of becoming it, so that it can tell by which signal that ended.
     */
    private static final String TETHERED = """
             <$pipe 3<&- &
            drone=$!;
            { while IFS= read -r line; do printf '%s\\n' "$line"; done >$pipe; sleep 1; kill -KILL $drone; }
             <&3 >/dev/null 2>&1 &
            tether=$!;
            wait $drone 2>/dev/null; code=$?;
            kill $tether 2>/dev/null; rm -f $pipe;
            exit $code
            """;

    SshCommand {
        command = List.copyOf(command);
    }

    @Override
    public String name() {
        return "drone " + rank + " on " + ssh.host().name();
    }

    @Override
    public Process start() throws IOException {
        try {
            Process process = ssh.start(ssh.inFolder(TOLD + line(command) + TETHERED));
            String variables = environment.entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                    .collect(Collectors.joining());
            Ssh.send(process, to -> to.write((variables + "\n").getBytes(StandardCharsets.UTF_8)));
            return process;
        } catch (IOException failed) {
            throw ssh.notStarted(failed);
        }
    }

    @Override
    public void awaitDrone(Process process) throws InterruptedException {
        var late = Ssh.endAfter(process, BEGIN_SECONDS);
        boolean begun = passLogin(process.getInputStream());
        if (!late.cancel(false)) {
            throw new Mistake("The host " + ssh.host().name() + " did not start drone " + rank + " within "
                    + BEGIN_SECONDS + " s; see whether it is overloaded.");
        }
        if (!begun) {
            throw new Mistake(Refusal.sentence(
                    ssh.host().name(), Ssh.text(process.getErrorStream()), "drone " + rank + " was started"));
        }
    }

    /** {@return what a person could type} Then nobody holds the drone's standard input, so it is not tethered. */
    @Override
    public String shellLine() {
        String line = new DroneCommand(rank, command, environment).shellLine();
        return line(ssh.words(ssh.inFolder(line)));
    }

    private static String line(List<String> words) {
        return words.stream().map(DroneCommand::quoted).collect(Collectors.joining(" "));
    }

    /** Reads away what shells say at a login; {@return whether the drone has begun then} */
    private static boolean passLogin(InputStream from) {
        var line = new StringBuilder();
        try {
            for (int read = from.read(); read >= 0; read = from.read()) {
                if (read != '\n') {
                    line.append((char) read);
                } else if (line.toString().equals(BEGUN)) {
                    return true;
                } else {
                    line.setLength(0);
                }
            }
        } catch (IOException broken) {
            // As if it had ended.
        }
        return false;
    }
}
