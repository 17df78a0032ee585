package io.hivemind.protocol;

import io.hivemind.protocol.Message.PageDiffs;
import java.util.List;

/**
 * How memory is kept consistent, as locks, barriers and collections see it. Lazy release consistency is the one there is;
 * others will stand beside it.
 */
interface Consistency {
    /** What this drone has heard of. */
    VectorTime time();

    /** Makes everything that this drone's threads have stored a thing that others can be told of. */
    void release();

    /** Sees to it that what has been released here is not lost once {@code drone} hears of it. Returns whether it may. */
    boolean secureFor(int drone);

    /** What a drone at time {@code theirs} must be told so that it knows all that this one knows. */
    List<Interval> newsFor(VectorTime theirs);

    /** This drone's own intervals after number {@code index}. */
    List<Interval> ownSince(int index);

    /** The diffs that {@code drone} will probably need when it is told {@code news}. */
    List<PageDiffs> diffsFor(int drone, List<Interval> news);

    /** Takes in diffs that nobody here asked for. */
    void take(List<PageDiffs> diffs);

    /** Takes in what another drone tells; everything that precedes it must be known or told as well. */
    void learn(List<Interval> news);
}
