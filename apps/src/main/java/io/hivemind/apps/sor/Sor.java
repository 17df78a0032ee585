package io.hivemind.apps.sor;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Program;
import io.hivemind.apps.grid.DoubleCells;
import io.hivemind.apps.grid.FloatCells;
import io.hivemind.apps.grid.GridJob;
import io.hivemind.apps.grid.GridSettings;
import java.util.Optional;

/** Relaxes a grid in place, by successive over-relaxation in red-black order. */
public final class Sor implements Program {
    private static final String NAME = "sor";
    private static final int SIDE = 2048;
    private static final int ITERATIONS = 20;
    private static final String OMEGA = "--omega";

    /** Makes the program. */
    public Sor() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "relaxes a shared grid in place, red numbers and black ones in turn";
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
        return GridSettings.options(
                NAME,
                SIDE,
                GridSettings.Type.DOUBLE,
                ITERATIONS,
                new Option.Decimal(
                        OMEGA,
                        Optional.of("1.5"),
                        0,
                        2,
                        "how far each number goes towards the mean of its neighbours: 1 to it, more beyond it"));
    }

    @Override
    public Job prepare(Arguments arguments) {
        GridSettings settings = GridSettings.of(NAME, arguments);
        double omega = arguments.decimal(OMEGA);
        return switch (settings.type()) {
            case FLOAT ->
                new GridJob<>(
                        NAME, settings, new FloatCells(), new RedBlack<>(Sweep::floats, SpanSweep::floats, omega));
            case DOUBLE ->
                new GridJob<>(
                        NAME, settings, new DoubleCells(), new RedBlack<>(Sweep::doubles, SpanSweep::doubles, omega));
        };
    }
}
