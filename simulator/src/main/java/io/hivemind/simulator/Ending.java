package io.hivemind.simulator;

import io.hivemind.simulator.Program.Chapter;
import io.hivemind.simulator.Program.Part;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a program still ends although something was taken out of it: everybody who comes is admitted, all threads of a meeting come
 * from every drone that has not left before, and nobody has to wait with leaving for somebody who comes later.
 */
final class Ending {
    private final Program program;
    private final BitSet leavers;
    /** The drones that are in, or will be, as far as the program has been read. */
    private final BitSet admitted = new BitSet();

    private final BitSet left = new BitSet();

    private Ending(Program program) {
        this.program = program;
        this.leavers = program.leavers();
        admitted.set(0, program.founders());
    }

    static boolean isSure(Program program) {
        return program.founders() > 0
                && program.admitted().cardinality() == program.newcomers()
                && program.chapters().stream().allMatch(new Ending(program)::ends);
    }

    private boolean ends(Chapter chapter) {
        Map<Integer, Integer> arrivals = new TreeMap<>();
        int each = 0;
        boolean ends = true;
        for (Part part : chapter.parts()) {
            Program.addAdmitted(part.ops(), admitted);
            for (Op op : part.ops()) {
                if (op instanceof Op.Arrive arrive) {
                    arrivals.merge(drone(part), 1, Integer::sum);
                    each = arrive.threads();
                } else if (op instanceof Op.Leave) {
                    left.set(drone(part));
                    ends &= doesSomebodyStay();
                }
            }
        }
        return ends && (each == 0 || isFull(arrivals, each));
    }

    private boolean isFull(Map<Integer, Integer> arrivals, int each) {
        boolean full = true;
        for (int drone = 0; drone < program.drones(); drone++) {
            full &= left.get(drone) || arrivals.getOrDefault(drone, 0) == each;
        }
        return full;
    }

    private boolean doesSomebodyStay() {
        BitSet stay = (BitSet) admitted.clone();
        stay.andNot(leavers);
        return !stay.isEmpty();
    }

    private int drone(Part part) {
        return part.thread() / program.threads();
    }
}
