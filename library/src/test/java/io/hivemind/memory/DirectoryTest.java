package io.hivemind.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.memory.Directory.Entry;
import io.hivemind.memory.Directory.Kind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The names in the heap. */
final class DirectoryTest {
    private final Gate gate = OpenGate.of(1L << 20, 4096);
    private final Allocator allocator = new Allocator(gate, 0, 1);
    private final Directory directory = new Directory(gate, allocator);

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(directory.find("numbers")).isEmpty();
    }

    @Test
    void thousandsOfNamesAreFoundWithWhatTheyStandFor() {
        List<Kind> kinds = List.copyOf(EnumSet.allOf(Kind.class));
        Map<String, Entry> known = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            Kind kind = kinds.get(i % kinds.size());
            String name = "näme " + Integer.toString(i * 31, 36);
            Entry entry = new Entry(kind, i * 1000L, i);
            known.put(name, entry);
            directory.add(name, entry);
        }
        Directory another = new Directory(gate, new Allocator(gate, 0, 1));
        known.forEach((name, entry) -> assertThat(another.find(name)).isEqualTo(Optional.of(entry)));
        assertThat(another.find("name")).isEmpty();
    }

    @Test
    void namesWithTheSameHashAreDifferent() {
        directory.add("Aa", new Entry(Kind.INTS, 1, 10));
        directory.add("BB", new Entry(Kind.LONGS, 2, 20));
        assertThat(directory.find("Aa")).contains(new Entry(Kind.INTS, 1, 10));
        assertThat(directory.find("BB")).contains(new Entry(Kind.LONGS, 2, 20));
    }

    @Test
    void aNumberCanBeChanged() {
        directory.add("root", new Entry(Kind.ROOT, 1, 1));
        directory.change("root", -5);
        assertThat(directory.find("root")).contains(new Entry(Kind.ROOT, -5, 1));
    }
}
