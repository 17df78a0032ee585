package io.hivemind.links;

import io.hivemind.wire.MalformedFrameException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What the links of two drones say to each other beside the messages they carry. */
sealed interface Control {
    /** Nothing more will come over this link, and that is as it should be. */
    enum Plain implements Control {
        GOODBYE,
        /** Say {@link #ECHO}: a thread that reads this link in place of its reader shall look whether it still has to. */
        NUDGE,
        /** What was asked for. */
        ECHO,
        /** The sender is there, and had nothing else to say for a while. */
        ALIVE,
        /** The sender has left, will send nothing more, and the hive goes on. */
        LEFT
    }

    /** The hive has ended. {@code sentence} says why. */
    record Abort(String sentence) implements Control {}

    /** The token {@code id} was used, and nobody may use it again. */
    record Spent(String id) implements Control {}

    /** The receiver was taken to have failed, and the hive goes on without it. {@code sentence} says so. */
    record Excluded(String sentence) implements Control {}

    byte GOODBYE_TAG = 1;
    byte ABORT_TAG = 2;
    byte NUDGE_TAG = 3;
    byte ECHO_TAG = 4;
    byte SPENT_TAG = 5;
    byte ALIVE_TAG = 6;
    byte EXCLUDED_TAG = 7;
    byte LEFT_TAG = 8;
    /** The most bytes of a sentence that are sent. */
    int SENTENCE_BYTES = 16 << 10;

    /** {@return the bytes of {@code control}} */
    static ByteBuffer encode(Control control) {
        return switch (control) {
            case Plain.GOODBYE -> ByteBuffer.wrap(new byte[] {GOODBYE_TAG});
            case Plain.NUDGE -> ByteBuffer.wrap(new byte[] {NUDGE_TAG});
            case Plain.ECHO -> ByteBuffer.wrap(new byte[] {ECHO_TAG});
            case Plain.ALIVE -> ByteBuffer.wrap(new byte[] {ALIVE_TAG});
            case Plain.LEFT -> ByteBuffer.wrap(new byte[] {LEFT_TAG});
            case Abort(String sentence) -> text(ABORT_TAG, sentence);
            case Spent(String id) -> text(SPENT_TAG, id);
            case Excluded(String sentence) -> text(EXCLUDED_TAG, sentence);
        };
    }

    /**
     * {@return what {@code body} says}
     *
     * @throws MalformedFrameException if it says nothing known
     */
    static Control decode(ByteBuffer body) {
        if (!body.hasRemaining()) {
            throw new MalformedFrameException("A control frame is empty; it must say at least what it is.");
        }
        byte tag = body.get();
        return switch (tag) {
            case GOODBYE_TAG -> Plain.GOODBYE;
            case NUDGE_TAG -> Plain.NUDGE;
            case ECHO_TAG -> Plain.ECHO;
            case ABORT_TAG -> new Abort(StandardCharsets.UTF_8.decode(body).toString());
            case SPENT_TAG -> new Spent(StandardCharsets.UTF_8.decode(body).toString());
            case ALIVE_TAG -> Plain.ALIVE;
            case LEFT_TAG -> Plain.LEFT;
            case EXCLUDED_TAG ->
                new Excluded(StandardCharsets.UTF_8.decode(body).toString());
            default ->
                throw new MalformedFrameException("A control frame has the number " + tag + "; it must be from "
                        + GOODBYE_TAG + " to " + LEFT_TAG + ".");
        };
    }

    private static ByteBuffer text(byte tag, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, SENTENCE_BYTES);
        return ByteBuffer.allocate(1 + length).put(tag).put(bytes, 0, length).flip();
    }
}
