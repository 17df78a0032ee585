package io.hivemind.apps.pi;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Program;
import java.util.List;
import java.util.Optional;

/** Computes π as the area under 4/(1+x²) from 0 to 1. */
public final class Pi implements Program {
    /** The number of blocks must fit into an {@code int}, and a run end some day. */
    private static final long MOST_STEPS = 1_000_000_000_000L;

    private static final Options OPTIONS = new Options(
            "pi",
            List.of(
                    new Option.WholeNumber(
                            "--steps",
                            Optional.of("100_000_000"),
                            1,
                            MOST_STEPS,
                            "cut the area into N strips: as many as the Go HiveMind of 2018 was measured with"),
                    new Option.WholeNumber(
                            "--threads", Optional.of("1"), 1, 256, "compute with N threads on each drone"),
                    new Option.Flag("--no-serial", "do not compute π once more in one thread to compare")));

    /** Makes the program. */
    public Pi() {}

    @Override
    public String name() {
        return "pi";
    }

    @Override
    public String description() {
        return "computes π by numerical integration, its parts added under a lock";
    }

    @Override
    public Options options() {
        return OPTIONS;
    }

    @Override
    public Job prepare(Arguments arguments) {
        return new PiJob(
                arguments.number("--steps"),
                (int) arguments.number("--threads"),
                !arguments.flag("--no-serial"),
                arguments.asText());
    }
}
