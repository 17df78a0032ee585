package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The pages that threads hold until they let go (I60). A page held twice is here twice. */
final class Holds {
    private final TreeMap<Integer, List<Page>> byThread = new TreeMap<>();

    void hold(int thread, List<Page> pages) {
        byThread.computeIfAbsent(thread, number -> new ArrayList<>()).addAll(pages);
    }

    /** What {@code thread} held; it holds nothing any more. */
    List<Page> letGo(int thread) {
        List<Page> held = byThread.remove(thread);
        return held == null ? List.of() : held;
    }
}
