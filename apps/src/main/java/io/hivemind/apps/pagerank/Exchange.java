package io.hivemind.apps.pagerank;

/** Where the workers tell one another what changed in an iteration. There are two buffers: one is read, the other filled. */
interface Exchange {
    /** {@return the shares of all vertices in the buffer} Valid until the next call. */
    double[] shares(int buffer);

    /** {@return the sums of all blocks in the buffer} Valid until the next call. */
    double[] sums(int buffer);

    /** Puts the shares and sums of a part into the buffer. */
    void put(int buffer, Part part);

    /** Puts the ranks of a part where they are to be in the end. */
    void end(Part part);

    /** Waits until every worker has come here. */
    void await() throws InterruptedException;
}
