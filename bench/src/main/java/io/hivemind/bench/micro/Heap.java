package io.hivemind.bench.micro;

import io.hivemind.pages.SegmentPages;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Pages in native memory, as a drone has them: few enough to stay in the caches, enough that no one of them is the only one. */
final class Heap {
    static final int PAGE_SIZE = 4096;
    static final int PAGES = 16;

    final MemorySegment bytes = Arena.ofAuto().allocate((long) PAGES * PAGE_SIZE, PAGE_SIZE);
    final SegmentPages pages = new SegmentPages(bytes, PAGE_SIZE, Arena.ofAuto().allocate(PAGES));

    private int turn;

    /** Makes a heap in which every {@code stride}-th word of four bytes is not zero in any byte. */
    static Heap withEveryWord(int stride) {
        Heap heap = new Heap();
        for (long word = 0; word < heap.bytes.byteSize() / Integer.BYTES; word += stride) {
            heap.bytes.setAtIndex(ValueLayout.JAVA_INT, word, 0x01020304);
        }
        return heap;
    }

    /** {@return another page than last time} */
    int next() {
        turn = (turn + 1) & (PAGES - 1);
        return turn;
    }

    static long offset(int page) {
        return (long) page * PAGE_SIZE;
    }
}
