package io.hivemind.simulator;

import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Where the variables of a program lie: anywhere in the heap, at odd addresses, across the borders of pages, side by side
 * with those of others, so that every kind of guard shares pages with every other.
 */
final class Layout {
    private final SplittableRandom random;
    private final int pageSize;
    /** The bytes at the beginning of the heap in which most variables lie. */
    private final int crowded;

    private final BitSet taken = new BitSet();
    private final BitSet racy = new BitSet();
    private int size;

    Layout(SplittableRandom random, int pageSize, int pages, int crowdedPages) {
        this.random = random;
        this.pageSize = pageSize;
        this.size = pageSize * pages;
        this.crowded = crowdedPages < pages ? pageSize * crowdedPages : Integer.MAX_VALUE;
    }

    /** {@return a place of {@code width} bytes that nothing else uses} The heap grows if it must. */
    Op.Var place(int width) {
        for (int attempt = 0; attempt < 30 && width < size; attempt++) {
            int within = crowded < size && crowded > width && random.nextInt(4) > 0 ? crowded : size;
            int address = random.nextInt(within - width);
            if (isFree(address, width)) {
                return take(address, width);
            }
        }
        int address = taken.length();
        size = Math.max(size, (address + width + pageSize - 1) / pageSize * pageSize);
        return take(address, width);
    }

    /** {@return a place of {@code width} bytes within one page, if one is found soon} */
    Optional<Op.Var> placeOn(int page, int width) {
        for (int attempt = 0; attempt < 4; attempt++) {
            int address = page * pageSize + random.nextInt(pageSize - width + 1);
            if (isFree(address, width)) {
                return Optional.of(take(address, width));
            }
        }
        return Optional.empty();
    }

    /** {@return a place that is accessed without any order} */
    Op.Var placeRacy(int width) {
        Op.Var variable = place(width);
        racy.set(variable.address(), variable.address() + width);
        return variable;
    }

    int pageSize() {
        return pageSize;
    }

    /** {@return how many pages the heap has, one of them without any variable} */
    int pages() {
        return size / pageSize + 1;
    }

    /** {@return the bytes that are accessed without any order} */
    BitSet racy() {
        return racy;
    }

    private boolean isFree(int address, int width) {
        int next = taken.nextSetBit(address);
        return next < 0 || next >= address + width;
    }

    private Op.Var take(int address, int width) {
        taken.set(address, address + width);
        return new Op.Var(address, width);
    }
}
