package io.hivemind.protocol;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A write notice as one page sees it: the interval that changed the page, and the diff if it is here (I4, I25). */
final class Notice {
    /** An order that extends happened-before (I24). */
    static final Comparator<Notice> APPLY_ORDER = Comparator.<Notice>comparingLong(
                    notice -> notice.interval.time().sum())
            .thenComparingInt(notice -> notice.interval.creator());

    private final Interval interval;
    /** Null until made or received; an empty diff is not null (I12). */
    private @Nullable Diff diff;
    /** The drone that has the diff for certain: the creator, or if that is gone another. */
    private int source;
    /** Whether a drone that should have held the diff does not, so that only the creator is asked (I25). */
    private boolean askCreator;

    Notice(Interval interval) {
        this.interval = interval;
        this.source = interval.creator();
    }

    /** The drone that has the diff for certain. */
    int source() {
        return source;
    }

    /** The creator is gone, but {@code drone} has the diff. */
    void moveTo(int drone) {
        source = drone;
    }

    /** Whether the creator is gone. */
    boolean isOrphan() {
        return source != interval.creator();
    }

    Interval interval() {
        return interval;
    }

    @Nullable
    Diff diff() {
        return diff;
    }

    void attach(Diff made) {
        diff = made;
    }

    /** Forgets the diff, which its creator keeps. */
    void detach() {
        diff = null;
    }

    boolean asksCreator() {
        return askCreator;
    }

    void askCreator() {
        askCreator = true;
    }
}
