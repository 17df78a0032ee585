package io.hivemind.simulator;

import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Where the variables of a program lie: anywhere in the heap, at odd addresses, across the borders of pages, side by side
 * with those of others, so that every kind of guard shares pages with every other.
 */
final class Layout {
    private final SplittableRandom random;
    private final int pageSize;
    private final BitSet taken = new BitSet();
    private final BitSet racy = new BitSet();
    private int size;

    Layout(SplittableRandom random, int pageSize, int pages) {
        this.random = random;
        this.pageSize = pageSize;
        this.size = pageSize * pages;
    }

    /** {@return a place of {@code width} bytes that nothing else uses} The heap grows if it must. */
    Op.Var place(int width) {
        for (int attempt = 0; attempt < 30 && width < size; attempt++) {
            int address = random.nextInt(size - width);
            int next = taken.nextSetBit(address);
            if (next < 0 || next >= address + width) {
                return take(address, width);
            }
        }
        int address = taken.length();
        size = Math.max(size, (address + width + pageSize - 1) / pageSize * pageSize);
        return take(address, width);
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

    private Op.Var take(int address, int width) {
        taken.set(address, address + width);
        return new Op.Var(address, width);
    }
}
