package io.hivemind.engines;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The place of this process in its hive, as its environment tells: in the {@code HIVEMIND_} variables themselves, or in those of
 * the engine that started it among its peers.
 *
 * @param engine who said so
 * @param found what was found, by the name of the {@code HIVEMIND_} variable that means it
 */
public record Placement(String engine, SequencedMap<String, Found> found) {
    public static final String RANK = "HIVEMIND_RANK";
    public static final String SIZE = "HIVEMIND_SIZE";
    public static final String COORDINATOR = "HIVEMIND_COORDINATOR";
    public static final String HIVE = "HIVEMIND_HIVE";
    public static final String BIND = "HIVEMIND_BIND";

    private static final List<String> ALL = List.of(RANK, SIZE, COORDINATOR, HIVE, BIND);
    private static final String GIVEN = "given";
    private static final String OWN = "HIVEMIND_RANK";
    private static final String ALONE = "nothing: this process is alone";

    /**
     * One thing that was found.
     *
     * @param value what the variable is worth
     * @param from where that was found, to be shown
     */
    public record Found(String value, String from) {}

    public Placement {
        found = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(found));
    }

    /**
     * {@return what {@code environment} says} A rank that is given stands alone, as a launcher sets it with all that belongs to it.
     * Otherwise an engine is looked for, and every variable that is given comes before what the engine says.
     *
     * @throws IllegalArgumentException if an engine says what cannot be read, or too little; it says what to do
     */
    public static Placement of(Map<String, String> environment) {
        var variables = new Variables(environment);
        if (variables.text(RANK).isPresent()) {
            return with(OWN, Map.of(), variables);
        }
        // Within a step of Slurm's mpirun starts helpers by srun, whose variables all processes of one machine inherit:
        // then only Open
        // MPI's tell them apart. Under srun alone Open MPI's are not there.
        Optional<Peers> peers =
                OpenMpi.peers(variables).or(() -> Slurm.peers(variables)).or(() -> Kubernetes.peers(variables));
        return peers.isPresent()
                ? with(peers.get().engine(), peers.get().found(variables), variables)
                : with(ALONE, Map.of(), variables);
    }

    /** {@return {@code environment} with what was found in it said in {@code HIVEMIND_} variables} */
    public Map<String, String> complete(Map<String, String> environment) {
        var complete = new LinkedHashMap<>(environment);
        found.forEach((name, setting) -> complete.put(name, setting.value()));
        return complete;
    }

    /** {@return whether {@code name} is an engine, and not that there is none} */
    public static boolean isEngine(String name) {
        return !name.equals(OWN) && !name.equals(ALONE);
    }

    private static Placement with(String engine, Map<String, Found> said, Variables variables) {
        var found = new LinkedHashMap<String, Found>();
        for (String name : ALL) {
            variables
                    .text(name)
                    .map(text -> new Found(text, GIVEN))
                    .or(() -> Optional.ofNullable(said.get(name)))
                    .ifPresent(setting -> found.put(name, setting));
        }
        return new Placement(engine, found);
    }
}
