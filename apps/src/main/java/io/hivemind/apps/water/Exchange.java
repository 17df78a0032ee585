package io.hivemind.apps.water;

/**
 * How one worker hears of the others' molecules, and they of its own. This is all in which the hive differs from plain
 * arrays. Each exchange is used by one thread.
 */
interface Exchange {
    /** {@return where the atoms of the worker's molecules are, and of those that these meet} */
    double[] positions();

    /** {@return where the worker adds up the forces that it computes} */
    double[] forces();

    /** Lets the others know where the worker's molecules are from now on. */
    void publish();

    /** Waits until all have published, and takes their positions into {@link #positions}. */
    void gather() throws InterruptedException;

    /**
     * Adds {@link #forces} to those of the others, waits until all have done so, and leaves in {@link #forces} the sums for
     * the worker's own molecules.
     */
    void sum() throws InterruptedException;

    /** Adds the worker's part of the totals to those of the others. */
    void addTotals(Totals part);
}
