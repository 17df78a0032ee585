package io.hivemind.apps.frame;

/**
 * A contiguous part of a range of numbers from 0 on: what one of many workers does of the whole.
 *
 * @param from the first number
 * @param to the number after the last
 */
public record Share(int from, int to) {
    /** {@return share {@code part} of {@code parts} of the numbers below {@code length}} Shares differ by one in length at most. */
    public static Share of(int length, int part, int parts) {
        return new Share((int) ((long) length * part / parts), (int) ((long) length * (part + 1) / parts));
    }

    /** {@return how many numbers it has} */
    public int length() {
        return to - from;
    }
}
