package io.hivemind.memory;

/**
 * What each page is used for, in shared memory, and the lists in which pages stand. Only the first page of a block or of a
 * run of free pages and the last page of such a run have a descriptor; all others have none.
 */
final class Descriptors {
    /** What a page is. */
    enum Kind {
        /** Within a block or run, or never used. */
        NONE(0),
        /** The first of a run of free pages; the value is how many. */
        FREE(1),
        /** The last of a run of free pages, of more than one; the value is the first. */
        END(2),
        /** The first of a block of whole pages; the value is how many. */
        BLOCK(3),
        /** A page of small blocks; see {@link SmallBlocks} for the value. */
        SMALL(4);

        private static final Kind[] BY_NUMBER = values();
        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    private static final int KIND_BITS = 3;

    private final Gate gate;
    private final Layout layout;

    Descriptors(Gate gate, Layout layout) {
        this.gate = gate;
        this.layout = layout;
    }

    Kind kind(int page) {
        return Kind.BY_NUMBER[(int) gate.getLong(layout.descriptor(page)) & ((1 << KIND_BITS) - 1)];
    }

    long value(int page) {
        return gate.getLong(layout.descriptor(page)) >>> KIND_BITS;
    }

    void set(int page, Kind kind, long value) {
        gate.setLong(layout.descriptor(page), value << KIND_BITS | kind.number);
    }

    void clear(int page) {
        set(page, Kind.NONE, 0);
    }

    /** {@return the first page of the list whose head is at {@code list}, 0 if it is empty} */
    int first(long list) {
        return gate.getInt(list);
    }

    /** {@return the page after {@code page} in its list, 0 if it is the last} */
    int next(int page) {
        return gate.getInt(layout.descriptor(page) + Layout.NEXT);
    }

    void push(long list, int page) {
        int first = first(list);
        gate.setInt(layout.descriptor(page) + Layout.NEXT, first);
        gate.setInt(layout.descriptor(page) + Layout.PREVIOUS, 0);
        if (first != 0) {
            gate.setInt(layout.descriptor(first) + Layout.PREVIOUS, page);
        }
        gate.setInt(list, page);
    }

    void remove(long list, int page) {
        int next = next(page);
        int previous = gate.getInt(layout.descriptor(page) + Layout.PREVIOUS);
        if (previous == 0) {
            gate.setInt(list, next);
        } else {
            gate.setInt(layout.descriptor(previous) + Layout.NEXT, next);
        }
        if (next != 0) {
            gate.setInt(layout.descriptor(next) + Layout.PREVIOUS, previous);
        }
    }
}
