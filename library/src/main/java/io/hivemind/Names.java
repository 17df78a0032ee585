package io.hivemind;

import io.hivemind.memory.Directory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What this drone knows by name: arrays and published numbers. The hive's directory knows all; what is found there is kept. */
final class Names {
    /** Begins the names that the hive gives itself. */
    private static final String OWN = "hive:";

    private final OwnLock own;
    private final Directory directory;
    private final SharedMemory memory;
    private final Duration waitBound;
    private final ConcurrentMap<String, SharedArray> arrays = new ConcurrentHashMap<>();

    Names(OwnLock own, Directory directory, SharedMemory memory, Duration waitBound) {
        this.own = own;
        this.directory = directory;
        this.memory = memory;
        this.waitBound = waitBound;
    }

    /** Makes an array out of what the directory says. */
    interface Maker<A extends SharedArray> {
        A make(SharedMemory memory, String name, long address, long length);
    }

    <A extends SharedArray> A array(Class<A> type, Directory.Kind kind, String name, long length, Maker<A> maker) {
        return known(type, kind, checked(name), length, maker);
    }

    /** {@return an array of the hive's own} */
    SharedLongs ownLongs(String name, long length) {
        return known(SharedLongs.class, Directory.Kind.LONGS, OWN + name, length, SharedLongs::new);
    }

    void publish(String name, long value) {
        checked(name);
        own.locked("published a number", () -> {
            Optional<Directory.Entry> found = root(name);
            if (found.isPresent()) {
                directory.change(name, value);
            } else {
                directory.add(name, new Directory.Entry(Directory.Kind.ROOT, value, 1));
            }
            own.announce();
            return value;
        });
    }

    long lookup(String name) {
        checked(name);
        return own.locked("looked up a number", () -> awaited(name));
    }

    OptionalLong find(String name) {
        checked(name);
        return own.locked("looked up a number", () -> root(name))
                .map(entry -> OptionalLong.of(entry.value()))
                .orElse(OptionalLong.empty());
    }

    private <A extends SharedArray> A known(
            Class<A> type, Directory.Kind kind, String name, long length, Maker<A> maker) {
        if (length < 0 || length > Long.MAX_VALUE / kind.elementBytes()) {
            throw new IllegalArgumentException("The length of the array \"" + name
                    + "\" must be at least 0, and less than infinite, not " + length + ".");
        }
        SharedArray array = arrays.get(name);
        if (array == null) {
            Directory.Entry entry = own.locked("asked for an array by name", () -> entry(kind, name, length));
            check(name, entry.kind(), entry.length(), kind, length);
            SharedArray made = maker.make(memory, name, entry.value(), length);
            SharedArray before = arrays.putIfAbsent(name, made);
            array = before == null ? made : before;
        }
        check(name, array.kind(), array.length(), kind, length);
        return type.cast(array);
    }

    private Directory.Entry entry(Directory.Kind kind, String name, long length) {
        return directory.find(name).orElseGet(() -> {
            long address = memory.allocate(Math.max(1, length * kind.elementBytes()));
            Directory.Entry entry = new Directory.Entry(kind, address, length);
            directory.add(name, entry);
            return entry;
        });
    }

    private long awaited(String name) {
        long deadline = System.nanoTime() + waitBound.toNanos();
        while (true) {
            Optional<Directory.Entry> found = root(name);
            if (found.isPresent()) {
                return found.get().value();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new HiveTimeoutException(
                        "Thread " + Thread.currentThread().getName() + " waited " + waitBound.toMillis()
                                + " ms for some drone to publish \"" + name + "\", but none did.");
            }
            own.awaitAnnouncement(Duration.ofNanos(left));
        }
    }

    private Optional<Directory.Entry> root(String name) {
        Optional<Directory.Entry> found = directory.find(name);
        found.ifPresent(entry -> check(name, entry.kind(), entry.length(), Directory.Kind.ROOT, 1));
        return found;
    }

    private static String checked(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > Hive.MAX_NAME_BYTES) {
            throw new IllegalArgumentException("A name has from 1 to " + Hive.MAX_NAME_BYTES + " bytes in UTF-8, but \""
                    + name + "\" has " + bytes + ".");
        }
        if (name.startsWith(OWN)) {
            throw new IllegalArgumentException("Names that begin with \"" + OWN + "\" are the hive's own, and \"" + name
                    + "\" does. Use another.");
        }
        return name;
    }

    private static void check(String name, Directory.Kind kind, long length, Directory.Kind wanted, long wantedLength) {
        if (kind != wanted || length != wantedLength) {
            throw new IllegalArgumentException("\"" + name + "\" is known as " + described(kind, length) + ", not as "
                    + described(wanted, wantedLength) + "; all who use a name must mean the same.");
        }
    }

    private static String described(Directory.Kind kind, long length) {
        return kind == Directory.Kind.ROOT ? kind.words() : kind.words() + " of length " + length;
    }
}
