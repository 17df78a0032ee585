package io.hivemind.memory;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Room;

/** Gates to heaps of a hive of one, in which every page is had for the asking. */
final class OpenGate {
    private OpenGate() {}

    /** Grants what is asked. */
    private record Grants(Heap heap) implements Paging {
        @Override
        public void touch(int first, int count, Access wanted) {
            for (int page = first; page < first + count; page++) {
                heap.allow(page, wanted);
            }
        }

        @Override
        public void hold(int first, int count, Access wanted) {
            touch(first, count, wanted);
        }

        @Override
        public void letGo() {}

        @Override
        public void register() {}

        @Override
        public void holdSpan() {}

        @Override
        public void exempt(int first, int count) {}
    }

    static Gate of(long bytes, int pageSize) {
        Heap heap = new Heap(bytes, pageSize, false);
        return new Gate(heap, new Grants(heap), Room.UNBOUNDED, 1);
    }
}
