package io.hivemind.peers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/** Which keys of a distributed map are at the second process, so that the first must ask for them. */
final class RemoteKeys {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Of so many keys about a half must be at the second process before its share counts as given to it. */
    private static final int LOOKED_AT = 1000;

    private RemoteKeys() {}

    /** {@return so many keys, block by block, waiting until the second process has its share of all} */
    static int[] find(int count, IntPredicate atSecond) {
        awaitShare(atSecond);
        int[] keys = new int[count];
        int key = 0;
        for (int block = 0; block < count; block++) {
            while (!atSecond.test(key)) {
                key++;
            }
            keys[block] = key++;
        }
        return keys;
    }

    private static void awaitShare(IntPredicate atSecond) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!isShared(atSecond)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("The second process has not got its share of the keys.");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isShared(IntPredicate atSecond) {
        int there = 0;
        for (int key = 0; key < LOOKED_AT; key++) {
            there += atSecond.test(key) ? 1 : 0;
        }
        return there > LOOKED_AT / 3 && there < LOOKED_AT - LOOKED_AT / 3;
    }
}
