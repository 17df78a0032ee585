package io.hivemind.cli.sample;

import io.hivemind.BarrierPassage;
import io.hivemind.Hive;
import io.hivemind.SharedLock;
import io.hivemind.SharedLongs;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program that adds up the numbers from 0 on, taken from a shared counter, until so many drones have come and so many have left as
 * its arguments say: for tests of joining and leaving. If less than none are to leave, none does that is asked to.
 */
public final class Crowd {
    private static final int NEXT = 0;
    private static final int SUM = 1;
    private static final int COME = 2;
    private static final int GONE = 3;

    private Crowd() {}

    public static void main(String[] arguments) {
        long toCome = Long.parseLong(arguments[0]);
        long toGo = Long.parseLong(arguments[1]);
        try (Hive hive = Hive.join()) {
            var going = new AtomicBoolean();
            hive.onLeaveRequest(() -> going.set(toGo >= 0));
            SharedLongs words = hive.longs("crowd", 4);
            SharedLock lock = hive.lock(1);
            if (hive.isNewcomer()) {
                add(lock, words, COME);
            }
            System.out.println("joined pid " + ProcessHandle.current().pid() + " rank " + hive.rank());
            boolean over = false;
            while (!over && !going.get()) {
                over = step(lock, words, toCome, toGo);
            }
            if (!over) {
                add(lock, words, GONE);
                hive.leave();
                System.out.println("left rank " + hive.rank());
                return;
            }
            BarrierPassage end = hive.barrier(0).await();
            if (end.view().position(hive.rank()) == 0) {
                long count = words.get(NEXT);
                boolean right = words.get(SUM) == count * (count - 1) / 2;
                System.out.println("drones " + end.view().members() + ": " + (right ? "right" : "WRONG"));
            }
        }
    }

    /** Adds the next number; {@return whether everybody has come and gone} */
    private static boolean step(SharedLock lock, SharedLongs words, long toCome, long toGo) {
        lock.lock();
        try {
            if (words.get(COME) == toCome && words.get(GONE) == toGo) {
                return true;
            }
            long next = words.get(NEXT);
            words.set(SUM, words.get(SUM) + next);
            words.set(NEXT, next + 1);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static void add(SharedLock lock, SharedLongs words, int word) {
        lock.lock();
        try {
            words.set(word, words.get(word) + 1);
        } finally {
            lock.unlock();
        }
    }
}
