package io.hivemind.cli;

import java.io.Serial;

/** That a run which was to be measured ended badly. Its message names the run, and has what its processes said. */
final class RunFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    RunFailure(String message) {
        super(message);
    }
}
