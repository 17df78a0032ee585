package io.hivemind.cli;

/**
 * How the drones of a hive ended that goes on without those that fail. It did well if one drone came to the end and none had anything
 * to say against the program or its result: that a drone was killed, or excluded by the others, does not matter then.
 */
final class Casualties {
    private static final int NONE = -1;

    private boolean anyWell;
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
    }

    /** {@return the exit code of all} */
    int code() {
        if (firstVerdict != NONE) {
            return firstVerdict;
        }
        return anyWell || firstFailure == NONE ? 0 : firstFailure;
    }
}
