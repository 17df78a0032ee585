package io.hivemind.cli;

import io.hivemind.bench.programs.Contest;
import io.hivemind.bench.programs.FalseSharing;
import io.hivemind.bench.programs.Outcome;
import io.hivemind.bench.programs.ProgramsReport;
import io.hivemind.bench.programs.Starts;
import io.hivemind.bench.programs.Times;
import io.hivemind.bench.programs.Work;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs on plain arrays and on hives, in turns: one run of each kind a round, so that whatever else the machine does
 * meanwhile weighs on all kinds alike.
 */
final class Comparison {
    private static final int KINDS = 3;

    /** How often a program runs in the same processes. The last five count, when the JVM has compiled what it runs. */
    private static final int TIMES = 20;

    /** One thing that is measured, in all rounds. */
    private interface Part {
        void measure() throws InterruptedException;
    }

    private final BenchRuns runs;
    private final ProgramsReport report;
    private final BenchProgress progress;
    private final int drones;
    private final int rounds;
    private final List<Contest> contests;
    private final boolean sharesFalsely;
    private final boolean starts;

    /** Whether all that was begun could be measured. */
    private boolean complete = true;

    /** Makes a comparison of those of the {@code contests}, and of what else there is, that are named. */
    Comparison(
            BenchRuns runs,
            PrintStream err,
            Terminal terminal,
            int drones,
            int rounds,
            List<Contest> contests,
            List<String> names) {
        this.runs = runs;
        this.drones = drones;
        this.rounds = rounds;
        this.contests = contests.stream()
                .filter(contest -> names.contains(contest.name()))
                .toList();
        sharesFalsely = names.contains(Contest.FALSE_SHARING);
        starts = names.contains(Contest.START);
        int others = (sharesFalsely ? 1 : 0) + (starts ? 1 : 0);
        progress = new BenchProgress(err, terminal, rounds * (KINDS * this.contests.size() + others));
        report = ProgramsReport.begin(drones, rounds);
    }

    /** Measures all of it. */
    void run() throws InterruptedException {
        try {
            for (Contest contest : contests) {
                attempt(contest.work(), () -> compare(contest));
            }
            if (sharesFalsely) {
                attempt(FalseSharing.WORK, this::shareFalsely);
            }
            if (starts) {
                attempt(this::start);
            }
        } finally {
            progress.clear();
        }
    }

    /** {@return what could be measured} */
    ProgramsReport report() {
        return report;
    }

    /** {@return whether all of it was measured, and every result was right} */
    boolean isSound() {
        return complete && report.isSound();
    }

    private void attempt(Work work, Part part) throws InterruptedException {
        if (work.exists()) {
            attempt(part);
        } else {
            progress.note("there is no program called " + work.program() + "; it is left out.");
            complete = false;
        }
    }

    private void attempt(Part part) throws InterruptedException {
        try {
            part.measure();
        } catch (RunFailure failure) {
            progress.note(String.valueOf(failure.getMessage()));
            complete = false;
        }
    }

    private void compare(Contest contest) throws InterruptedException {
        var serial = new ArrayList<Double>();
        var threads = new ArrayList<Double>();
        var hive = new ArrayList<Outcome>();
        for (int round = 1; round <= rounds; round++) {
            String step = step(round) + ": ";
            progress.next(contest.title(), step + "serial");
            serial.add(runs.plain(contest.work(), 1, TIMES));
            progress.next(contest.title(), step + drones + " threads");
            threads.add(runs.plain(contest.work(), drones, TIMES));
            progress.next(contest.title(), step + drones + " drones");
            hive.add(runs.hive(contest.work(), drones, TIMES));
        }
        List<Double> seconds = hive.stream().map(Outcome::seconds).toList();
        report.add(new Times(contest, serial, threads, seconds, hive.stream().allMatch(Outcome::verified)));
    }

    private void shareFalsely() throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        for (int round = 1; round <= rounds; round++) {
            progress.next("false sharing", step(round));
            outcomes.add(runs.hive(FalseSharing.WORK, drones, TIMES));
        }
        report.add(new FalseSharing(drones, outcomes));
    }

    private void start() throws InterruptedException {
        var millis = new ArrayList<Double>();
        for (int round = 1; round <= rounds; round++) {
            progress.next("the start of a hive", step(round));
            millis.add(runs.startMillis());
        }
        report.add(new Starts(millis));
    }

    private String step(int round) {
        return "round " + round + " of " + rounds;
    }
}
