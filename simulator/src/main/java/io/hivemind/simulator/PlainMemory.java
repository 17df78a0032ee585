package io.hivemind.simulator;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * The first checker: the one plain memory that every read of a race-free program is compared with. Byte by byte it also
 * remembers who wrote last, so that a program with a race by mistake is told from a protocol that is wrong.
 */
final class PlainMemory {
    private static final int NOBODY = -1;

    private final Order order;
    private final byte[] bytes;
    private final int[] writers;
    private final int[] epochs;
    private final BitSet racy;
    /** The threads that have failed with their drones. */
    private final BitSet failed = new BitSet();
    /** What was stored before, if drones may fail. */
    private final Optional<Past> past;

    PlainMemory(int size, BitSet racy, Order order) {
        this(size, racy, order, Optional.empty());
    }

    PlainMemory(int size, BitSet racy, Order order, Optional<Past> past) {
        this.past = past;
        this.order = order;
        this.racy = racy;
        bytes = new byte[size];
        writers = new int[size];
        epochs = new int[size];
        Arrays.fill(writers, NOBODY);
    }

    /** {@return the byte at {@code address}} */
    byte at(int address) {
        return bytes[address];
    }

    /** A thread has failed with its drone. */
    void fails(int thread) {
        failed.set(thread);
    }

    /** A store of {@code thread} landed. */
    void stored(int thread, int address, byte[] value) {
        for (int i = 0; i < value.length; i++) {
            int at = address + i;
            if (!racy.get(at)) {
                requireOrder(thread, at, "stores to");
            }
            past.ifPresent(all -> all.add(at, bytes[at], writers[at], epochs[at]));
            bytes[at] = value[i];
            writers[at] = thread;
            epochs[at] = order.epoch(thread);
        }
    }

    /** Checks what {@code thread} loaded, racy bytes excepted. */
    void loaded(int thread, int address, byte[] value) {
        for (int i = 0; i < value.length; i++) {
            int at = address + i;
            if (racy.get(at)) {
                continue;
            }
            if (isUncertain(thread, at)) {
                accept(thread, at, value[i]);
                continue;
            }
            requireOrder(thread, at, "loads");
            if (value[i] != bytes[at]) {
                throw new Failure.Found(Failure.Kind.WRONG_READ, sentence(thread, at, value[i]));
            }
        }
    }

    /** Checks those bytes of what {@code thread} loaded of which it knows who stored them last, racy bytes excepted. */
    void surveyed(int thread, int address, byte[] value) {
        for (int i = 0; i < value.length; i++) {
            int at = address + i;
            boolean known = writers[at] == NOBODY || order.knows(thread, writers[at], epochs[at]);
            known &= past.filter(all -> all.isLost(at)).isEmpty();
            if (known && !racy.get(at) && value[i] != bytes[at]) {
                throw new Failure.Found(Failure.Kind.WRONG_READ, sentence(thread, at, value[i]));
            }
        }
    }

    /** Checks that what {@code thread} is about to load is not nothing but zeros where something was stored, racy bytes excepted, and lost ones. */
    void requireKept(int thread, int address, byte[] value) {
        boolean stored = false;
        if (!failed.isEmpty()) {
            return;
        }
        for (int i = 0; i < value.length; i++) {
            if (value[i] != 0) {
                return;
            }
            int at = address + i;
            stored |= bytes[at] != 0
                    && !racy.get(at)
                    && past.filter(all -> all.isLost(at)).isEmpty();
        }
        if (stored) {
            throw new Failure.Found(
                    Failure.Kind.LOST,
                    "Thread " + thread + " finds nothing but zeros in the " + value.length + " bytes from " + address
                            + " on, where something was stored.");
        }
    }

    /** Whether who stored last has failed, and the thread cannot know whether it should have that, or it was lost. */
    private boolean isUncertain(int thread, int at) {
        boolean unheard =
                writers[at] != NOBODY && failed.get(writers[at]) && !order.knows(thread, writers[at], epochs[at]);
        return unheard || past.filter(all -> all.isLost(at)).isPresent();
    }

    /** What may be there is known once it has been seen, and is the same for all; unless it was lost, of which some hear later than others. */
    private void accept(int thread, int at, byte got) {
        Past all = past.orElseThrow();
        if (got != bytes[at] && !all.mayBe(at, got, writer -> order.knows(thread, writer.thread(), writer.epoch()))) {
            throw new Failure.Found(Failure.Kind.WRONG_READ, sentence(thread, at, got));
        }
        if (!all.isLost(at)) {
            bytes[at] = got;
            writers[at] = NOBODY;
        }
    }

    private void requireOrder(int thread, int address, String does) {
        int writer = writers[address];
        if (writer != NOBODY && !failed.get(writer) && !order.knows(thread, writer, epochs[address])) {
            throw new Failure.Found(
                    Failure.Kind.RACY_PROGRAM,
                    "Thread " + thread + " " + does + " byte " + address + ", which thread " + writer
                            + " stored to without any order between the two.");
        }
    }

    private String sentence(int thread, int address, byte got) {
        String writer = writers[address] == NOBODY ? "nobody" : "thread " + writers[address];
        return "Thread " + thread + " loaded " + (got & 0xFF) + " from byte " + address + ", which holds "
                + (bytes[address] & 0xFF) + "; the last to store there was " + writer + ".";
    }
}
