package io.hivemind.apps.frame;

import io.hivemind.Hive;

/** The question whether the shared heap is large enough for a program's data, asked before any of it is allocated. */
public final class HeapCheck {
    /** What the allocator, the names, and the counts of the frame take at most, with the largest pages. */
    public static final long OVERHEAD = 2L << 20;

    private HeapCheck() {}

    /** Refuses a heap of fewer than {@code needed} bytes, for "The {@code data} needs". */
    public static void require(Hive hive, String data, long needed) {
        long there = hive.memory().size();
        if (there < needed) {
            throw new Mistake("The %s needs %s of shared memory, but the heap has %s: --memory %s."
                    .formatted(data, Sizes.text(needed), Sizes.text(there), Sizes.option(needed)));
        }
    }
}
