package io.hivemind.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes up loads, stores and spans on variables. */
final class Uses {
    private static final int[] WIDTHS = {1, 1, 2, 4, 8, 8};
    private static final int WIDEST = 24;

    private final SplittableRandom random;
    private final List<Op.Var> racy = new ArrayList<>();
    private final double racyShare;
    private final double spanShare;

    Uses(SplittableRandom random, double racyShare, double spanShare) {
        this.random = random;
        this.racyShare = racyShare;
        this.spanShare = spanShare;
    }

    /** Lets every list of uses have some of this racy variable. */
    void addRacy(Op.Var variable) {
        racy.add(variable);
    }

    boolean hasRacy() {
        return !racy.isEmpty();
    }

    /** {@return up to {@code most} uses of the variables, of which a share of {@code writes} store} */
    List<Op> some(List<Op.Var> variables, int most, double writes) {
        List<Op> uses = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            if (!variables.isEmpty()) {
                Op.Var variable = variables.get(random.nextInt(variables.size()));
                uses.add(one(variable, random.nextDouble() < writes));
            }
            if (!racy.isEmpty() && random.nextDouble() < racyShare) {
                uses.add(race());
            }
        }
        return uses;
    }

    /** {@return a use of a racy variable} */
    Op race() {
        Op.Var variable = racy.get(random.nextInt(racy.size()));
        return random.nextBoolean()
                ? new Op.Load(variable.address(), variable.width())
                : new Op.Store(variable.address(), variable.width());
    }

    /** {@return a use of some bytes of a variable} */
    Op one(Op.Var variable, boolean store) {
        if (variable.width() > 1 && random.nextDouble() < spanShare) {
            List<Op.Use> inside = new ArrayList<>();
            int count = 1 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                inside.add(simple(variable, store && random.nextInt(4) > 0));
            }
            return new Op.Span(variable.address(), variable.width(), store, inside);
        }
        return simple(variable, store);
    }

    private Op.Use simple(Op.Var variable, boolean store) {
        int width = random.nextInt(8) == 0 ? 1 + random.nextInt(WIDEST) : WIDTHS[random.nextInt(WIDTHS.length)];
        width = Math.min(width, variable.width());
        int address = variable.address() + random.nextInt(variable.width() - width + 1);
        return store ? new Op.Store(address, width) : new Op.Load(address, width);
    }
}
