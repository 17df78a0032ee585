package io.hivemind.apps.nas;

import io.hivemind.Hive;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.HeapCheck;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Measurement;
import io.hivemind.apps.frame.Measurement.Measured;
import io.hivemind.apps.frame.Patience;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Ration;
import io.hivemind.apps.frame.Results;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;

/** One run of a NAS parallel benchmark. */
final class KernelJob implements Job {
    /** With how many workers a hive can be resumed at least, and with twice as many as wrote the checkpoint. */
    private static final int RESUMING_WORKERS = 16;

    private final Kernel kernel;
    private final NpbSettings settings;

    KernelJob(Kernel kernel, NpbSettings settings) {
        this.kernel = kernel;
        this.settings = settings;
    }

    @Override
    public void check() {}

    @Override
    public long heapBytes(int drones) {
        int workers = drones * settings.threads();
        long bytes = kernel.dataBytes(settings.size(), workers) + HeapCheck.OVERHEAD;
        return settings.saving().isOn()
                ? bytes
                        + kernel.keptBytes(settings.size())
                        + kernel.againBytes(settings.size(), Math.max(RESUMING_WORKERS, 2 * workers))
                : bytes;
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        settings.saving().requireSame(hive);
        if (hive.resumed().isEmpty()) {
            HeapCheck.require(hive, "data", heapBytes(hive.size()));
        }
        Team team = kernel.team(hive, settings.size(), settings.threads());
        warmUp();
        Crew.run(settings.threads(), team::prepare);
        var progress = Progress.ofThisDrone();
        var steps = Steps.of(hive, settings.saving(), settings.threads(), progress);
        var measurement = Measurement.begin(hive);
        Crew.run(settings.threads(), worker -> team.run(worker, steps));
        Measured measured = measurement.end();
        progress.over();
        Crew.run(settings.threads(), team::check);
        Patience.await(hive);
        return hive.rank() == 0 ? Optional.of(results(hive, team.verdict(), measured)) : Optional.empty();
    }

    @Override
    public double plain(int threads) throws InterruptedException {
        Team team = kernel.team(settings.size(), threads);
        warmUp();
        Crew.run(threads, team::prepare);
        var progress = Progress.ofThisDrone();
        long begin = System.nanoTime();
        Crew.run(threads, worker -> team.run(worker, Steps.plain(progress)));
        double seconds = (System.nanoTime() - begin) / 1e9;
        progress.over();
        Crew.run(threads, team::check);
        Verdict verdict = team.verdict();
        if (!verdict.verified()) {
            throw new IllegalStateException("The benchmark %s of class %s gave a wrong result on plain arrays: %s."
                    .formatted(kernel.name(), settings.size(), verdict.details()));
        }
        return seconds;
    }

    /** The smallest class is over before compiled code matters. */
    private void warmUp() throws InterruptedException {
        if (settings.size() != NpbClass.S) {
            kernel.warmUp();
        }
    }

    private Results results(Hive hive, Verdict verdict, Measured measured) throws InterruptedException {
        var details = new LinkedHashMap<String, Object>();
        details.put("class", settings.size().name());
        details.put("threads", settings.threads());
        hive.resumed().ifPresent(resumed -> details.put("resumedFrom", resumed.step()));
        OptionalDouble serialSeconds = Ration.of(hive).allowsSerial(settings.serial(), details)
                ? OptionalDouble.of(plain(1))
                : OptionalDouble.empty();
        details.putAll(verdict.details());
        details.put("mops", rate(measured.seconds()));
        serialSeconds.ifPresent(seconds -> details.put("serialMops", rate(seconds)));
        return new Results(
                kernel.name(),
                hive.memory().pageSize(),
                kernel.elements(settings.size()),
                kernel.unit(),
                verdict.verified(),
                measured,
                serialSeconds,
                details,
                settings.options());
    }

    /** {@return millions of operations a second, to two digits behind the point} */
    private double rate(double seconds) {
        return Math.round(kernel.operations(settings.size()) / seconds / 1e4) / 100.0;
    }
}
