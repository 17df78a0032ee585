package io.hivemind.protocol;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Who is in the hive from one change of its members to the next. All drones see the same views in the same order (I62).
 *
 * @param number how many views came before
 * @param members the ranks of those who are in, ascending; at least one
 * @param ranks how many ranks have been given away; none is given away again when its drone has left
 */
public record View(int number, List<Integer> members, int ranks) {
    /** Checks that the members are some, different, in order, and have ranks that were given away. */
    public View {
        members = List.copyOf(members);
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i) < (i == 0 ? 0 : members.get(i - 1) + 1)) {
                throw new IllegalArgumentException("members " + members + " of a view: their ranks must ascend");
            }
        }
        if (number < 0 || members.isEmpty() || members.getLast() >= ranks) {
            throw new IllegalArgumentException("view " + number + " of " + members + ", with " + ranks
                    + " ranks: a view has a member, and ranks for all");
        }
    }

    /** {@return the view of the {@code size} drones that found a hive} */
    public static View first(int size) {
        return new View(0, IntStream.range(0, size).boxed().toList(), size);
    }

    /** {@return the drone at which meetings are held: the member of the lowest rank} */
    public int coordinator() {
        return members.getFirst();
    }

    /** {@return whether drone {@code rank} is in} */
    public boolean has(int rank) {
        return Collections.binarySearch(members, rank) >= 0;
    }

    /** {@return how many are in} */
    public int size() {
        return members.size();
    }

    /** {@return the view after this one, once those in {@code joining} have come and those in {@code leaving} have gone} */
    public View next(Collection<Integer> joining, Collection<Integer> leaving) {
        TreeSet<Integer> next = new TreeSet<>(members);
        leaving.forEach(next::remove);
        next.addAll(joining);
        return new View(number + 1, List.copyOf(next), Math.max(ranks, next.last() + 1));
    }
}
