package io.hivemind.engines;

import io.hivemind.engines.Placement.Found;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Open MPI tells the processes that {@code mpirun} starts. It says nowhere on which machine rank 0 is. By default that is the
 * machine of mpirun, which releases up to 4 name by address, and later ones in the name of the job.
 */
final class OpenMpi {
    private static final String ENGINE = "Open MPI";
    private static final String RANK = "OMPI_COMM_WORLD_RANK";
    private static final String SIZE = "OMPI_COMM_WORLD_SIZE";
    private static final String SIZE_HERE = "OMPI_COMM_WORLD_LOCAL_SIZE";
    private static final String MPIRUN = "OMPI_MCA_orte_hnp_uri";
    private static final String NAMESPACE = "PMIX_NAMESPACE";
    private static final String JOB = "OMPI_MCA_ess_base_jobid";

    /** An id, and where it listens: {@code 1837629440.0;tcp://192.0.2.2,10.0.0.2:44913}. */
    private static final Pattern URI = Pattern.compile("[^;]*;tcp4?://([0-9.]+)[,:].*");

    /** {@code prterun-node7-4711@1}: who made the name, on which machine, as which process. */
    private static final Pattern JOB_OF_MACHINE = Pattern.compile("\\w+-(.+)-\\d+@\\d+");

    private OpenMpi() {}

    /** {@return what Open MPI says, if mpirun started this process} */
    static Optional<Peers> peers(Variables variables) {
        if (variables.firstSet(RANK, SIZE).isEmpty()) {
            return Optional.empty();
        }
        int size = variables.needed(ENGINE, SIZE);
        OptionalInt here = variables.count(SIZE_HERE);
        Optional<String> job = variables.firstSet(JOB, NAMESPACE);
        return Optional.of(new Peers(
                ENGINE,
                new Found(String.valueOf(variables.needed(ENGINE, RANK)), RANK),
                new Found(String.valueOf(size), SIZE),
                new Found(
                        "mpi-" + job.flatMap(variables::text).orElse("0"), job.orElse("nothing says which job it is")),
                here.isPresent() && here.getAsInt() == size ? Optional.empty() : Optional.of(machine(variables)),
                Optional.empty()));
    }

    private static Found machine(Variables variables) {
        return variables
                .text(Placement.COORDINATOR)
                .map(given -> new Found(given, Placement.COORDINATOR))
                .or(() -> group(URI, MPIRUN, variables))
                .or(() -> group(JOB_OF_MACHINE, NAMESPACE, variables))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "Open MPI has started this process, but does not say where mpirun runs; say on which machine rank 0 is and on which port it may listen, with --coordinator HOST:PORT, or with mpirun -x HIVEMIND_COORDINATOR=HOST:PORT."));
    }

    private static Optional<Found> group(Pattern pattern, String name, Variables variables) {
        return variables
                .text(name)
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> new Found(matcher.group(1), "the machine of mpirun, in " + name));
    }
}
