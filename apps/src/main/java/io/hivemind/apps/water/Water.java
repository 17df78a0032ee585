package io.hivemind.apps.water;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Program;

/** Moves molecules of water by the forces between all pairs of them. */
public final class Water implements Program {
    /** Makes the program. */
    public Water() {}

    @Override
    public String name() {
        return "water";
    }

    @Override
    public String description() {
        return "moves molecules of water, their forces summed under a lock for each molecule";
    }

    @Override
    public Options options() {
        return Settings.OPTIONS;
    }

    @Override
    public Job prepare(Arguments arguments) {
        return new WaterJob(Settings.of(arguments));
    }
}
