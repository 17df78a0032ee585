package io.hivemind.simulator;

import io.hivemind.protocol.View;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** All that watches a run from outside. */
final class Checkers {
    final Order order;
    final PlainMemory plain;
    final RacyMemory racy;
    /** What was stored before, if drones may fail. */
    final Optional<Past> past;

    final LockWatch locks = new LockWatch();
    final BarrierWatch barriers;
    private final int threads;
    /** The threads of drones that are out: what they do does not count any more, also if they do not know it yet. */
    private final BitSet out = new BitSet();

    private long reads;

    /** What everybody knows who has come to a change of the view: all that was stored before any drone came to it. */
    private record Change(int view, int drone) {}

    /** What those know who pass a barrier in a view with a drone: all that its threads had done when they arrived. */
    private record Arrival(BarrierWatch.Episode episode, int drone) {}

    /** What everybody knows when a drone has left: all that its threads have done. */
    private record Departure(int drone) {}

    /** @param failing whether drones may fail */
    Checkers(Program program, boolean failing) {
        threads = program.threads();
        order = new Order(program.drones() * program.threads());
        past = failing ? Optional.of(new Past()) : Optional.empty();
        plain = new PlainMemory(program.pages() * program.pageSize(), program.racy(), order, past);
        racy = new RacyMemory(program.racy(), order);
        barriers = new BarrierWatch(program.threads());
    }

    /** {@return how many loads were checked} */
    long reads() {
        return reads;
    }

    void loaded(int thread, int address, byte[] value) {
        if (out.get(thread)) {
            return;
        }
        reads++;
        plain.loaded(thread, address, value);
        racy.loaded(thread, address, value);
    }

    void stored(int thread, int address, byte[] value) {
        if (out.get(thread)) {
            return;
        }
        plain.stored(thread, address, value);
        racy.stored(thread, address, value);
    }

    /** The core told {@code thread} that it has the lock, for the time whose number is {@code fence}. */
    void granted(int thread, long lock, long fence, boolean inherited) {
        if (out.get(thread)) {
            return;
        }
        if (locks.isAnew(lock, fence)) {
            order.forget(lock);
            locks.lost(lock);
        }
        locks.granted(thread, lock, inherited);
        order.receive(thread, lock);
    }

    void released(int thread, long lock) {
        if (!out.get(thread)) {
            locks.released(thread, lock);
            order.publish(thread, lock);
        }
    }

    /** The thread that was granted a lock runs, and reads its fence. */
    void fenced(int thread, long lock, long fence) {
        if (!out.get(thread)) {
            locks.fenced(thread, lock, fence);
        }
    }

    /** {@code thread} gives a lock back and begins to wait on a condition of it. */
    void awaits(int thread, long lock, int condition) {
        if (!out.get(thread)) {
            locks.awaits(thread, lock, condition);
            released(thread, lock);
        }
    }

    void signals(int thread, long lock, int condition, boolean all) {
        if (!out.get(thread)) {
            locks.signals(lock, condition, all);
        }
    }

    void awaited(int thread, long lock, long fence, int condition, boolean signalled) {
        if (!out.get(thread)) {
            if (locks.isAnew(lock, fence)) {
                locks.lost(lock);
            }
            locks.awaited(thread, lock, condition, signalled);
        }
    }

    void arrived(int thread, int barrier) {
        if (!out.get(thread) && barriers.arrived(thread, barrier)) {
            order.publish(thread, new Arrival(barriers.episode(thread, barrier), thread / threads));
        }
    }

    void passed(int thread, int barrier, int each, View view) {
        if (out.get(thread)) {
            barriers.leftOut(thread, barrier);
            return;
        }
        BarrierWatch.Episode episode = barriers.episode(thread, barrier);
        barriers.passed(thread, barrier, each, view);
        view.members().forEach(drone -> order.receive(thread, new Arrival(episode, drone)));
    }

    /** A drone has come to the change that brings the view of number {@code view}, with all that its thread has stored. */
    void comes(int thread, int view) {
        if (out.get(thread)) {
            return;
        }
        order.publish(thread, new Change(view, thread / threads));
    }

    /** A thread of a drone that leaves has ended. */
    void departs(AppThread thread) {
        order.publish(thread.number, new Departure(thread.drone));
    }

    /** A thread goes on in the view of number {@code view}, to which {@code members} have come, and which {@code left} have left. */
    void goesOn(int thread, int view, List<Integer> members, List<Integer> left) {
        members.forEach(drone -> order.receive(thread, new Change(view, drone)));
        left.forEach(drone -> order.receive(thread, new Change(view, drone)));
        left.forEach(drone -> order.receive(thread, new Departure(drone)));
    }

    /** A drone is out. */
    void fails(int drone) {
        out.set(drone * threads, (drone + 1) * threads);
        for (int thread = drone * threads; thread < (drone + 1) * threads; thread++) {
            locks.fails(thread);
            plain.fails(thread);
        }
        barriers.fails(drone);
    }

    /** What was at these addresses is lost. */
    void lost(int address, int length) {
        past.ifPresent(all -> all.lose(address, length));
    }

    /** Checks what {@code thread} loaded at a place where others may be storing. */
    void surveyed(int thread, int address, byte[] value) {
        if (out.get(thread)) {
            return;
        }
        reads++;
        plain.surveyed(thread, address, value);
        racy.loaded(thread, address, value);
    }
}
