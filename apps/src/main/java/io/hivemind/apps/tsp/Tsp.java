package io.hivemind.apps.tsp;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Program;

/** Finds the shortest tour through all cities, and proves that there is none shorter. */
public final class Tsp implements Program {
    /** Makes the program. */
    public Tsp() {}

    @Override
    public String name() {
        return "tsp";
    }

    @Override
    public String description() {
        return "finds the shortest tour by branch and bound, over a shared queue and a shared bound";
    }

    @Override
    public Options options() {
        return Settings.OPTIONS;
    }

    @Override
    public boolean takesNewcomers() {
        return true;
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public Job prepare(Arguments arguments) {
        return new TspJob(Settings.of(arguments));
    }
}
