package io.hivemind.engines;

import io.hivemind.engines.Placement.Found;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Kubernetes tells the pods of an Indexed Job or a StatefulSet. Nothing tells how many there are, so {@code HIVEMIND_SIZE}
 * must. Pod 0 is found by its name in DNS, behind a headless service that is called like the job or set itself.
 */
final class Kubernetes {
    private static final String ENGINE = "Kubernetes";
    private static final String INDEX = "JOB_COMPLETION_INDEX";
    private static final String POD = "HOSTNAME";
    /** Set in every pod. */
    private static final String IN_POD = "KUBERNETES_SERVICE_HOST";

    private static final Pattern NUMBERED = Pattern.compile("(.+)-(\\d{1,9})");

    /** Every pod has addresses of its own, so that all may use one port. */
    private static final int PORT = 4000;

    private Kubernetes() {}

    /** {@return what Kubernetes says, if this process is in a numbered pod of a hive} */
    static Optional<Peers> peers(Variables variables) {
        OptionalInt index = variables.count(INDEX);
        Optional<Matcher> pod = variables.text(POD).map(NUMBERED::matcher).filter(Matcher::matches);
        boolean isPodOfHive = variables.text(IN_POD).isPresent()
                && variables.text(Placement.SIZE).isPresent()
                && pod.isPresent();
        if (index.isEmpty() && !isPodOfHive) {
            return Optional.empty();
        }
        if (variables.text(Placement.SIZE).isEmpty()) {
            throw new IllegalArgumentException(
                    "This is a pod of an Indexed Job of Kubernetes, which does not tell it how many there are; set HIVEMIND_SIZE to the number of its completions, or to 1 if every pod is to be alone.");
        }
        Found rank = index.isPresent()
                ? new Found(String.valueOf(index.getAsInt()), INDEX)
                : new Found(pod.orElseThrow().group(2), "the number at the end of " + POD);
        return Optional.of(new Peers(
                ENGINE,
                rank,
                new Found(variables.text(Placement.SIZE).orElseThrow(), Placement.SIZE),
                new Found(pod.map(name -> name.group(1)).orElse("kubernetes"), POD),
                Optional.of(podZero(variables, pod)),
                Optional.of(PORT)));
    }

    private static Found podZero(Variables variables, Optional<Matcher> pod) {
        return variables
                .text(Placement.COORDINATOR)
                .map(given -> new Found(given, Placement.COORDINATOR))
                .or(() -> pod.map(name -> new Found(
                        name.group(1) + "-0." + name.group(1),
                        "pod 0 behind a service called like the job, by " + POD)))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "The name of this pod, HOSTNAME, does not end with its number, so that pod 0 cannot be found by DNS; set HIVEMIND_COORDINATOR to its name and a port."));
    }
}
