package io.hivemind.bench.peers;

/** A system that is measured. */
public enum Rival {
    /** This one. */
    HIVEMIND(
            "hivemind",
            "HiveMind",
            "hivemind-peers",
            "a lock stays with a drone until the other asks for it; a page that was not here before"),
    /** Partitioned global address space, by hand. */
    PCJ(
            "pcj",
            "PCJ",
            "pcj",
            "two threads in JVMs of their own; no lock; sor written by hand, each row put where it is needed"),
    /** A data grid. */
    HAZELCAST(
            "hazelcast",
            "Hazelcast",
            "hazelcast",
            "community edition: no barrier; lock of a map's key, for FencedLock needs a licence; the number is at the other process"),
    /** A data grid. */
    INFINISPAN(
            "infinispan",
            "Infinispan",
            "infinispan-core",
            "embedded: no barrier; ClusteredLock; the number is at the other process");

    private final String key;
    private final String title;
    private final String artifact;
    private final String note;

    Rival(String key, String title, String artifact, String note) {
        this.key = key;
        this.title = title;
        this.artifact = artifact;
        this.note = note;
    }

    /** {@return by what its process is told to run it} */
    public String key() {
        return key;
    }

    /** {@return the beginning of the name of its jar, before the version} */
    public String artifact() {
        return artifact;
    }

    String title() {
        return title;
    }

    /** {@return what of it is measured} */
    String note() {
        return note;
    }
}
