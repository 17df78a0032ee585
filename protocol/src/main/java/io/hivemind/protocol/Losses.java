package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.List;

/** The changes of the view with which drones were gone that had failed, and what is not known of locks since (I73). */
record Losses(List<Loss> all) {
    /** Nobody has failed yet. */
    static final Losses NONE = new Losses(List.of());

    /** More often than this no drone acquires a lock between two changes of the view. */
    private static final long FENCES = 1L << 32;

    Losses {
        all = List.copyOf(all);
    }

    /** The losses, with those in {@code failed}, if any, who are not in the view after {@code view}. */
    Losses with(View view, List<Integer> failed) {
        if (failed.isEmpty()) {
            return this;
        }
        List<Loss> more = new ArrayList<>(all);
        more.add(new Loss(view.members(), failed.stream().filter(view::has).toList()));
        return new Losses(more);
    }

    /** The fence of a lock that nobody is known to have used: no token has reached it that was lost. */
    long leastFence() {
        return all.size() * FENCES;
    }

    /** Whether somebody may have had {@code lock} who has failed, although nobody who is left has ever heard of it. */
    boolean concern(long lock) {
        return all.stream().anyMatch(loss -> loss.gone().contains(Locks.manager(lock, loss.members())));
    }
}
