package io.hivemind.memory;

import io.hivemind.protocol.Access;

/** What a thread asks of its drone when a page is not accessible to it, or before it accesses any. The drone's runtime is behind it. */
public interface Paging {
    /**
     * Waits until each of {@code count} pages from {@code first} on has had access {@code wanted} since the call. The
     * caller then does its loads or stores without checking again. Where room is bounded, it has finished all it did before, but for
     * pages that it holds.
     */
    void touch(int first, int count, Access wanted);

    /** As {@link #touch}, and the thread may go on to access the pages until {@link #letGo}. For bounded room alone. */
    void hold(int first, int count, Access wanted);

    /** Says that the current thread has finished all accesses, also to the pages that it held. */
    void letGo();

    /** Says that the current thread is about to store for the first time; where room is bounded, or to load. */
    void register();

    /** Says that the current thread will go on to store into pages that it has checked, until it synchronises. For unbounded room alone. */
    void holdSpan();

    /** Says that what this drone stores in {@code count} pages from {@code first} on need not outlive it. */
    void exempt(int first, int count);
}
