package io.hivemind.apps.quicksort;

/**
 * What does not change when a list is put in order: how many elements it has, and three sums over them. Two lists with the
 * same fingerprint have the same elements, as good as certainly, in whatever order.
 *
 * @param count how many elements
 * @param sum their sum
 * @param mixed the sum of the elements after each was scattered over 64 bits
 * @param parity the exclusive or of the scattered elements
 */
record Fingerprint(long count, long sum, long mixed, long parity) {
    /** The fingerprint of the empty list. */
    static final Fingerprint EMPTY = new Fingerprint(0, 0, 0, 0);

    /** {@return the fingerprint of this list and so many elements more} */
    Fingerprint with(int[] elements, int length) {
        long newSum = sum;
        long newMixed = mixed;
        long newParity = parity;
        for (int i = 0; i < length; i++) {
            long scattered = scatter(elements[i]);
            newSum += elements[i];
            newMixed += scattered;
            newParity ^= scattered;
        }
        return new Fingerprint(count + length, newSum, newMixed, newParity);
    }

    /** {@return the sum of so many elements from {@code offset} on after each was scattered, as in a fingerprint} */
    static long mixed(int[] elements, int offset, int length) {
        long sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += scatter(elements[i]);
        }
        return sum;
    }

    /** {@return the fingerprint of this list and another one} */
    Fingerprint with(Fingerprint other) {
        return new Fingerprint(count + other.count, sum + other.sum, mixed + other.mixed, parity ^ other.parity);
    }

    // The finaliser of MurmurHash3 (Appleby), after a step that keeps zero from staying zero.
    private static long scatter(int element) {
        long z = element + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }
}
