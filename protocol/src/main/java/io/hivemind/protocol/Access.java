package io.hivemind.protocol;

/** What the program may do with a page without asking the core first. The order matters: a later one includes the earlier. */
public enum Access {
    /** Any access must ask. The bytes of the page are kept (I13), but the program may not see them. */
    INVALID(0),
    /** Loads need not ask. */
    READ(1),
    /** Loads and stores need not ask. */
    WRITE(2);

    private static final Access[] BY_LEVEL = values();

    private final byte level;

    Access(int level) {
        this.level = (byte) level;
    }

    /** {@return the access stored as {@code level} in a byte table} */
    public static Access ofLevel(byte level) {
        return BY_LEVEL[level];
    }

    /** {@return the number under which a byte table stores this access; greater allows more} */
    public byte level() {
        return level;
    }

    /** {@return whether this access allows everything that {@code wanted} allows} */
    public boolean allows(Access wanted) {
        return compareTo(wanted) >= 0;
    }
}
