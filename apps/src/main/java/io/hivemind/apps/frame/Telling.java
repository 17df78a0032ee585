package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.HiveView;
import java.util.Optional;

/** How one drone checks and tells what came out, and in a hive that goes on another, if that one fails meanwhile. */
public final class Telling {
    /** Finds what came out. */
    @FunctionalInterface
    public interface Verdict {
        /** Looks at what the drones have made. */
        Results reach() throws InterruptedException;
    }

    private Telling() {}

    /** {@return what came out, on the drone that tells it} Every drone calls this that came to the end of what was {@code measured}. */
    public static Optional<Results> by(Hive hive, Measurement.Measured measured, Verdict verdict)
            throws InterruptedException {
        if (!hive.config().onFailure().goesOn()) {
            return measured.isToldBy(hive) ? Optional.of(verdict.reach()) : Optional.empty();
        }
        int teller = measured.ranks().getFirst();
        while (true) {
            Optional<Results> own = teller == hive.rank() ? Optional.of(verdict.reach()) : Optional.empty();
            HiveView view = Patience.await(hive);
            if (view.has(teller)) {
                return own;
            }
            teller = measured.ranks().stream().filter(view::has).findFirst().orElseThrow();
        }
    }
}
