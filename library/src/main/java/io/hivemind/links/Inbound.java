package io.hivemind.links;

import io.hivemind.wire.Codec;
import io.hivemind.wire.Frames;
import io.hivemind.wire.MalformedFrameException;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiving side of one link. One thread at a time reads it and hands over what comes before it reads on: the link's
 * own reader thread or, in its place, an application thread that waits for something from this peer (leader and
 * follower): that one needs no other thread to wake it. {@link Turns} says when the reader thread keeps out of the way.
 *
 * <p>It is a plain socket, not a channel: an interrupt of an application thread that reads a channel would close it.
 */
final class Inbound implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

    /** Hears what is not a message, from the thread that reads. */
    interface Listener {
        /** The peer said goodbye, and will send no more. */
        void goodbye(int peer);

        /** The peer has left a hive that goes on; a goodbye follows. */
        void left(int peer);

        /** The peer says that the hive has ended. */
        void aborted(int peer, String sentence);

        /** The peer says that the hive goes on without this drone. */
        void excluded(int peer, String sentence);

        /** A token was used, and opens nothing any more. */
        void spent(String token);

        /** The peer wants an echo, so that a thread of it that reads this drone's link looks up. */
        void nudged(int peer);

        /**
         * The link ended without a goodbye.
         *
         * @param how the middle of a sentence that begins "Drone 3 at 127.0.0.1:4567" and ends "; the hive ends."
         * @param detail a sentence to follow that one, or nothing
         */
        void broken(int peer, String how, String detail);
    }

    private final int peer;
    private final Line line;
    private final FrameReader frames;
    private final Codec codec;
    private final Receiver receiver;
    private final Listener listener;
    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    /** Whose turn it is to read. */
    private final ReentrantLock reading = new ReentrantLock();

    private final Turns turns;
    /** How often something has come, be it a piece of a long frame. Counted by the thread that reads. */
    private volatile long heard;

    private volatile boolean ended;

    Inbound(int peer, Line line, Frames frames, Codec codec, Receiver receiver, Listener listener, Turns turns) {
        this.peer = peer;
        this.line = line;
        this.frames = new FrameReader(frames, this::read);
        this.codec = codec;
        this.receiver = receiver;
        this.listener = listener;
        this.turns = turns;
    }

    Socket socket() {
        return line.socket();
    }

    /** {@return a number that changes whenever something has come} */
    long heard() {
        return heard;
    }

    long messages() {
        return messages.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    /** What the reader thread does. */
    @Override
    public void run() {
        turns.readerIs(Thread.currentThread());
        while (!ended) {
            if (reading.tryLock()) {
                try {
                    readOne();
                } finally {
                    reading.unlock();
                }
            }
            turns.keepOut(() -> ended, reading::isLocked);
        }
    }

    /**
     * Reads in place of the reader thread until {@code done}, which is looked at before every frame.
     *
     * @return false if that cannot be now: the reader thread or another is reading, or the link has ended. If {@code done}
     *     is still to come then, {@link #follow} says so
     */
    boolean lead(BooleanSupplier done) {
        turns.arrive();
        // A socket that a virtual thread has read is slower for platform threads ever after.
        if (ended || Thread.currentThread().isVirtual() || !reading.tryLock()) {
            return false;
        }
        turns.begin();
        try {
            while (!ended && !done.getAsBoolean()) {
                readOne();
            }
        } finally {
            reading.unlock();
            turns.end();
        }
        return true;
    }

    /** The current thread waits for something from this link that another thread must read, until {@link #unfollow}. */
    void follow(BooleanSupplier done) {
        turns.follow(done);
    }

    void unfollow() {
        turns.unfollow();
    }

    private void readOne() {
        try {
            if (!hear(frames.next())) {
                ended = true;
                listener.goodbye(peer);
            }
        } catch (EOFException closed) {
            end("closed its link while the hive was running", "");
        } catch (IOException broken) {
            end("broke its link (" + broken.getMessage() + ")", "");
        } catch (MalformedFrameException malformed) {
            end("sent what cannot be used, so its link was closed", String.valueOf(malformed.getMessage()));
        } catch (RuntimeException | Error failure) {
            // Whatever this is, nobody reads the link any more, and nobody must wait for it.
            LOG.error("The link from drone {} could not be read on.", peer, failure);
            end("sent what could not be handled (" + failure + ")", "");
        } finally {
            if (ended) {
                Sockets.close(line.socket());
            }
        }
    }

    private void end(String how, String detail) {
        ended = true;
        listener.broken(peer, how, detail);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread at a time reads.
    private int read(ByteBuffer into) throws IOException {
        int read = line.read(into);
        heard++;
        return read;
    }

    /** {@return whether more is to come} */
    private boolean hear(FrameReader.Frame frame) {
        return switch (frame.kind()) {
            case MESSAGE -> {
                messages.increment();
                bytes.add(frame.bytes());
                receiver.received(peer, codec.decodeAll(frame.body()));
                yield true;
            }
            case CONTROL -> obey(Control.decode(frame.body()));
            case GREETING ->
                throw new MalformedFrameException("It greets again, which is done once, at the beginning.");
        };
    }

    /** {@return whether more is to come} */
    private boolean obey(Control control) {
        return switch (control) {
            case Control.Plain.GOODBYE -> false;
            case Control.Plain.LEFT -> {
                listener.left(peer);
                yield false;
            }
            case Control.Plain.ECHO, Control.Plain.ALIVE -> true;
            case Control.Plain.NUDGE -> {
                listener.nudged(peer);
                yield true;
            }
            case Control.Abort(String sentence) -> {
                listener.aborted(peer, sentence);
                yield false;
            }
            case Control.Excluded(String sentence) -> {
                listener.excluded(peer, sentence);
                yield false;
            }
            case Control.Spent(String token) -> {
                listener.spent(token);
                yield true;
            }
        };
    }
}
