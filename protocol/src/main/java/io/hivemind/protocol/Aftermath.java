package io.hivemind.protocol;

import io.hivemind.protocol.Message.ChangeBehind;
import io.hivemind.protocol.Message.ChangeCall;
import io.hivemind.protocol.Message.ChangeDecided;
import io.hivemind.protocol.Message.Decision;
import io.hivemind.protocol.Message.Suspected;
import io.hivemind.protocol.Message.Welcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the view before the present one ended, for those who have not heard of it (I71), and what newcomers are told of the past. */
final class Aftermath {
    private final Roster roster;
    private final LazyRelease consistency;
    private final Effects effects;
    /** The view before the present one, and how it ended; null before there was a change. */
    private @Nullable View before;

    private @Nullable Decision last;
    /** Whether this drone was in that view: else it knows nothing of what was known when that ended. */
    private boolean wasIn;

    Aftermath(Roster roster, LazyRelease consistency, Effects effects) {
        this.roster = roster;
        this.consistency = consistency;
        this.effects = effects;
    }

    /** The view {@code old}, in which this drone was or was not, has ended with {@code decision}. */
    void remember(View old, Decision decision, boolean isIn) {
        before = old;
        last = decision;
        wasIn = isIn;
    }

    /** Tells a drone that is still in the view before this one how it ended, or a newcomer that is in none that it is in this one. */
    void tell(int drone, int view, VectorTime time) {
        View past = before;
        Decision decision = last;
        if (past == null || decision == null) {
            return;
        }
        boolean comes = !past.has(drone) && decision.view().has(drone);
        boolean isConcerned = past.has(drone) || decision.participants().contains(drone);
        if (isConcerned && view == (comes ? 0 : past.number()) && (comes || wasIn)) {
            List<Interval> news = past.has(drone) ? consistency.newsFor(time) : List.of();
            effects.send(drone, new ChangeDecided(past.number(), decision, news, welcomeFor(drone, decision, past)));
        }
    }

    /** Another drone is in a later view: asks how this one ended, if it asks for something that cannot wait. */
    void askIfBehind(Input.Received early) {
        if (early.message() instanceof ChangeCall || early.message() instanceof Suspected) {
            effects.send(early.from(), new ChangeBehind(roster.number(), consistency.time()));
        }
    }

    /** What {@code drone} is told of who owns what: it cannot find it if it does not know what is collected. */
    Optional<Welcome> welcomeFor(int drone, Decision decision, View old) {
        boolean comes = !old.has(drone) && decision.view().has(drone);
        boolean knows = !comes && !decision.fresh().contains(drone);
        return knows ? Optional.empty() : Optional.of(consistency.welcome(roster.epoch(), roster.losses()));
    }
}
