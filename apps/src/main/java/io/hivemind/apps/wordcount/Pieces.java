package io.hivemind.apps.wordcount;

import io.hivemind.Hive;
import io.hivemind.SharedLock;
import io.hivemind.SharedLongs;
import io.hivemind.apps.frame.Share;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The pieces of the text that nobody has counted yet, which workers take one after the other. In shared memory. */
final class Pieces {
    /** No stripe of the table has it. */
    private static final int LOCK = -1;

    /** So that nobody waits long for the one who takes the last. */
    private static final int FOR_A_WORKER = 16;

    private static final int LEAST_BYTES = 16 << 10;
    private static final int MOST_BYTES = 4 << 20;

    private final SharedLongs next;
    private final SharedLock lock;
    private final BooleanSupplier isGoing;
    private final int length;
    private final int count;

    /**
     * Opens the pieces of the hive's text, of that many bytes.
     *
     * @param workers how many the founders have
     * @param isGoing whether this drone takes nothing more
     */
    Pieces(Hive hive, long length, int workers, BooleanSupplier isGoing) {
        this.length = (int) length;
        this.isGoing = isGoing;
        this.next = hive.longs("wordcount.next", 1);
        this.lock = hive.lock(LOCK);
        this.count = count(length, workers);
    }

    /** {@return into how many pieces a text of that many bytes is divided for so many workers} */
    static int count(long length, int workers) {
        int bytes = Math.clamp(length / ((long) FOR_A_WORKER * workers), LEAST_BYTES, MOST_BYTES);
        return (int) Math.ceilDiv(length, bytes);
    }

    /** {@return how many there were at first} */
    int count() {
        return count;
    }

    /** {@return whether all have been taken} */
    boolean isOver() {
        lock.lock();
        try {
            return next.get(0) >= count;
        } finally {
            lock.unlock();
        }
    }

    /** {@return the next, as its number and where it lies; nothing if there is none, or this drone goes} */
    Optional<Piece> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long number = next.get(0);
            if (number >= count || isGoing.getAsBoolean()) {
                return Optional.empty();
            }
            next.set(0, number + 1);
            return Optional.of(new Piece((int) number, Share.of(length, (int) number, count)));
        } finally {
            lock.unlock();
        }
    }

    /** A piece that somebody has taken. It begins with the first word that begins in its share, and ends before the next one's. */
    record Piece(int number, Share share) {}
}
