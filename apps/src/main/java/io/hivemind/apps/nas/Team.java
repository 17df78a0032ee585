package io.hivemind.apps.nas;

/**
 * The workers of one process. Each of the three steps is done by every worker with a thread of its own, {@code worker} being
 * its number in this process, and begins when all workers of the hive have done the step before.
 */
public interface Team {
    /** Makes the worker's part of the data, and does whatever else NPB leaves out of the time. */
    void prepare(int worker) throws InterruptedException;

    /** Does the worker's part of what is timed: all steps that are not done yet. */
    void run(int worker, Steps steps) throws InterruptedException;

    /** Does the worker's part of checking the result, where that is worth dividing. */
    default void check(int worker) throws InterruptedException {}

    /** {@return what came out} Asked once, in the process that reports, when all is done. */
    Verdict verdict();
}
