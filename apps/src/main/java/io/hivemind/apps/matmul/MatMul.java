package io.hivemind.apps.matmul;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Program;
import java.util.List;
import java.util.Optional;

/** Multiplies two square matrices that all drones share. */
public final class MatMul implements Program {
    /** Three matrices of this size take 6 GiB. */
    private static final int MOST = 1 << 14;

    private static final Options OPTIONS = new Options(
            "matmul",
            List.of(
                    new Option.WholeNumber(
                            "--size", Optional.of("1024"), 1, MOST, "multiply matrices of N rows and columns"),
                    new Option.WholeNumber(
                            "--seed", Optional.of("1"), Long.MIN_VALUE, Long.MAX_VALUE, "choose other random elements"),
                    new Option.WholeNumber(
                            "--threads", Optional.of("1"), 1, 256, "multiply with N threads on each drone"),
                    new Option.Flag("--no-serial", "do not multiply once more on plain arrays to compare")));

    /** Makes the program. */
    public MatMul() {}

    @Override
    public String name() {
        return "matmul";
    }

    @Override
    public String description() {
        return "multiplies two dense matrices, each drone a band of rows";
    }

    @Override
    public Options options() {
        return OPTIONS;
    }

    @Override
    public Job prepare(Arguments arguments) {
        return new MatMulJob(
                (int) arguments.number("--size"),
                arguments.number("--seed"),
                (int) arguments.number("--threads"),
                !arguments.flag("--no-serial"),
                arguments.asText());
    }
}
