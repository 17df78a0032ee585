package io.hivemind.apps.quicksort;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Program;

/** Sorts one list that all drones share. */
public final class QuickSort implements Program {
    /** Makes the program. */
    public QuickSort() {}

    @Override
    public String name() {
        return "quicksort";
    }

    @Override
    public String description() {
        return "sorts one shared list of numbers, its ranges handed from drone to drone";
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
        return new SortJob(Settings.of(arguments));
    }
}
