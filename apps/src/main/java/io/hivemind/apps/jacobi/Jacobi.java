package io.hivemind.apps.jacobi;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Program;
import io.hivemind.apps.grid.DoubleCells;
import io.hivemind.apps.grid.FloatCells;
import io.hivemind.apps.grid.GridJob;
import io.hivemind.apps.grid.GridSettings;

/** Relaxes a grid by the method of Jacobi: every number becomes the mean of what its neighbours were. */
public final class Jacobi implements Program {
    private static final String NAME = "jacobi";
    private static final int SIDE = 2000;
    private static final int ITERATIONS = 100;

    /** Makes the program. */
    public Jacobi() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "relaxes a shared grid, every number to the mean of its neighbours";
    }

    @Override
    public boolean resumes() {
        return true;
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public Options options() {
        return GridSettings.options(NAME, SIDE, GridSettings.Type.FLOAT, ITERATIONS);
    }

    @Override
    public Job prepare(Arguments arguments) {
        GridSettings settings = GridSettings.of(NAME, arguments);
        return switch (settings.type()) {
            case FLOAT -> new GridJob<>(NAME, settings, new FloatCells(), new Averaging<>(Stencil::floats));
            case DOUBLE -> new GridJob<>(NAME, settings, new DoubleCells(), new Averaging<>(Stencil::doubles));
        };
    }
}
