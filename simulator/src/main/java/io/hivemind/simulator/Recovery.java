package io.hivemind.simulator;

import io.hivemind.protocol.Input;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.View;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** How far the hive has got over those who are gone, and what may be lost with them: nothing if no more went at a time than there are copies. */
final class Recovery {
    /** A page of which something is lost with the view of that number. */
    private record Loss(int view, int page) {}

    /** By drone: how many collections have ended there. */
    private final IntToLongFunction ended;

    private final Members members;
    private final Dangers dangers;
    private final Checkers checkers;
    private final int drones;
    private final int pageSize;
    private final int backup;
    /** By drone: how many collections had ended there when its view changed last. */
    private final Map<Integer, Long> collections = new TreeMap<>();
    /** Those who have gone since the hive had got over all before. */
    private final BitSet lately = new BitSet();

    /** By drone: those that it no longer hears since then, or that do not hear it. */
    private final Map<Integer, BitSet> apart = new TreeMap<>();
    /** How many others have what any drone has released since then: fewer where few were in, or few are left that it does hear. */
    private int copies;

    /** The pages that somebody has said to be exempt. */
    private final BitSet exempt = new BitSet();

    private final Set<Loss> losses = new HashSet<>();

    Recovery(
            IntToLongFunction ended, Members members, Dangers dangers, Checkers checkers, Program program, int backup) {
        this.ended = ended;
        this.members = members;
        this.dangers = dangers;
        this.checkers = checkers;
        this.drones = program.drones();
        this.pageSize = program.pageSize();
        this.backup = backup;
        this.copies = backup;
    }

    /** {@return what tells a drone that what it stores in a page is not to be backed up} From now on it may be lost. */
    Input exempt(int page) {
        exempt.set(page);
        return new Input.Exempt(page, 1);
    }

    /** A drone is told of a view. */
    void viewed(int drone) {
        collections.put(drone, ended.applyAsLong(drone));
        copies = Math.min(copies, members.viewOf(drone).size() - 1);
    }

    /** A drone is about to be gone, or is in danger of it. */
    void goes(int drone) {
        beginAnewIfSettled();
        lately.set(drone);
    }

    /** Two drones are about to hear each other no more. One of them may stay, and has got nothing of the other to keep. */
    void splits(int one, int other) {
        beginAnewIfSettled();
        apart.computeIfAbsent(one, _ -> new BitSet()).set(other);
        apart.computeIfAbsent(other, _ -> new BitSet()).set(one);
        int missed = apart.values().stream().mapToInt(BitSet::cardinality).max().orElse(0);
        copies = Math.min(copies, members.inAndWell().size() - 1 - missed);
    }

    private void beginAnewIfSettled() {
        if (isSettled()) {
            lately.clear();
            apart.clear();
            copies = Math.min(backup, members.inAndWell().size() - 1);
        }
    }

    /** {@return whether one more may go, and everybody has copies all the same} */
    boolean maySpareOne() {
        return backup == 0 || isSettled() || lately.cardinality() < backup;
    }

    /** {@return whether everybody has got over all that went} That is, has a view without them, and freed the collection that came with it. */
    boolean isSettled() {
        boolean settled = dangers.areNone();
        for (int drone = 0; drone < drones; drone++) {
            if (members.isThere(drone) && !members.hasFailed(drone) && members.hasEntered(drone)) {
                View view = members.viewOf(drone);
                boolean changed = view.number() == 0 || ended.applyAsLong(drone) > collections.getOrDefault(drone, 0L);
                settled &= changed && view.members().stream().noneMatch(members::hasFailed);
            }
        }
        return settled;
    }

    /** A drone says that something is lost. */
    void lost(int drone, List<Message.Repair> repairs) {
        int view = members.viewOf(drone).number() + 1;
        boolean backed = repairs.stream().anyMatch(repair -> !exempt.get(repair.page()));
        if (backed && lately.cardinality() + leaversInDanger(drone) <= copies) {
            throw new Failure.Found(
                    Failure.Kind.FALSE_LOSS,
                    "Drone " + drone + " says that something is lost with view " + view + ViewText.ofRepairs(repairs)
                            + "; but only drones " + lately + " have gone at a time, and " + backup
                            + (backup == 1 ? " other has" : " others have") + " what a drone has released.");
        }
        for (Message.Repair repair : repairs) {
            if (losses.add(new Loss(view, repair.page()))) {
                checkers.lost(repair.page() * pageSize, pageSize);
            }
        }
    }

    /** How many have left, as {@code witness} knows, and may be given up, or heard nobody any more, before others had what belonged to them. */
    private long leaversInDanger(int witness) {
        View view = members.viewOf(witness);
        boolean over = ended.applyAsLong(witness) > collections.getOrDefault(witness, 0L);
        return IntStream.range(0, drones)
                .filter(drone -> members.hasEntered(drone) && !view.has(drone) && !members.hasFailed(drone))
                .filter(drone -> members.isGone(drone)
                        ? !over && members.viewOf(drone).number() == view.number()
                        : !dangers.areNone())
                .count();
    }
}
