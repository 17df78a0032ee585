package io.hivemind.protocol;

import io.hivemind.protocol.Message.PageWant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/** The requests of other drones that have to wait. */
final class Postponed {
    /** A request that waits. */
    record Request(Page page, int from, PageWant want) {}

    /** By page, those that cannot be served before it is whole (I46). */
    private final TreeMap<Integer, List<Request>> untilWhole = new TreeMap<>();
    /** Those for pages whose twins would not find room, until no thread is in them (I61). */
    private final List<Request> untilQuiet = new ArrayList<>();

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

    /** Everybody will ask anew. */
    void clear() {
        untilWhole.clear();
        untilQuiet.clear();
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
