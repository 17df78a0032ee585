package io.hivemind.purity;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.RandomAccess;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** What the core must never look like, so that the wall can be seen to stop it; and one class that it must let pass. */
final class Planted {
    private Planted() {}

    static final class MethodReference {
        final LongSupplier clock = System::nanoTime;
    }

    record Field(HashMap<String, String> names) {}

    abstract static class Parameter {
        abstract void await(Duration atMost);
    }

    abstract static class ArrayElement {
        abstract Object first(Random[][] dice);
    }

    static final class UnorderedSet {
        final Set<Integer> some = Set.of(1, 2);
    }

    static final class Inherited {
        long count(List<String> names) {
            return names.parallelStream().count();
        }
    }

    static final class SynchronizedMethod {
        synchronized int twice(int number) {
            return 2 * number;
        }
    }

    static final class SynchronizedBlock {
        int twice(int number) {
            synchronized (this) {
                return 2 * number;
            }
        }
    }

    static final class VolatileField {
        volatile int count;
    }

    static final class Pure {
        final Map<String, Object> ordered = new TreeMap<>();

        Map<String, Object> put(String name, RandomAccess value) {
            ordered.put(name, value);
            return ordered;
        }
    }
}
