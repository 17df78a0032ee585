package io.hivemind.cli;

import java.util.List;
import java.util.regex.Pattern;

/** Why nothing can be done on a host, in one sentence: what ssh and the shell there complain of, translated. */
final class Refusal {
    /** What is looked for in the complaints, and what that says of the host. */
    private record Known(Pattern complaint, String sentence) {}

    /** The first that fits counts, so what is more exact comes first. */
    private static final List<Known> KNOWN = List.of(
            known(
                    "REMOTE HOST IDENTIFICATION HAS CHANGED",
                    "shows another key than the one that ssh knows for it; if that is as it should be, remove the old one"
                            + " with ssh-keygen -R"),
            known(
                    "Host key verification failed",
                    "is not known to ssh yet: log in once by hand, and see that its key is the right one"),
            known("Could not resolve hostname", "cannot be reached: nobody knows this name"),
            known("No route to host", "cannot be reached: there is no route to it"),
            known("Network is unreachable", "cannot be reached: there is no route to its network"),
            known("Connection refused", "refuses the connection: no ssh server listens there at this port"),
            known(
                    "Connection timed out|Operation timed out|timed out during banner",
                    "cannot be reached: it does not answer"),
            known("Identity file .* not accessible", "needs a key that is not there: see the file that \"key\" names"),
            known(
                    "Permission denied \\(",
                    "rejects the key: nobody may log in with what ssh offers, and ssh may not ask for a password here"),
            known(
                    "No space left on device|Disk quota exceeded",
                    "has no room on its disk for what must be copied to it"),
            known("tar: (command )?not found", "has no tar, which unpacks what is copied to it: install it there"),
            known("Read-only file system", "lets nothing be written into the folder in which drones are to run"),
            known("mkdir: .*Permission denied", "lets nothing be written into the folder in which drones are to run"),
            known(
                    "Connection (closed|reset) by|kex_exchange_identification",
                    "closed the connection before anybody could log in"));

    private Refusal() {}

    /**
     * {@return the sentence}
     *
     * @param complaints what ssh and the shell wrote to their standard error outputs
     * @param what what was done, as it stands after "while"
     */
    static String sentence(String host, String complaints, String what) {
        String last = complaints
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((_, later) -> later)
                .orElse("nothing was said");
        for (Known known : KNOWN) {
            if (known.complaint.matcher(complaints).find()) {
                return "The host " + host + " " + known.sentence + " (" + last + ").";
            }
        }
        return "The host " + host + " failed while " + what + " (" + last + ").";
    }

    private static Known known(String complaint, String sentence) {
        return new Known(Pattern.compile(complaint), sentence);
    }
}
