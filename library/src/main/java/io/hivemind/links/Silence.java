package io.hivemind.links;

import io.hivemind.wire.Survival;
import java.util.concurrent.TimeUnit;

/**
 * For how long another drone has said nothing, and what follows from it. Times are those of {@link Wakefulness}, in nanoseconds. Used
 * by one thread.
 */
final class Silence {
    /** What is to be done about it. */
    enum Verdict {
        NOTHING,
        /** Ask whether it is there. */
        ASK,
        /** It was asked, had time to answer, and did not. */
        GIVE_UP
    }

    /** Which part of the time that is too long a drone has to answer when it is asked. */
    private static final int ANSWERS_IN_SILENCE = 10;
    /** What a drone has at least, however short the heartbeats: others may have the processors for so long. */
    private static final long LEAST_ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final long longNanos;
    private final long answerNanos;
    private long heard;
    private long sinceNanos;
    private boolean asked;
    private long askedNanos;

    /**
     * Begins now.
     *
     * @param survival after which silence the other is asked
     * @param goesFirst whether it has the lower rank, and twice the time to answer: in that time it gives up this drone, if it does not hear
     *     it either
     * @param heard a number that changes whenever something comes from it
     */
    Silence(Survival survival, boolean goesFirst, long heard, long now) {
        long beatNanos = TimeUnit.MILLISECONDS.toNanos(survival.heartbeatMillis());
        this.longNanos = beatNanos * survival.beats();
        long tenth = Math.max(beatNanos, longNanos / ANSWERS_IN_SILENCE);
        this.answerNanos = Math.max(LEAST_ANSWER_NANOS, tenth) * (goesFirst ? 2 : 1);
        this.heard = heard;
        this.sinceNanos = now;
    }

    /** {@return what is to be done, if {@code heardNow} is the number that changes} */
    Verdict look(long heardNow, long now) {
        if (heardNow != heard) {
            heard = heardNow;
            sinceNanos = now;
            asked = false;
            return Verdict.NOTHING;
        }
        if (!asked) {
            asked = lasts(now) >= longNanos;
            askedNanos = now;
            return asked ? Verdict.ASK : Verdict.NOTHING;
        }
        return now - askedNanos >= answerNanos ? Verdict.GIVE_UP : Verdict.NOTHING;
    }

    /** {@return how long it has lasted} */
    long lasts(long now) {
        return now - sinceNanos;
    }
}
