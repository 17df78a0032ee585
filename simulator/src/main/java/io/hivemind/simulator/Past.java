package io.hivemind.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What was stored before at each address, where drones may fail: for what one of them stored last may be gone with it. */
final class Past {
    /** Who stored something, and in which of its epochs. */
    record Writer(int thread, int epoch) {}

    /**
     * Something that was stored.
     *
     * @param lost whether it was lost before anything else was stored
     */
    private record Stored(byte value, Writer writer, boolean lost) {}

    private static final int NOBODY = -1;

    /** By address, oldest first. */
    private final Map<Integer, List<Stored>> stores = new TreeMap<>();
    /** The addresses of which the hive said that what was there is lost. */
    private final BitSet lost = new BitSet();

    /** Something else is stored over {@code value}. */
    void add(int address, byte value, int thread, int epoch) {
        stores.computeIfAbsent(address, _ -> new ArrayList<>())
                .add(new Stored(value, new Writer(thread, epoch), lost.get(address)));
        lost.clear(address);
    }

    /** What was at these addresses is lost. */
    void lose(int from, int length) {
        lost.set(from, from + length);
    }

    boolean isLost(int address) {
        return lost.get(address);
    }

    /**
     * {@return whether {@code value} may be there} It was there since the last store of which the reader knows; or at any time,
     * if what was there is lost.
     */
    boolean mayBe(int address, byte value, Predicate<Writer> known) {
        List<Stored> all = stores.getOrDefault(address, List.of());
        boolean anything = lost.get(address);
        for (int i = all.size() - 1; i >= 0; i--) {
            Stored store = all.get(i);
            if (store.value() == value) {
                return true;
            }
            anything |= store.lost();
            if (!anything && (store.writer().thread() == NOBODY || known.test(store.writer()))) {
                return false;
            }
        }
        return value == 0;
    }
}
