package io.hivemind.cli;

import java.util.stream.Collectors;

/**
 * The objects of Kubernetes that start a hive: a secret, which the pods find in a file, a headless service, by which they find pod 0
 * in DNS, and an Indexed Job or a StatefulSet, all of one name. No pod asks Kubernetes for anything, so they need no rights there.
 */
final class KubernetesFiles {
    /** How long a pod that is asked to end may take, in seconds. */
    private static final int GRACE_SECONDS = 30;

    /** What starts the pods. */
    enum Kind {
        /** Runs once, to its end. */
        JOB,
        /** Is started again when it ends. */
        STATEFULSET
    }

    private KubernetesFiles() {}

    /** {@return the objects as YAML; the image has HiveMind in {@code /hivemind}} */
    static String of(Script script, Kind kind, String image) {
        return (script.insecure() ? "" : secret(script) + "---\n")
                + service(script)
                + "---\n"
                + (kind == Kind.JOB ? job(script, image) : set(script, image));
    }

    private static String secret(Script script) {
        return """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: %s
                # What the drones prove to each other that they know, and encrypt their links with.
                stringData:
                  hive: %s
                """.formatted(script.name(), Launcher.freshSecret());
    }

    private static String service(Script script) {
        return """
                apiVersion: v1
                kind: Service
                metadata:
                  name: %1$s
                spec:
                  clusterIP: None
                  # Drones look for each other before they are ready.
                  publishNotReadyAddresses: true
                  selector:
                    app: %1$s
                  ports:
                    - name: hive
                      port: 4000
                """.formatted(script.name());
    }

    private static String job(Script script, String image) {
        return """
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: %1$s
                spec:
                  completionMode: Indexed
                  completions: %2$d
                  parallelism: %2$d
                  # A hive cannot go on without one of its drones.
                  backoffLimit: 0
                  template:
                    metadata:
                      labels:
                        app: %1$s
                    spec:
                      subdomain: %1$s
                      restartPolicy: Never
                """.formatted(script.name(), script.drones()) + pod(script, image);
    }

    private static String set(Script script, String image) {
        return """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata:
                  name: %1$s
                spec:
                  serviceName: %1$s
                  replicas: %2$d
                  # All at once: drones wait for each other, so that the first would never be ready alone.
                  podManagementPolicy: Parallel
                  selector:
                    matchLabels:
                      app: %1$s
                  template:
                    metadata:
                      labels:
                        app: %1$s
                    spec:
                """.formatted(script.name(), script.drones()) + pod(script, image);
    }

    /** {@return what both kinds say of each pod} */
    private static String pod(Script script, String image) {
        return """
                      # SIGTERM first; SIGKILL when this has passed.
                      terminationGracePeriodSeconds: %d
                      automountServiceAccountToken: false
                      containers:
                        - name: drone
                          image: %s
                          command: ["/hivemind/hivemind"]
                          args: [%s]
                          env:
                            - name: HIVEMIND_SIZE
                              value: "%d"
                            - name: HIVEMIND_WAIT
                              value: 5min
                """.formatted(
                        GRACE_SECONDS,
                        quoted(image),
                        script.join().stream().map(KubernetesFiles::quoted).collect(Collectors.joining(", ")),
                        script.drones())
                + (script.insecure() ? consent() : secretFile())
                + ports()
                + script.processMebibytes().map(KubernetesFiles::resources).orElse("")
                + (script.insecure() ? "" : volume(script));
    }

    private static String consent() {
        return """
                            # Links between pods are not to be encrypted.
                            - name: HIVEMIND_INSECURE
                              value: "true"
                """;
    }

    private static String secretFile() {
        return """
                            - name: HIVEMIND_SECRET_FILE
                              value: /hivemind-secret/hive
                          volumeMounts:
                            - name: secret
                              mountPath: /hivemind-secret
                              readOnly: true
                """;
    }

    private static String ports() {
        return """
                          ports:
                            - name: hive
                              containerPort: 4000
                """;
    }

    private static String resources(long mebibytes) {
        return """
                          resources:
                            requests:
                              cpu: "1"
                              memory: %1$dMi
                            limits:
                              memory: %1$dMi
                """.formatted(mebibytes);
    }

    private static String volume(Script script) {
        return """
                      volumes:
                        - name: secret
                          secret:
                            secretName: %s
                            # 0400: drones take no secret that others than their user can read.
                            defaultMode: 256
                """.formatted(script.name());
    }

    /** {@return {@code word} as YAML and JSON write text} */
    private static String quoted(String word) {
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
