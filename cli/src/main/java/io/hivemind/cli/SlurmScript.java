package io.hivemind.cli;

/** A batch script of Slurm that starts a hive. */
final class SlurmScript {
    private SlurmScript() {}

    /** {@return the script, which finds HiveMind in {@code folder}} */
    static String of(Script script, String folder) {
        return """
                #!/bin/bash
                #SBATCH --job-name=%s
                #SBATCH --ntasks=%d
                #SBATCH --cpus-per-task=1
                %s# Submit it with: sbatch FILE. It needs the folder below on every node.
                set -euo pipefail
                hivemind=%s/hivemind

                # What the drones prove to each other that they know, and encrypt their links with.
                export HIVEMIND_SECRET_FILE=$PWD/.hivemind-$SLURM_JOB_ID
                trap 'rm -f "$HIVEMIND_SECRET_FILE"' EXIT
                (umask 077; od -An -N32 -tx1 /dev/urandom | tr -d ' \\n' >"$HIVEMIND_SECRET_FILE")
                %s
                # Builds what is missing once, before many start.
                "$hivemind" --version
                srun --kill-on-bad-exit=1 "$hivemind" %s
                """.formatted(
                        script.name(),
                        script.drones(),
                        script.processMebibytes()
                                .map("#SBATCH --mem-per-cpu=%dM\n"::formatted)
                                .orElse(""),
                        DroneCommand.quoted(folder),
                        script.insecure()
                                ? "# Links between nodes are not to be encrypted.\nexport HIVEMIND_INSECURE=true\n"
                                : "",
                        script.shellWords());
    }
}
