package io.hivemind.protocol;

/**
 * A piece of one drone's execution that others must hear of: it carries the write notices of the pages changed in it,
 * and no data (K94, section 2.2; I1 to I4).
 *
 * @param creator the drone that made it
 * @param index its number among the creator's intervals, from 1
 * @param time the creator's vector time when it ended; its own entry is {@code index}
 * @param pages the pages that the creator changed in it, never empty
 */
public record Interval(int creator, int index, VectorTime time, PageSet pages) {
    /** Checks that the number is one. */
    public Interval {
        if (index < 1) {
            throw new ProtocolException(
                    "Drone " + creator + " has an interval of number " + index + ", but they are numbered from 1 to "
                            + Integer.MAX_VALUE + ": after that a hive must be started anew.");
        }
    }

    /** {@return the name of this interval} */
    public IntervalId id() {
        return new IntervalId(creator, index);
    }

    /** {@return whether this interval happened before {@code other}, or is it} */
    public boolean precedes(Interval other) {
        return other.time.covers(creator, index);
    }

    @Override
    public String toString() {
        return creator + "." + index + time + pages;
    }
}
