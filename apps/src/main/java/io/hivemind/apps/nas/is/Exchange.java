package io.hivemind.apps.nas.is;

/**
 * The counts of all workers, on their way from those who counted to those who add them up. Each worker adds up the counts of
 * its share of the values. This is one worker's access to it, used by the thread of that worker.
 */
sealed interface Exchange permits PlainExchange, SharedExchange {
    /** {@return the array, one element for each value, into which this worker counts} */
    int[] counts();

    /**
     * Waits for the counts of the others, and adds those of this worker's share of the values to its own.
     *
     * @return how many keys are smaller than that share
     */
    int complete() throws InterruptedException;

    /** Tells how many tests this worker's results have passed. */
    void report(int passed);

    /** {@return how many tests the results of all workers have passed, after they have all told} */
    int passed();
}
