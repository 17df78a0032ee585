package io.hivemind.simulator;

import io.hivemind.protocol.Message.BarrierStanding;
import io.hivemind.protocol.Message.Change;
import io.hivemind.protocol.Message.LockPlan;
import io.hivemind.protocol.Message.LockStanding;
import io.hivemind.protocol.Message.Owned;
import io.hivemind.protocol.Message.Standing;
import java.util.List;
import java.util.stream.Collectors;

/** What drones report for a change of the view, and what they are told of it, as a reader wants to see it. */
final class ViewText {
    private ViewText() {}

    static String of(Standing standing) {
        return each(standing.locks().stream().map(ViewText::of).toList()) + ofBarriers(standing.barriers());
    }

    static String of(Change change) {
        return ", " + Text.of(change.view())
                + each(change.locks().stream().map(ViewText::of).toList())
                + ofBarriers(change.barriers())
                + change.welcome()
                        .map(welcome ->
                                each(welcome.owners().stream().map(ViewText::of).toList()))
                        .orElse("");
    }

    private static String of(LockStanding lock) {
        return "lock " + lock.lock() + " fence " + lock.fence()
                + (lock.token() ? " here" : "")
                + (lock.requested() ? " requested" : "")
                + (lock.immediate() ? " at once" : "")
                + next(lock.next())
                + (lock.waiters().isEmpty() ? "" : " waiters " + Text.waiters(lock.waiters()))
                + (lock.sleeping().isEmpty() ? "" : " asleep " + lock.sleeping().size());
    }

    private static String of(LockPlan lock) {
        return "lock " + lock.lock() + " fence " + lock.fence()
                + (lock.token() ? " here" : "")
                + (lock.requested() ? " will come" : "")
                + next(lock.next())
                + (lock.immediate() ? " at once" : "")
                + (lock.waiters().isEmpty() ? "" : " waiters " + Text.waiters(lock.waiters()))
                + (lock.woken().isEmpty() ? "" : " woken " + lock.woken().size());
    }

    private static String of(Owned owned) {
        String pages = owned.count() == 1
                ? "page " + owned.first()
                : "pages " + owned.first() + ".." + (owned.first() + owned.count() - 1);
        return pages + " of drone " + owned.owner();
    }

    private static String ofBarriers(List<BarrierStanding> barriers) {
        return each(barriers.stream()
                .map(barrier -> "barrier " + barrier.barrier() + " opened " + barrier.opened())
                .toList());
    }

    private static String next(int drone) {
        return drone < 0 ? "" : ", then drone " + drone;
    }

    private static String each(List<String> texts) {
        return texts.stream().map(text -> "; " + text).collect(Collectors.joining());
    }
}
