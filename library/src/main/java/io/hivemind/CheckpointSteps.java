package io.hivemind;

import io.hivemind.checkpoint.Folder;
import io.hivemind.protocol.View;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The steps of writing a checkpoint. After each all drones meet; they go on only if all of them have done it, and are all still there. */
record CheckpointSteps(Folder folder, Ledger ledger, PatientMeeting meeting, View view, int barrier) {
    /** What a drone has to do in a step, which may fail at a file. */
    interface Work {
        void run() throws IOException;
    }

    /** Does this drone's part of a step, meets the others, and throws what all of them throw if one could not do its own. */
    void take(int column, Work work) {
        View now = done(column, work);
        for (int position = 0; position < view.size(); position++) {
            int rank = view.members().get(position);
            if (!now.has(rank)) {
                throw failure("drone " + rank + " is not in the hive any more", column);
            }
            if (ledger.get(position, column) != Ledger.DONE) {
                throw failure(
                        "drone " + rank + " on " + ledger.text(position, Ledger.HOST) + " could not write its part: "
                                + ledger.text(position, Ledger.REASON),
                        column);
            }
        }
    }

    /** The same, and deletes what this drone has written of the checkpoint if it comes to nothing: on all drones, then. */
    void take(int column, Work work, long number) {
        try {
            take(column, work);
        } catch (StepFailure failed) {
            folder.discard(number, ledger.position());
            throw failed;
        }
    }

    /** That a step failed, as all drones know. */
    private static final class StepFailure extends CheckpointException {
        private static final long serialVersionUID = 1L;

        StepFailure(String sentence) {
            super(sentence);
        }
    }

    /** {@return what this machine is called} */
    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "a machine without a name";
        }
    }

    private View done(int column, Work work) {
        try {
            work.run();
            ledger.set(column, Ledger.DONE);
        } catch (IOException failed) {
            ledger.setText(Ledger.REASON, Folder.reason(failed));
            ledger.setHost(host());
            ledger.set(column, Ledger.FAILED);
        }
        return meeting.await(barrier, 1);
    }

    private StepFailure failure(String reason, int column) {
        return new StepFailure("The checkpoint in " + folder.path() + " was not written, because " + reason
                + (column == Ledger.COMMITTED
                        ? ". Some of the machines have it, and others that before; what is resumed is the newer."
                        : ". The checkpoint before it, if there was one, is as it was."));
    }
}
