package io.hivemind.protocol;

import io.hivemind.protocol.Message.PageWant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The requests of other drones that have to wait. */
final class Postponed {
    /**
     * A request that waits.
     *
     * @param time what whoever asks knew when it asked, if it asks for a copy
     */
    record Request(Page page, int from, PageWant want, Optional<VectorTime> time) {}

    /** By page, those that cannot be served before it is whole (I46). */
    private final TreeMap<Integer, List<Request>> untilWhole = new TreeMap<>();
    /** Those for pages whose twins would not find room, until no thread is in them (I61). */
    private final List<Request> untilQuiet = new ArrayList<>();
    /** Those whose answer tells of what others have to have first (I77). */
    private final List<Request> untilSecure = new ArrayList<>();

    void untilWhole(Request request) {
        untilWhole.computeIfAbsent(request.page().id, id -> new ArrayList<>(1)).add(request);
    }

    /** The requests that waited for {@code page} to be whole, which wait no more. */
    List<Request> takeWhole(Page page) {
        List<Request> requests = untilWhole.remove(page.id);
        return requests == null ? List.of() : requests;
    }

    void untilQuiet(Request request) {
        untilQuiet.add(request);
    }

    void untilSecure(Request request) {
        untilSecure.add(request);
    }

    /** The requests that others were waited for, which wait no more. */
    List<Request> takeInsecure() {
        List<Request> taken = List.copyOf(untilSecure);
        untilSecure.clear();
        return taken;
    }

    /** Everybody will ask anew. */
    void clear() {
        untilWhole.clear();
        untilQuiet.clear();
        untilSecure.clear();
    }

    /** How many requests wait for threads. */
    int waitingForThreads() {
        return untilQuiet.size();
    }

    /** The requests that wait for threads. */
    Iterator<Request> unquiet() {
        return untilQuiet.iterator();
    }
}
