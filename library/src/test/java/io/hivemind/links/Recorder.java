package io.hivemind.links;

import io.hivemind.protocol.Message;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a drone heard over its links, for a test to take. */
class Recorder implements Receiver {
    private static final long BOUND_SECONDS = 30;

    /** Something heard: a message, or a sentence about the end of a link or of the hive. */
    record Heard(int from, Object what) {}

    private final BlockingQueue<Heard> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Heard> losses = new LinkedBlockingQueue<>();
    private final BlockingQueue<Heard> aborts = new LinkedBlockingQueue<>();
    private final BlockingQueue<Heard> departures = new LinkedBlockingQueue<>();
    private final BlockingQueue<Heard> arrivals = new LinkedBlockingQueue<>();

    @Override
    public void received(int from, List<Message> frame) {
        frame.forEach(message -> messages.add(new Heard(from, message)));
    }

    @Override
    public void lost(int rank, String sentence) {
        losses.add(new Heard(rank, sentence));
    }

    @Override
    public void left(int rank) {
        departures.add(new Heard(rank, "left"));
    }

    @Override
    public void aborted(int rank, String sentence) {
        aborts.add(new Heard(rank, sentence));
    }

    @Override
    public void excluded(String sentence) {
        aborts.add(new Heard(-1, sentence));
    }

    @Override
    public void arrived(int rank) {
        arrivals.add(new Heard(rank, "arrived"));
    }

    Heard message() throws InterruptedException {
        return take(messages, "no message came");
    }

    Heard loss() throws InterruptedException {
        return take(losses, "no link was lost");
    }

    Heard abort() throws InterruptedException {
        return take(aborts, "nobody ended the hive");
    }

    /** {@return the rank of the drone that left next} */
    int departure() throws InterruptedException {
        return take(departures, "nobody left").from();
    }

    /** {@return the rank of the newcomer that arrived next} */
    int arrival() throws InterruptedException {
        return take(arrivals, "no newcomer arrived").from();
    }

    boolean hasHeardNothing() {
        return messages.isEmpty();
    }

    boolean hasLostNothing() {
        return losses.isEmpty();
    }

    private static Heard take(BlockingQueue<Heard> queue, String otherwise) throws InterruptedException {
        Heard heard = queue.poll(BOUND_SECONDS, TimeUnit.SECONDS);
        if (heard == null) {
            throw new AssertionError(otherwise);
        }
        return heard;
    }
}
