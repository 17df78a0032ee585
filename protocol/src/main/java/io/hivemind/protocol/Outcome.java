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
        NOT_SIGNALLED,
        /** {@link #SIGNALLED}, and the thread holds the lock as after {@link #INHERITED}. */
        SIGNALLED_AND_INHERITED,
        /** {@link #NOT_SIGNALLED}, and the thread holds the lock as after {@link #INHERITED}. */
        NOT_SIGNALLED_AND_INHERITED;

        /** {@return whether the thread has a lock that a drone had which has failed with it} */
        public boolean isInherited() {
            return this == INHERITED || this == SIGNALLED_AND_INHERITED || this == NOT_SIGNALLED_AND_INHERITED;
        }

        /** {@return whether it is a wait on a condition that was signalled} */
        public boolean isSignalled() {
            return this == SIGNALLED || this == SIGNALLED_AND_INHERITED;
        }

        /** {@return how a wait for a lock ended} */
        static Plain held(boolean inherited) {
            return inherited ? INHERITED : DONE;
        }

        /** {@return how a wait on a condition ended} */
        static Plain awaited(boolean signalled, boolean inherited) {
            if (signalled) {
                return inherited ? SIGNALLED_AND_INHERITED : SIGNALLED;
            }
            return inherited ? NOT_SIGNALLED_AND_INHERITED : NOT_SIGNALLED;
        }
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
