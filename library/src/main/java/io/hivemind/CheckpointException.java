package io.hivemind;

/**
 * A checkpoint could not be written, or could not be resumed from. If it could not be written, every drone gets this with the same
 * message, which names the drone and the file, the checkpoint before stays, and the hive can go on.
 */
public class CheckpointException extends HiveException {
    private static final long serialVersionUID = 1L;

    /** Makes one that says in a full sentence what happened. */
    public CheckpointException(String sentence) {
        super(sentence);
    }

    /** Makes one that says in a full sentence what happened, and keeps what caused it. */
    public CheckpointException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
