package io.hivemind.apps.nbody;

/** Where the workers have what they share: the state of all bodies, and the tree. Three numbers for a place or velocity. */
interface Exchange {
    /** Reads the places of all bodies. */
    void positions(double[] all);

    /** Reads the velocities of all bodies. */
    void velocities(double[] all);

    /** Reads what each body cost. */
    void costs(int[] all);

    /** Writes the places of the bodies from {@code first} on. */
    void putPositions(int first, double[] own);

    /** Writes the velocities, and what each cost, of the bodies from {@code first} on. */
    void putVelocities(int first, double[] own, int[] costs);

    /** Writes the subtrees of a worker, from {@code firstNode} on. */
    void putSubtrees(int worker, int firstNode, Tree own);

    /** Adds the subtrees of a worker, which begin at {@code firstNode}, to a tree. */
    void addSubtrees(int worker, int firstNode, Tree to);

    /** Writes the energy of a worker's bodies in the first step, or the last. */
    void putEnergy(int worker, boolean last, double energy);

    /** Waits until every worker has come here. */
    void await() throws InterruptedException;
}
