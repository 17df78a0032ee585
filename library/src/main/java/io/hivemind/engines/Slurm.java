package io.hivemind.engines;

import io.hivemind.engines.Placement.Found;
import java.util.List;
import java.util.Optional;

/**
 * What Slurm tells the processes of a step, which {@code srun} starts. A batch script has some of its variables too, but is no
 * step: what it runs without {@code srun} runs once, and is alone.
 */
final class Slurm {
    private static final String ENGINE = "Slurm";
    private static final String STEP = "SLURM_STEP_ID";
    private static final String JOB = "SLURM_JOB_ID";
    private static final String RANK = "SLURM_PROCID";

    private Slurm() {}

    /** {@return what Slurm says, if this process is one of a step} */
    static Optional<Peers> peers(Variables variables) {
        if (variables.text(STEP).isEmpty() || variables.text(RANK).isEmpty()) {
            return Optional.empty();
        }
        String size = variables.firstSet("SLURM_STEP_NUM_TASKS", "SLURM_NTASKS").orElse("SLURM_STEP_NUM_TASKS");
        return Optional.of(new Peers(
                ENGINE,
                new Found(String.valueOf(variables.needed(ENGINE, RANK)), RANK),
                new Found(String.valueOf(variables.needed(ENGINE, size)), size),
                new Found(
                        "slurm-" + variables.text(JOB).orElse("0") + "."
                                + variables.text(STEP).orElseThrow(),
                        JOB + " and " + STEP),
                firstNode(variables),
                Optional.empty()));
    }

    /** {@return the node of task 0, unless there is one node only} */
    private static Optional<Found> firstNode(Variables variables) {
        String name = variables
                .firstSet("SLURM_STEP_NODELIST", "SLURM_JOB_NODELIST", "SLURM_NODELIST")
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "Slurm has started this process, but does not say SLURM_STEP_NODELIST; set HIVEMIND_RANK, HIVEMIND_SIZE and HIVEMIND_COORDINATOR yourself."));
        String list = variables.text(name).orElseThrow();
        List<String> nodes = NodeList.expanded(name, list);
        return nodes.size() == 1
                ? Optional.empty()
                : Optional.of(new Found(nodes.getFirst(), "the first of " + name + ", which is " + list));
    }
}
