package io.hivemind.bench.peers;

/** What is measured of every system that offers it, between two processes. */
public enum Task {
    /** A barrier of the two. */
    BARRIER("barrier", "barrier µs", 1),
    /** The first process reads 4 KiB that the second has. */
    READ("read", "remote 4 KiB µs", 1),
    /** The first process adds to a number, under a lock, after the second has done so. */
    TURNS("turns", "counter in turns µs", 1),
    /** Both processes add to one number as often as they can, under a lock: the time divided by the additions of both. */
    COUNTER("counter", "together µs", 1),
    /** Red-black successive over-relaxation on half of the rows each. */
    SOR("sor", "sor s", 3);

    private final String key;
    private final String heading;
    private final int digits;

    Task(String key, String heading, int digits) {
        this.key = key;
        this.heading = heading;
        this.digits = digits;
    }

    /** {@return its name where figures are written down} */
    public String key() {
        return key;
    }

    String heading() {
        return heading;
    }

    /** {@return how many digits after the point say something} */
    int digits() {
        return digits;
    }
}
