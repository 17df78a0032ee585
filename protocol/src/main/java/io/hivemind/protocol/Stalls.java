package io.hivemind.protocol;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The touches that wait for room, first come, first served (I59). */
final class Stalls {
    /** After so many collections, during which no thread ran, another one will not help either. */
    private static final int ENOUGH = 3;

    private final ArrayDeque<Input.Touch> touches = new ArrayDeque<>();
    /** How many collections had ended when the first began to wait as the first. */
    private long since;
    /** How many had ended then, or when a thread last ran. */
    private long stillSince;

    boolean areNone() {
        return touches.isEmpty();
    }

    Input.Touch first() {
        return touches.element();
    }

    /** The touch of wait {@code ticket}, or null. */
    Input.@Nullable Touch find(long ticket) {
        for (Input.Touch touch : touches) {
            if (touch.ticket() == ticket) {
                return touch;
            }
        }
        return null;
    }

    void add(Input.Touch touch, long collections) {
        if (touches.isEmpty()) {
            since = collections;
            stillSince = collections;
        }
        touches.add(touch);
    }

    Input.Touch remove(long collections) {
        since = collections;
        stillSince = collections;
        return touches.remove();
    }

    /** The first goes on waiting; {@code still} says whether no thread of this drone runs, which might let go of something. */
    void wait(long collections, boolean still) {
        if (!still) {
            stillSince = collections;
        }
    }

    /** Whether a collection has been of no use to the first. */
    boolean isImpatient(long collections) {
        return !touches.isEmpty() && collections > since;
    }

    /** Whether nothing has been of any use to the first. */
    boolean areHopeless(long collections) {
        return collections >= stillSince + ENOUGH;
    }
}
