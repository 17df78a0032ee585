package io.hivemind.apps.nas;

import io.hivemind.Hive;
import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Program;
import io.hivemind.apps.frame.Progress;

/**
 * A NAS parallel benchmark. It is a {@linkplain Team team} of workers who all do the same, once on a hive and once on plain
 * arrays; how a team is run, measured and reported is the same for all of them.
 */
public interface Kernel extends Program {
    /** {@return the size of the problem unless it is told} */
    NpbClass initialClass();

    /** {@return how many operations NPB counts in the timed part: what the rate in Mop/s is made of} */
    double operations(NpbClass size);

    /** {@return how large the problem is, in {@link #unit}} */
    long elements(NpbClass size);

    /** {@return what the problem is made of, in the plural} */
    String unit();

    /** {@return how many bytes of shared memory the data take for so many workers on all drones together} */
    long dataBytes(NpbClass size, int workers);

    /** {@return how many bytes more it takes to keep for a checkpoint what workers have in plain arrays} */
    default long keptBytes(NpbClass size) {
        return 0;
    }

    /** {@return how many of the {@link #dataBytes} a resumed hive with so many workers needs anew, for they depend on the number} */
    default long againBytes(NpbClass size, int workers) {
        return 0;
    }

    /** Does a little of the work on plain arrays, so that its code is compiled before the time is taken. */
    void warmUp() throws InterruptedException;

    /** Does all of the smallest class so many times, with one thread on plain arrays: a {@link #warmUp} for kernels of many parts. */
    default void rehearse(int rounds) throws InterruptedException {
        for (int round = 0; round < rounds; round++) {
            Team team = team(NpbClass.S, 1);
            Crew.run(1, team::prepare);
            Crew.run(1, worker -> team.run(worker, Steps.plain(Progress.ofThisDrone())));
        }
    }

    /** {@return the workers who share plain arrays: so many threads of this process} */
    Team team(NpbClass size, int workers);

    /** {@return this drone's workers, who share the memory of the hive: so many threads on each drone} */
    Team team(Hive hive, NpbClass size, int threads);

    @Override
    default boolean resumes() {
        return true;
    }

    @Override
    default Options options() {
        return NpbSettings.options(name(), initialClass());
    }

    @Override
    default Job prepare(Arguments arguments) {
        return new KernelJob(this, NpbSettings.of(name(), arguments));
    }
}
