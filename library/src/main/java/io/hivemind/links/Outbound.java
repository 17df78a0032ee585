package io.hivemind.links;

import io.hivemind.protocol.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of one link. Anybody queues and anybody writes, one at a time, and nobody ever blocks: what the socket
 * does not take is left to the {@link Backlog}. What is queued before the link is open waits for that.
 */
final class Outbound {
    private static final int BATCH_BYTES = 64 << 10;

    /** Hears how writing went wrong. */
    interface Trouble {
        /** The socket does not take more for now; {@link Outbound#resume} is to be called once it does. */
        void full(Outbound outbound);

        /** The link cannot be written any more. */
        void broken(Outbound outbound, Exception why);
    }

    /** Makes a frame of a message and of those that follow it, as many as it likes. */
    interface Framing {
        /** {@return the frame of {@code first} and of what it took from {@code more}} */
        ByteBuffer frame(Message first, Supplier<Optional<Message>> more);
    }

    /** What becomes a frame when it is written. */
    private sealed interface Waiting {
        /** A message, which may share its frame with the next. */
        record Said(Message message) implements Waiting {}

        /** A frame of its own, after which nothing is written if it is the {@code last}. */
        record Controlling(Supplier<ByteBuffer> frame, boolean last) implements Waiting {}
    }

    private final int peer;
    private final Framing framing;
    private final Trouble trouble;
    /** What waits, in order. Whoever takes from it holds {@link #writing}. */
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final ReentrantLock writing = new ReentrantLock();
    /** What is about to be written, from 0 to its position. Guarded by {@link #writing}. */
    private final ByteBuffer batch = ByteBuffer.allocateDirect(BATCH_BYTES);
    /** The frame that did not fit into the batch as a whole. Guarded by {@link #writing}. */
    private @Nullable ByteBuffer rest;
    /** How many frames have been made. Written under {@link #writing}. */
    private volatile long made;
    /** Written under {@link #writing}. */
    private volatile @Nullable Outlet outlet;
    /** Whether nothing may be written: the socket is full, or gone. Written under {@link #writing}. */
    private volatile boolean stalled;
    /** Counted down when everything up to the last frame has been written, if it ever is. */
    private final CountDownLatch finished = new CountDownLatch(1);
    /** Whether the last frame has been made. Guarded by {@link #writing}. */
    private boolean lastMade;
    /** Whether nothing more is said but a last frame. */
    private volatile boolean givenUp;

    Outbound(int peer, Framing framing, Trouble trouble) {
        this.peer = peer;
        this.framing = framing;
        this.trouble = trouble;
    }

    int peer() {
        return peer;
    }

    /** {@return a number that changes whenever something is about to be written} */
    long made() {
        return made;
    }

    /** {@return whether nothing waits to be written} */
    boolean isIdle() {
        return queue.isEmpty();
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /** {@return how many frames with messages have been written} */
    long messages() {
        return messages.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    @Nullable
    SocketChannel channel() {
        Outlet opened = outlet;
        return opened == null ? null : opened.channel();
    }

    /** Begins to write what is queued. */
    void open(Outlet to) throws IOException {
        to.channel().configureBlocking(false);
        outlet = to;
        flush();
    }

    /** Queues a frame that is not counted. */
    void queueControl(Supplier<ByteBuffer> frame) {
        add(new Waiting.Controlling(frame, false));
    }

    /** Queues a message, whose bytes are made when it is written. */
    void queue(Message message) {
        add(new Waiting.Said(message));
    }

    /** Queues the last frame of all. */
    void queueLast(Supplier<ByteBuffer> frame) {
        queue.add(new Waiting.Controlling(frame, true));
    }

    /** Forgets what waits, and whatever is queued from now on but a last frame: a peer that does not read may not cost memory. */
    void giveUp() {
        writing.lock();
        try {
            givenUp = true;
            queue.clear();
        } finally {
            writing.unlock();
        }
    }

    /** Writes the last frame of all at once, if the socket takes it. */
    void sayLast(Supplier<ByteBuffer> frame) {
        queueLast(frame);
        writing.lock();
        try {
            write();
        } finally {
            writing.unlock();
        }
    }

    /**
     * Writes what is queued as far as the socket takes it, or leaves that to the thread that is writing. Whoever queued
     * something must call this afterwards.
     */
    void flush() {
        // Whoever writes looks at the queue again after leaving the lock, so nothing queued meanwhile is forgotten.
        while (mayWrite() && writing.tryLock()) {
            try {
                write();
            } finally {
                writing.unlock();
            }
        }
    }

    /** The socket takes more again. */
    void resume() {
        writing.lock();
        try {
            stalled = false;
            write();
        } finally {
            writing.unlock();
        }
        flush();
    }

    /** {@return whether the last frame was written within {@code nanos} nanoseconds} */
    boolean awaitFinished(long nanos) {
        try {
            return finished.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void add(Waiting waiting) {
        if (!givenUp) {
            queue.add(waiting);
        }
    }

    private boolean mayWrite() {
        return outlet != null && !stalled && !queue.isEmpty();
    }

    private void write() {
        Outlet to = outlet;
        if (to == null || stalled) {
            return;
        }
        try {
            while (fill() || !to.isEmpty()) {
                batch.flip();
                boolean all = to.write(batch);
                batch.compact();
                if (!all) {
                    stalled = true;
                    trouble.full(this);
                    return;
                }
            }
            if (lastMade) {
                finished.countDown();
            }
        } catch (IOException | RuntimeException broken) {
            // A frame that cannot be made breaks the link as well: what follows it must not arrive without it.
            stalled = true;
            finished.countDown();
            trouble.broken(this, broken);
        }
    }

    /** Gathers queued frames in the batch; {@return whether there is anything to write} */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Under the lock.
    private boolean fill() {
        while (batch.hasRemaining()) {
            ByteBuffer frame = rest != null ? rest : next();
            if (frame == null) {
                break;
            }
            made++;
            int fits = Math.min(frame.remaining(), batch.remaining());
            batch.put(frame.slice(frame.position(), fits));
            frame.position(frame.position() + fits);
            rest = frame.hasRemaining() ? frame : null;
        }
        return batch.position() > 0;
    }

    private @Nullable ByteBuffer next() {
        return switch (queue.poll()) {
            case null -> null;
            case Waiting.Said said -> {
                ByteBuffer made = framing.frame(said.message(), this::nextMessage);
                messages.increment();
                bytes.add(made.remaining());
                yield made;
            }
            case Waiting.Controlling control -> {
                lastMade = control.last();
                yield control.frame().get();
            }
        };
    }

    /** {@return the message that waits next, if it is a message that does} */
    private Optional<Message> nextMessage() {
        if (queue.peek() instanceof Waiting.Said said) {
            queue.remove();
            return Optional.of(said.message());
        }
        return Optional.empty();
    }
}
