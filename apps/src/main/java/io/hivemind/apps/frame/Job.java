package io.hivemind.apps.frame;

import io.hivemind.Hive;
import java.util.Optional;
import java.util.function.Consumer;

/** A program with its arguments, ready to be run: asked by the launcher before any drone is there, then run by every drone. */
public interface Job {
    /** Looks at whatever the arguments name outside the program, such as files. What would keep it from running is a {@link Mistake}. */
    void check();

    /** {@return how many bytes of shared memory it needs on a hive of so many drones} Called after {@link #check}. */
    long heapBytes(int drones);

    /** {@return how many it needs to go on when drones fail, if it can} */
    default long heapBytesToGoOn(int drones) {
        return heapBytes(drones);
    }

    /**
     * Does the job, on every drone of the hive.
     *
     * @return what happened, on drone 0, or if that has left on the first of those that have not; nothing on the others, and nothing on
     *     a drone that has left
     * @throws InterruptedException if the thread is interrupted in a wait
     */
    Optional<Results> run(Hive hive) throws InterruptedException;

    /**
     * Does the job, and has {@code teller} tell what happened. In a hive that goes on when drones fail it does so before anybody goes on
     * behind it; if the drone fails meanwhile that tells it, another does so.
     *
     * @return as {@link #run(Hive)}
     * @throws InterruptedException if the thread is interrupted in a wait
     */
    default Optional<Results> run(Hive hive, Consumer<Results> teller) throws InterruptedException {
        Optional<Results> results = run(hive);
        results.ifPresent(teller);
        return results;
    }

    /**
     * Does the same work by the same algorithm on plain arrays, with so many threads of this process and no hive, and
     * checks the result: what the hive is compared with.
     *
     * @return the seconds that the part took which {@link #run} measures
     * @throws IllegalStateException if the result is wrong
     * @throws InterruptedException if the thread is interrupted in a wait
     */
    double plain(int threads) throws InterruptedException;
}
