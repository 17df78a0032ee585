package io.hivemind;

import io.hivemind.protocol.View;
import io.hivemind.runtime.ViewChange;
import io.hivemind.runtime.Views;
import java.util.List;

/**
 * Who is in a hive from one change of its members to the next. All drones see the same views in the same order, but not at the same
 * time: which one a drone sees at a moment of its own says nothing of the others. What a
 * {@linkplain SharedBarrier#await() barrier} tells is the same for all that pass it.
 *
 * <p>Ranks are never given twice, so a program that splits work among its drones goes by their {@linkplain #position position}.
 *
 * @param number how many views the hive had before; 0 is the one of those that founded it
 * @param members the ranks of the drones that are in, ascending
 * @param joined those of them that were not in the view before; in view 0 nobody
 * @param left the ranks of the drones that were in the view before and have left, in good order
 * @param lost the ranks of the drones that were in the view before and have failed, or were taken to: what their threads had not
 *     released is gone, and what they had begun nobody ends unless the program does
 */
public record HiveView(
        int number, List<Integer> members, List<Integer> joined, List<Integer> left, List<Integer> lost) {
    /** Keeps its own copies of the lists. */
    public HiveView {
        members = List.copyOf(members);
        joined = List.copyOf(joined);
        left = List.copyOf(left);
        lost = List.copyOf(lost);
    }

    /** {@return {@code view} with what changed in it, as {@code views} know; of a view of long ago nobody knows that any more} */
    static HiveView of(Views views, View view) {
        return views.changeTo(view)
                .map(HiveView::of)
                .orElseGet(() -> new HiveView(view.number(), view.members(), List.of(), List.of(), List.of()));
    }

    static HiveView of(ViewChange change) {
        List<Integer> before = change.before().members();
        List<Integer> now = change.now().members();
        List<Integer> lost = before.stream().filter(change.lost()::contains).toList();
        List<Integer> left = without(without(before, now), lost);
        return new HiveView(change.now().number(), now, without(now, before), left, lost);
    }

    /** {@return how many drones are in} */
    public int size() {
        return members.size();
    }

    /** {@return whether drone {@code rank} is in} */
    public boolean has(int rank) {
        return members.contains(rank);
    }

    /**
     * {@return how many members have a lower rank than drone {@code rank}: from 0 to {@link #size()} less one}
     *
     * @throws IllegalArgumentException if that drone is not in
     */
    public int position(int rank) {
        int position = members.indexOf(rank);
        if (position < 0) {
            throw new IllegalArgumentException(
                    "Drone " + rank + " is not in view " + number + ", whose members are drones " + members + ".");
        }
        return position;
    }

    private static List<Integer> without(List<Integer> ranks, List<Integer> others) {
        return ranks.stream().filter(rank -> !others.contains(rank)).toList();
    }
}
