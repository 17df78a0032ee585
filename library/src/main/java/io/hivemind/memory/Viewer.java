package io.hivemind.memory;

/**
 * What one application thread has seen of its drone's heap. Its fields are read and written by that thread alone, so they
 * need no ordering; others look only at {@link #thread}, which never changes.
 */
public final class Viewer {
    /** Whose view this is. */
    final Thread thread;
    /** The upgrades that are known to have happened before what the thread does now. See the description of the package. */
    long known;
    /** Whether the thread has told the drone that it stores. */
    boolean registered;
    /** How often the thread has synchronised. A span is valid while this is what it was when the span was made. */
    private int epoch;
    /** The epoch in which the thread last told the drone that it has a span to store through, or of any kind; -1 if it never did. */
    private int holding = -1;
    /** The last epoch in which the thread made a span; -1 if it never did. */
    private int spanned = -1;
    /** What ended the epoch {@link #spanned}, as the end of a sentence that begins "the thread". */
    private String ending = "";
    /** Takes the place of the percent sign in {@link #ending}. */
    private long subject;

    Viewer(Thread thread) {
        this.thread = thread;
    }

    /** {@return how often the thread, the current one, has synchronised, which is the epoch of the span that it makes now} */
    public int beginSpan() {
        spanned = epoch;
        return epoch;
    }

    /** {@return whether this is the view of the current thread, and it has not synchronised since {@code epoch}} */
    @SuppressWarnings("ReferenceEquality") // A thread equals nothing but itself.
    public boolean isStill(int epoch) {
        return this.epoch == epoch && thread == Thread.currentThread();
    }

    /** {@return whether the thread has told the drone since it last synchronised that it has a span} */
    boolean isHolding() {
        return holding == epoch;
    }

    /** {@return whether the thread has not told so yet} Now it has. */
    boolean beginsToHold() {
        boolean begins = !isHolding();
        holding = epoch;
        return begins;
    }

    /**
     * Ends all spans of the current thread, whose view this is.
     *
     * @param ending why, as the end of a sentence that begins "the thread"; a percent sign stands for {@code subject}
     */
    public void synchronise(String ending, long subject) {
        if (epoch == spanned) {
            this.ending = ending;
            this.subject = subject;
        }
        epoch++;
    }

    /** {@return why a span that the thread made at {@code epoch} is not valid for the current thread, as a sentence's end} */
    @SuppressWarnings("ReferenceEquality") // A thread equals nothing but itself.
    public String whyNotSince(int epoch) {
        Thread current = Thread.currentThread();
        if (thread != current) {
            return "it belongs to the thread " + thread.getName() + ", and this is " + current.getName();
        }
        return epoch == spanned
                ? "it ended when the thread " + ending.replace("%", Long.toString(subject))
                : "the thread has synchronised " + (this.epoch - epoch) + " times since it was made";
    }
}
