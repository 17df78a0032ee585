package io.hivemind.simulator;

/**
 * What a run found to be wrong.
 *
 * @param kind which rule was broken; shrinking keeps it the same
 * @param text a full sentence with ids, addresses and values
 */
record Failure(Kind kind, String text) {
    /** The rules that are watched from outside. */
    enum Kind {
        /** A read gave something else than the plain memory holds. */
        WRONG_READ("a wrong read"),
        /** A read of a deliberately racy byte gave a value that had been overwritten in happened-before order, or never written. */
        STALE_RACY_READ("a racy read of a value that was gone"),
        /** Two threads held one lock, or its fence did not grow. */
        BROKEN_LOCK("a broken lock"),
        /** A barrier opened before everybody had arrived. */
        EARLY_BARRIER("a barrier that opened early"),
        /** A wait on a condition ended by a signal that nobody gave. */
        FALSE_SIGNAL("a signal that nobody gave"),
        /** Drones do not agree who is in, or somebody came, went or was spoken to out of turn. */
        BROKEN_VIEW("a view of the hive that is wrong"),
        /** A ticket was answered twice, or with an outcome that its wait cannot have. */
        BAD_OUTCOME("a wait with the wrong end"),
        /** A drone gave up bytes that a thread was about to access. */
        DROPPED("a page dropped under a thread"),
        /** A page was zero in a drone's memory at the end, and not in the plain one: nobody had it any more. */
        LOST("a page of which the last copy was lost"),
        /** A drone said that something is lost, although enough others had it. */
        FALSE_LOSS("a loss that should not be"),
        /** Everybody ended before their program did, although enough could have gone on. */
        NOBODY_LEFT("a hive that did not go on"),
        /** A drone held more than it has room for. */
        OVERFULL("a drone that holds more than it has room for"),
        /** A thread was told that there is no room, although little is held. */
        NO_ROOM("a drone that found no room"),
        /** The core stopped with an exception. */
        STOPPED("a drone that stopped itself"),
        /** Nothing moves any more, and some threads have not ended. */
        HANG("a hang"),
        /** The same seed gave another journal. */
        UNREPEATABLE("a seed that does not repeat"),
        /** The generated program itself has a race where it should have none: the simulator is at fault. */
        RACY_PROGRAM("a generated program with a race");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** {@return the kind in a few words} */
        String words() {
            return words;
        }
    }

    /** Carries a failure out of the run in which it was found. */
    static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        Found(Kind kind, String text) {
            super(text);
            this.failure = new Failure(kind, text);
        }

        Failure failure() {
            return failure;
        }
    }
}
