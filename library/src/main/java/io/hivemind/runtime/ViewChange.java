package io.hivemind.runtime;

import io.hivemind.protocol.View;
import java.util.List;

/**
 * One change of the members of the hive.
 *
 * @param lost those who are gone because they were taken to have failed
 */
public record ViewChange(View before, View now, List<Integer> lost) {
    /** Keeps its own copy of the list. */
    public ViewChange {
        lost = List.copyOf(lost);
    }
}
