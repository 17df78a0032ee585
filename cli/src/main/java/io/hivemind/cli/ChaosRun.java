package io.hivemind.cli;

import io.hivemind.cli.ChaosResult.Verdict;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** One run of a program whose drones are killed and stopped while it lasts. Used once. */
final class ChaosRun {
    /** How much is shown of what each drone said last. */
    private static final int TAIL_LINES = 12;

    /** How the line ends with which a built-in program tells whether its result is right. */
    private static final String VERIFIED = ": verified";

    private static final String REFUTED = ": WRONG";

    private final Launch launch;
    private final long seed;

    /** Whether the program tells that its result is right, beside that its exit code is 0. */
    private final boolean isBuiltIn;

    private final Consumer<String> hears;
    private final Survivors survivors;
    private final Journal journal;
    private final Launcher launcher;
    private final Striker striker;

    /** Whether a drone told that the result is right, or that it is wrong: if one is killed behind that, another tells it, too. */
    private volatile boolean verified;

    private volatile boolean refuted;

    /**
     * Makes one.
     *
     * @param seed what happens to the drones follows from
     * @param hears hears all that is said
     * @param kills hears how many were killed so far, each time that a drone was hit
     */
    ChaosRun(Launch launch, Chaos.Plan plan, long seed, Consumer<String> hears, IntConsumer kills) {
        this.launch = launch;
        this.seed = seed;
        this.isBuiltIn = plan.isBuiltIn();
        this.hears = hears;
        this.survivors = new Survivors(launch.size(), plan.backup());
        this.journal = new Journal(this::heard);
        this.launcher = new Launcher(journal.output(), true);
        this.striker = new Striker(
                survivors,
                launcher,
                new Blows(seed, plan.killEvery(), plan.stop()),
                System.nanoTime() + plan.hungAfter().toNanos(),
                this::tail,
                kills);
    }

    /** {@return what became of it} Its drones meet at {@code port} of this machine. None of its processes is left then. */
    ChaosResult run(int port) throws InterruptedException {
        striker.start();
        int code;
        try {
            code = launcher.run(launch.commands(port));
        } finally {
            survivors.end();
            striker.end();
        }
        List<String> tail = striker.lastWords().orElseGet(this::tail);
        return new ChaosResult(
                seed,
                verdict(code),
                code,
                striker.victims(),
                striker.stops(),
                survivors.taken(),
                survivors.unharmed(),
                tail);
    }

    /** {@return all that was said, as far as it is kept} */
    List<String> said() {
        return journal.lines();
    }

    private Verdict verdict(int code) {
        if (striker.lastWords().isPresent()) {
            return Verdict.HUNG;
        }
        if (launcher.wasStopped()) {
            return Verdict.INTERRUPTED;
        }
        if (!survivors.hasBegun()) {
            return Verdict.NOT_BEGUN;
        }
        boolean isRight = !isBuiltIn || (verified && !refuted);
        return isRight && code == 0 ? Verdict.RIGHT : Verdict.WRONG;
    }

    private void heard(String line) {
        survivors.heard(line);
        if (line.endsWith(VERIFIED)) {
            verified = true;
        } else if (line.endsWith(REFUTED)) {
            refuted = true;
        }
        hears.accept(line);
    }

    private List<String> tail() {
        return journal.tail(TAIL_LINES, launch.size());
    }
}
