package io.hivemind.bench.primitives;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is measured, with what it is compared to and, where something was promised, the greatest allowed multiple of that. */
public enum Primitive {
    /** The unit of most others: the smallest message there and back between two processes, without any HiveMind. */
    RAW_SMALL("raw-64-64", "round trip, 64 B there and 64 B back", false),
    /** The unit for whole pages. */
    RAW_PAGE("raw-64-4096", "round trip, 64 B there and 4 KiB back", false),
    /** A free lock whose manager held it last. */
    LOCK_TWO("lock-two-messages", "free remote lock, two messages", 1.65),
    /** A free lock that another drone than its manager held last. */
    LOCK_THREE("lock-three-messages", "free remote lock, three messages", 2.3),
    /** A lock that the drone itself held last. */
    LOCK_LOCAL("lock-local", "lock acquired again and released, no message", false),
    /** A barrier of all drones of the hive. */
    BARRIER("barrier", "barrier", false),
    /** A page of which a drone has nothing that it may use. */
    PAGE_COPY("page-fetch", "page fetch, whole copy", 1.5, true),
    /** A page that nobody had written before. */
    PAGE_FIRST("page-fetch-first-written", "page fetch, first written by another", true),
    /** A page that another drone changed in one place. */
    DIFF_WORD("diff-fetch-word", "diff fetch, one changed word", false),
    /** A page that another drone changed from end to end. */
    DIFF_PAGE("diff-fetch-page", "diff fetch, whole page changed", true),
    /** The first store into a page that is here and valid. */
    WRITE_FAULT("write-fault", "write fault on a valid page, twin made, no message", false);

    private final String key;
    private final String title;
    private final OptionalDouble target;
    private final boolean carriesPage;

    Primitive(String key, String title, boolean carriesPage) {
        this.key = key;
        this.title = title;
        this.target = OptionalDouble.empty();
        this.carriesPage = carriesPage;
    }

    Primitive(String key, String title, double target) {
        this(key, title, target, false);
    }

    Primitive(String key, String title, double target, boolean carriesPage) {
        this.key = key;
        this.title = title;
        this.target = OptionalDouble.of(target);
        this.carriesPage = carriesPage;
    }

    /** {@return its name for programs} */
    public String key() {
        return key;
    }

    /** {@return its name for people} */
    public String title() {
        return title;
    }

    /** {@return the greatest multiple of {@link #unit} that is good enough, if one was set} */
    public OptionalDouble target() {
        return target;
    }

    /** {@return the round trip that it is compared with} */
    public Primitive unit() {
        return carriesPage ? RAW_PAGE : RAW_SMALL;
    }

    /** {@return whether it is itself a round trip without HiveMind} */
    public boolean isRaw() {
        return this == RAW_SMALL || this == RAW_PAGE;
    }

    /** {@return the primitive with this key} */
    static Optional<Primitive> withKey(String key) {
        return Arrays.stream(values())
                .filter(primitive -> primitive.key.equals(key))
                .findFirst();
    }
}
