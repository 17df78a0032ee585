package io.hivemind.cli;

import java.io.IOException;

/** A way to start one drone. */
sealed interface DroneStart permits DroneCommand, SshCommand {
    /** {@return the drone's number} */
    int rank();

    /** {@return how a person would call the drone in a sentence} */
    String name();

    /** {@return the process, whose end is the drone's, and whose standard input must stay open as long as the drone is wanted} */
    Process start() throws IOException;

    /** Returns when all that the process says is said by the drone. Throws a mistake if there will be no drone. */
    void awaitDrone(Process process) throws InterruptedException;

    /** {@return one line that does the same in a POSIX shell} */
    String shellLine();
}
