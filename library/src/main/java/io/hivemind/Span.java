package io.hivemind;

/**
 * A window on a range of shared memory in which single accesses cost what they cost in a plain memory segment: whether
 * the pages may be accessed was checked, and what was missing fetched, when the span was made.
 *
 * <p>A span belongs to the thread that made it, and is valid until that thread's next synchronisation: until it acquires
 * or releases a {@link SharedLock}, waits on or signals one of its conditions, or arrives at a {@link SharedBarrier}. Using it
 * later, or in another thread, throws {@link IllegalStateException} and changes nothing. Take a new span after each
 * synchronisation; it costs next to nothing when the pages are here.
 *
 * <p>A span is a means to read and write fast, not to read and write more consistently: what a thread sees through it is what it would
 * see through single accesses.
 */
@SuppressWarnings("DoNotCallSuggester")
public abstract sealed class Span permits ByteSpan, ShortSpan, IntSpan, LongSpan, FloatSpan, DoubleSpan {
    Span() {}

    /** {@return the number of elements} */
    public final long length() {
        throw new UnsupportedOperationException();
    }

    /** {@return whether elements may be set} */
    public final boolean isWritable() {
        throw new UnsupportedOperationException();
    }

    /** {@return whether the calling thread may use this span now} */
    public final boolean isValid() {
        throw new UnsupportedOperationException();
    }
}
