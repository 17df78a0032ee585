package io.hivemind.memory;

import io.hivemind.protocol.Access;

/** What a thread asks of its drone when a page is not accessible to it, or before it stores. The drone's runtime is behind it. */
public interface Paging {
    /**
     * Waits until each of {@code count} pages from {@code first} on has had access {@code wanted} since the call. The
     * caller then does its loads or stores without checking again.
     */
    void touch(int first, int count, Access wanted);

    /** Says that the current thread is about to store for the first time. */
    void register();

    /** Says that the current thread will go on to store into pages that it has checked, until it synchronises. */
    void holdSpan();
}
