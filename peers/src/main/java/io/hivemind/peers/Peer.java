package io.hivemind.peers;

import java.util.Optional;

/** One of the two processes in which a system runs. What the system does not offer is empty. */
interface Peer extends AutoCloseable {
    /** How long a block is that one process makes and the other reads. */
    int BLOCK_BYTES = 4096;

    /** {@return what waits until the other process has called it too} */
    Optional<Runnable> barrier();

    /** Puts so many blocks where the second process is, each filled with the lowest byte of its number. Called by both. */
    void share(int blocks);

    /** {@return a copy of a block that was shared} Called by the first process, for each block once. */
    byte[] read(int block);

    /** {@return what adds one to a number that both processes share, under a lock} */
    Optional<Runnable> increment();

    /** {@return that number} */
    long count();

    @Override
    void close();
}
