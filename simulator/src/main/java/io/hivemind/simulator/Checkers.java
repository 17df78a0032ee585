package io.hivemind.simulator;

import io.hivemind.protocol.View;
import java.util.List;

/** All that watches a run from outside. */
final class Checkers {
    final Order order;
    final PlainMemory plain;
    final RacyMemory racy;
    final LockWatch locks = new LockWatch();
    final BarrierWatch barriers;
    private long reads;

    /** What everybody knows who has come to a change of the view: all that was stored before any drone came to it. */
    private record Change(int view) {}

    /** What everybody knows when a drone has left: all that its threads have done. */
    private record Departure(int drone) {}

    Checkers(Program program) {
        order = new Order(program.drones() * program.threads());
        plain = new PlainMemory(program.pages() * program.pageSize(), program.racy(), order);
        racy = new RacyMemory(program.racy(), order);
        barriers = new BarrierWatch(program.threads());
    }

    /** {@return how many loads were checked} */
    long reads() {
        return reads;
    }

    void loaded(int thread, int address, byte[] value) {
        reads++;
        plain.loaded(thread, address, value);
        racy.loaded(thread, address, value);
    }

    void stored(int thread, int address, byte[] value) {
        plain.stored(thread, address, value);
        racy.stored(thread, address, value);
    }

    void granted(int thread, long lock) {
        locks.granted(thread, lock);
        order.receive(thread, lock);
    }

    void released(int thread, long lock) {
        locks.released(thread, lock);
        order.publish(thread, lock);
    }

    void arrived(int thread, int barrier) {
        if (barriers.arrived(thread, barrier)) {
            order.publish(thread, barriers.episode(thread, barrier));
        }
    }

    void passed(int thread, int barrier, int each, View view) {
        BarrierWatch.Episode episode = barriers.episode(thread, barrier);
        barriers.passed(thread, barrier, each, view);
        order.receive(thread, episode);
    }

    /** A drone has come to the change that brings the view of number {@code view}, with all that its thread has stored. */
    void comes(int thread, int view) {
        order.publish(thread, new Change(view));
    }

    /** A thread of a drone that leaves has ended. */
    void departs(AppThread thread) {
        order.publish(thread.number, new Departure(thread.drone));
    }

    /** A thread goes on in the view of number {@code view}, which those in {@code left} are not in any more. */
    void goesOn(int thread, int view, List<Integer> left) {
        order.receive(thread, new Change(view));
        left.forEach(drone -> order.receive(thread, new Departure(drone)));
    }

    /** Checks what {@code thread} loaded at a place where others may be storing. */
    void surveyed(int thread, int address, byte[] value) {
        reads++;
        plain.surveyed(thread, address, value);
        racy.loaded(thread, address, value);
    }
}
