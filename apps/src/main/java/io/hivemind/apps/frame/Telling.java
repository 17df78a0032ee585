package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.HiveView;
import java.util.Optional;
import java.util.function.Consumer;

/** How one drone checks and tells what came out, and in a hive that goes on another, if that one fails meanwhile. */
public final class Telling {
    /** Finds what came out. */
    @FunctionalInterface
    public interface Verdict {
        /** Looks at what the drones have made. */
        Results reach() throws InterruptedException;
    }

    private Telling() {}

    /**
     * Has {@code teller} tell what came out, on one drone. Every drone calls this that came to the end of what was {@code measured}.
     *
     * @return what came out, on the drone that told it
     */
    public static Optional<Results> by(
            Hive hive, Measurement.Measured measured, Consumer<Results> teller, Verdict verdict)
            throws InterruptedException {
        int rank = measured.ranks().getFirst();
        while (true) {
            Optional<Results> own = rank == hive.rank() ? Optional.of(verdict.reach()) : Optional.empty();
            own.ifPresent(teller);
            if (!hive.config().onFailure().goesOn()) {
                return own;
            }
            HiveView view = Patience.await(hive);
            if (view.has(rank)) {
                return own;
            }
            rank = measured.ranks().stream().filter(view::has).findFirst().orElseThrow();
        }
    }
}
