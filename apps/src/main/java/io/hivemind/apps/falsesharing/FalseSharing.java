package io.hivemind.apps.falsesharing;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Program;
import java.util.List;
import java.util.Optional;

/** Measures what it costs that drones write different bytes of one page. */
public final class FalseSharing implements Program {
    private static final String ROUNDS = "--rounds";
    private static final int MOST_ROUNDS = 1_000_000_000;

    /** Makes the program. */
    public FalseSharing() {}

    @Override
    public String name() {
        return "false-sharing";
    }

    @Override
    public String description() {
        return "lets every drone count in the same page, with a barrier a round";
    }

    @Override
    public Options options() {
        return new Options(
                name(),
                List.of(new Option.WholeNumber(
                        ROUNDS, Optional.of("2000"), 1, MOST_ROUNDS, "measure N rounds, after a quarter as many")));
    }

    @Override
    public Job prepare(Arguments arguments) {
        return new CountingJob((int) arguments.number(ROUNDS), arguments.asText());
    }
}
