package io.hivemind.runtime;

import java.util.Arrays;

/**
 * Foresees which drone will end a wait, and how good it is at that: the one that did the last time the same drone was
 * asked. A page comes from the drone that was asked for it, but a lock may come from another that its manager asked.
 * Guarded by the lock round the node, but for {@link #isGood}.
 */
final class Luck {
    /** No drone in particular. */
    static final int NOBODY = -1;

    private static final int MOST = 7;
    private static final int GOOD = 4;
    /** A wrong guess costs a detour by way of the drone that was guessed; a right one saves less than half of that. */
    private static final int LOSS = 2;

    /** By rank, as far as drones were asked: who answered when that drone was asked last; at first itself. */
    private int[] answered = {};

    private volatile int luck = MOST;

    boolean isGood() {
        return luck >= GOOD;
    }

    /** {@return who will answer what {@code asked}, which may be nobody in particular, was asked} */
    int guess(int asked) {
        return asked < 0 ? NOBODY : asked < answered.length ? answered[asked] : asked;
    }

    void learn(int asked, int answeredBy) {
        if (asked >= 0 && answeredBy >= 0) {
            grow(asked);
            int after = answered[asked] == answeredBy ? Math.min(luck + 1, MOST) : Math.max(luck - LOSS, 0);
            answered[asked] = answeredBy;
            luck = after;
        }
    }

    private void grow(int asked) {
        int known = answered.length;
        if (asked >= known) {
            answered = Arrays.copyOf(answered, asked + 1);
            for (int rank = known; rank <= asked; rank++) {
                answered[rank] = rank;
            }
        }
    }
}
