package io.hivemind.cli;

/**
 * How the drones of a hive ended. One that goes on without those that fail did well if one drone came to the end and none had anything
 * to say against the program or its result: that a drone was killed, or excluded by the others, does not matter then.
 */
final class Casualties {
    /** The exit codes with which a process ends that was stopped by a signal begin after this. */
    static final int SIGNALLED = 128;

    private static final int NONE = -1;

    private boolean anyWell;
    private boolean anyFault;
    private int killed;
    private int firstFailure = NONE;
    private int firstVerdict = NONE;

    /** A drone ended with that exit code. */
    void count(int code) {
        if (code == 0) {
            anyWell = true;
        } else if (firstFailure == NONE) {
            firstFailure = code;
        }
        boolean isVerdict = code == io.hivemind.apps.Main.FAILED || code == io.hivemind.apps.Main.MISTAKEN;
        if (isVerdict && firstVerdict == NONE) {
            firstVerdict = code;
        }
        if (code > SIGNALLED) {
            killed++;
        } else if (code != 0 && code != io.hivemind.apps.Main.HIVE_ENDED) {
            anyFault = true;
        }
    }

    /** {@return the exit code of all} */
    int code() {
        if (firstVerdict != NONE) {
            return firstVerdict;
        }
        return anyWell || firstFailure == NONE ? 0 : firstFailure;
    }

    /** {@return how many drones failed of themselves, and not because another did or because of the program: those ended by a signal} */
    int killed() {
        return killed;
    }

    /**
     * {@return whether the program would have done well if no drone had been lost} So it is if one was killed, whatever the others made of
     * that, or if all that failed did so only because their hive ended.
     */
    boolean areLosses() {
        return killed > 0 || (!anyFault && firstFailure != NONE);
    }
}
