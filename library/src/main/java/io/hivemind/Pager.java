package io.hivemind;

import io.hivemind.memory.Paging;
import io.hivemind.protocol.Access;
import io.hivemind.runtime.Drone;

/** How threads ask this drone for pages. */
record Pager(Drone drone) implements Paging {
    @Override
    public void touch(int first, int count, Access wanted) {
        drone.touch(first, count, wanted);
    }

    @Override
    public void hold(int first, int count, Access wanted) {
        drone.hold(first, count, wanted);
    }

    @Override
    public void letGo() {
        drone.letGo();
    }

    @Override
    public void register() {
        drone.register();
    }

    @Override
    public void holdSpan() {
        drone.holdSpan();
    }

    @Override
    public void exempt(int first, int count) {
        drone.exempt(first, count);
    }
}
