package io.hivemind.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The second checker: what a read of a deliberately racy byte may return, which is any value that was stored and not
 * overwritten in happened-before order. A value is overwritten for a reader if some other store came after it and before
 * the read.
 */
final class RacyMemory {
    /** A store to one byte. */
    private static final class Stored {
        final byte value;
        final int thread;
        final int epoch;
        /** What its thread knew. Shared by the bytes of one store, and not to be changed. */
        final int[] clock;

        Stored(byte value, int thread, int[] clock) {
            this.value = value;
            this.thread = thread;
            this.epoch = clock[thread];
            this.clock = clock;
        }
    }

    private static final int VALUES = 256;

    private final Order order;
    private final BitSet racy;
    private final Map<Integer, List<Stored>> history = new TreeMap<>();
    private long checked;

    RacyMemory(BitSet racy, Order order) {
        this.racy = racy;
        this.order = order;
    }

    boolean isRacy(int address) {
        return racy.get(address);
    }

    /** {@return how many racy bytes were checked} */
    long checked() {
        return checked;
    }

    /**
     * {@return a value that the racy byte at {@code address} never had; there must be one} Diffs compare values: a store of
     * what is there already is in no diff, and if it races with another store it is lost. That is so by design, so racing
     * stores store something new.
     */
    byte fresh(int address, SplittableRandom random) {
        List<Stored> all = history.getOrDefault(address, List.of());
        byte value = (byte) random.nextInt(1, VALUES);
        while (has(all, value)) {
            value = (byte) (value == -1 ? 1 : value + 1);
        }
        return value;
    }

    /** {@return whether every racy byte of these has a value left that it never had} */
    boolean hasFresh(int address, int width) {
        for (int at = address; at < address + width; at++) {
            if (history.getOrDefault(at, List.of()).size() >= VALUES - 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(List<Stored> all, byte value) {
        return all.stream().anyMatch(store -> store.value == value);
    }

    /** A store of {@code thread} landed. */
    void stored(int thread, int address, byte[] value) {
        int first = racy.nextSetBit(address);
        if (first < 0 || first >= address + value.length) {
            return;
        }
        int[] clock = order.snapshot(thread);
        for (int i = 0; i < value.length; i++) {
            if (racy.get(address + i)) {
                history.computeIfAbsent(address + i, _ -> new ArrayList<>()).add(new Stored(value[i], thread, clock));
            }
        }
    }

    /** Checks the racy bytes of what {@code thread} loaded. */
    void loaded(int thread, int address, byte[] value) {
        for (int i = 0; i < value.length; i++) {
            if (racy.get(address + i)) {
                checked++;
                check(thread, address + i, value[i]);
            }
        }
    }

    private void check(int thread, int address, byte got) {
        List<Stored> all = history.getOrDefault(address, List.of());
        if (got == 0 && all.stream().noneMatch(store -> known(thread, store))) {
            return;
        }
        boolean stored = false;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).value == got) {
                stored = true;
                if (!overwritten(thread, i, all)) {
                    return;
                }
            }
        }
        throw new Failure.Found(
                Failure.Kind.STALE_RACY_READ,
                "Thread " + thread + " loaded " + (got & 0xFF) + " from the racy byte " + address + ", a value that "
                        + (stored || got == 0 ? "had been overwritten before the load." : "nobody stored there."));
    }

    /** Whether some store after the one at {@code index}, in happened-before order, came before what the thread does now. */
    private boolean overwritten(int thread, int index, List<Stored> all) {
        Stored store = all.get(index);
        for (Stored later : all.subList(index + 1, all.size())) {
            if (later.clock[store.thread] >= store.epoch && known(thread, later)) {
                return true;
            }
        }
        return false;
    }

    private boolean known(int thread, Stored store) {
        return order.knows(thread, store.thread, store.epoch);
    }
}
