package io.hivemind.protocol;

/** How a wait ended, told with the ticket that waited. */
public sealed interface Outcome {
    /** The outcomes that carry nothing but themselves. */
    enum Plain implements Outcome {
        /** What the ticket waited for is there: pages, a lock, the way out. */
        DONE,
        /** The lock is there; the drone that had it before has failed with it, so that what it protects may be half done. */
        INHERITED,
        /** A try found the lock held; the ticket has nothing. */
        REFUSED,
        /** The wait was given up before it was served; the ticket has nothing. */
        ABANDONED,
        /** A wait on a condition was signalled; the thread holds the lock again. */
        SIGNALLED,
        /** A wait on a condition was given up, and no signal was spent on it; the thread holds the lock again. */
        NOT_SIGNALLED
    }

    /**
     * A barrier was passed.
     *
     * @param view the view in which it opened, which is the same for all that pass it with this thread
     */
    record Passed(View view) implements Outcome {}

    /**
     * Pages cannot be had, however long the thread waits: what this drone holds and cannot give up leaves no room for them.
     *
     * @param text what fills the room, as a sentence
     */
    record Full(String text) implements Outcome {}

    /**
     * The answer to {@link Input.Inquire}.
     *
     * @param text what the ticket waits for and for whom, as the end of a sentence that begins "waits for"
     */
    record Answer(String text) implements Outcome {}
}
