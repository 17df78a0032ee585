package io.hivemind.protocol;

/**
 * Names an interval.
 *
 * @param creator the drone whose interval it is
 * @param index its number among that drone's intervals, from 1
 */
public record IntervalId(int creator, int index) {
    @Override
    public String toString() {
        return creator + "." + index;
    }
}
