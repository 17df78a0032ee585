package io.hivemind.links;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When the reader thread of a link keeps out of the way. Once it is in the middle of a read nobody can take its place, so
 * it has to stand back before an application thread comes, and to come back when none does; a request of the peer that
 * arrives meanwhile waits that long. So it stands back only after so many waits for this link have followed one another
 * closely that what has been lost by its wakening them is about what that request may lose.
 *
 * <p>All this is guessing: whatever is read too late or out of date costs a moment, never a message.
 */
final class Turns {
    /** Two waits follow closely if no more than this lies between them. */
    private static final long CLOSE_NANOS = TimeUnit.MICROSECONDS.toNanos(60);
    /** How long the reader thread sleeps before it looks whether it is needed: timers are dear, the more so in a virtual machine. */
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(400);
    /** The most that it sleeps while one and the same wait goes on. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(8);
    /** A wait that lasted longer than this tells the reader thread when it ends. */
    private static final long LONG_LEAD_NANOS = PAUSE_NANOS;
    /** How many waits have to follow closely. */
    static final int ENOUGH = 16;

    private final int enough;
    private volatile @Nullable Thread reader;
    /** Application threads that wait for this link while another thread reads it. */
    private final AtomicInteger followers = new AtomicInteger();
    /** Whether the last of those that began to wait has what it waited for. */
    private volatile @Nullable BooleanSupplier followed;
    /** How often an application thread has read the link so far. */
    private final AtomicInteger leads = new AtomicInteger();
    /** When the last wait for this link ended. */
    private volatile long leftNanos = System.nanoTime();
    /** When the present wait, or the last one, began to read. Used by the thread that reads. */
    private long begunNanos;
    /** How many waits have followed closely without a break, roughly: threads may overwrite each other's count. */
    private volatile int close;

    Turns(int enough) {
        this.enough = enough;
    }

    void readerIs(Thread thread) {
        reader = thread;
    }

    /** An application thread is about to wait for this link. */
    void arrive() {
        int before = close;
        close = System.nanoTime() - leftNanos < CLOSE_NANOS ? Math.min(before + 1, enough) : 0;
    }

    /** An application thread has begun to read. */
    void begin() {
        leads.incrementAndGet();
        begunNanos = System.nanoTime();
    }

    /** It has ended, and given up its turn. */
    void end() {
        long now = System.nanoTime();
        leftNanos = now;
        if (now - begunNanos > LONG_LEAD_NANOS || isNeeded()) {
            LockSupport.unpark(reader);
        }
    }

    void follow(BooleanSupplier done) {
        followed = done;
        followers.incrementAndGet();
    }

    void unfollow() {
        leftNanos = System.nanoTime();
        followers.decrementAndGet();
    }

    /** The reader thread waits here for as long as it should not read. */
    void keepOut(BooleanSupplier ended, BooleanSupplier led) {
        if (!led.getAsBoolean() && !servedTheOnlyFollower()) {
            return;
        }
        long pause = PAUSE_NANOS;
        int seen = leads.get();
        while (!ended.getAsBoolean()) {
            LockSupport.parkNanos(this, pause);
            if (led.getAsBoolean()) {
                pause = leads.get() == seen ? Math.min(2 * pause, LONGEST_PAUSE_NANOS) : PAUSE_NANOS;
                seen = leads.get();
            } else if (isNeeded() || System.nanoTime() - leftNanos > CLOSE_NANOS) {
                return;
            } else {
                pause = PAUSE_NANOS;
            }
        }
    }

    /** {@return whether the reader has just brought what the only waiting thread waited for, and should stand back now} */
    private boolean servedTheOnlyFollower() {
        BooleanSupplier done = followed;
        if (done == null || !done.getAsBoolean()) {
            return false;
        }
        followed = null;
        leftNanos = System.nanoTime();
        return close >= enough && followers.get() <= 1;
    }

    /** {@return whether the reader thread should read unless an application thread does} */
    private boolean isNeeded() {
        return followers.get() > 0 || close < enough;
    }
}
