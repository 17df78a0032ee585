package io.hivemind.simulator;

/** All that watches a run from outside. */
final class Checkers {
    final Order order;
    final PlainMemory plain;
    final RacyMemory racy;
    final LockWatch locks = new LockWatch();
    final BarrierWatch barriers = new BarrierWatch();
    private long reads;

    Checkers(Program program) {
        order = new Order(program.drones() * program.threads());
        plain = new PlainMemory(program.pages() * program.pageSize(), program.racy(), order);
        racy = new RacyMemory(program.racy(), order);
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

    void passed(int thread, int barrier, int all) {
        BarrierWatch.Episode episode = barriers.episode(thread, barrier);
        barriers.passed(thread, barrier, all);
        order.receive(thread, episode);
    }
}
