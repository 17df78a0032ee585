package io.hivemind.apps.nbody;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Program;

/** Moves bodies that attract one another, far ones taken together (Barnes and Hut, Nature 324, 1986). */
public final class NBody implements Program {
    /** Makes the program. */
    public NBody() {}

    @Override
    public String name() {
        return "nbody";
    }

    @Override
    public String description() {
        return "moves stars that attract one another by Barnes and Hut's method, in a shared tree";
    }

    @Override
    public Options options() {
        return Settings.OPTIONS;
    }

    @Override
    public Job prepare(Arguments arguments) {
        return new NBodyJob(Settings.of(arguments));
    }
}
