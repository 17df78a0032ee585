package io.hivemind.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A generated program that ends by construction and, apart from the bytes it names, has no data race.
 *
 * <p>It is a list of chapters. A thread does its parts of the chapters in their order; a chapter needs for its end nothing
 * but that everybody who has a part in it reaches it. So the first unfinished chapter can always be finished, and the
 * program ends. Chapters are also what {@link Shrinker} takes out.
 *
 * @param founders how many drones there are from the beginning, ranks 0 on
 * @param newcomers how many come later, with the ranks after those; every one of them has an {@link Op.Admit}
 * @param threads how many threads on every drone; thread {@code t} of drone {@code d} has the number {@code d * threads + t}
 * @param pageSize bytes
 * @param pages how many pages the heap has
 * @param racy the bytes that are accessed without order on purpose
 * @param chapters what the threads do
 */
record Program(int founders, int newcomers, int threads, int pageSize, int pages, BitSet racy, List<Chapter> chapters) {
    /** A piece of the program. */
    record Chapter(String name, Bond bond, List<Part> parts) {}

    /** What one thread does in a chapter. */
    record Part(int thread, List<Op> ops) {}

    /** What can be taken out of a chapter without making the others in it wait for ever. */
    enum Bond {
        /** Any part, and any operation. */
        NONE,
        /** The parts of a drone, for all threads at once. */
        DRONE,
        /** Only all of it; loads and stores excepted. */
        ALL
    }

    /** {@return how many drones are ever there} */
    int drones() {
        return founders + newcomers;
    }

    /** {@return how many drones there are at least at any time} */
    int fewest() {
        BitSet leaving = leavers();
        return Math.max(1, founders - leaving.get(0, founders).cardinality());
    }

    /** {@return the drones that leave} */
    BitSet leavers() {
        BitSet leavers = new BitSet();
        for (Chapter chapter : chapters) {
            for (Part part : chapter.parts()) {
                if (part.ops().stream().anyMatch(Op.Leave.class::isInstance)) {
                    leavers.set(part.thread() / threads);
                }
            }
        }
        return leavers;
    }

    /** {@return the drones that are admitted} */
    BitSet admitted() {
        BitSet admitted = new BitSet();
        for (Chapter chapter : chapters) {
            chapter.parts().forEach(part -> addAdmitted(part.ops(), admitted));
        }
        return admitted;
    }

    static void addAdmitted(List<Op> ops, BitSet admitted) {
        for (Op op : ops) {
            if (op instanceof Op.Admit admit) {
                admitted.set(admit.drone());
            } else if (op instanceof Op.Locked locked) {
                addAdmitted(locked.body(), admitted);
            }
        }
    }

    /** {@return the operations of every thread, by its number} */
    List<List<Op>> byThread() {
        List<List<Op>> all = new ArrayList<>();
        for (int i = 0; i < drones() * threads; i++) {
            all.add(new ArrayList<>());
        }
        for (Chapter chapter : chapters) {
            for (Part part : chapter.parts()) {
                all.get(part.thread()).addAll(part.ops());
            }
        }
        return all;
    }

    Program withChapters(List<Chapter> other) {
        return new Program(founders, newcomers, threads, pageSize, pages, racy, other);
    }

    /** {@return the program as text, a line for each part} */
    String print() {
        StringBuilder text = new StringBuilder();
        text.append("drones ").append(founders);
        text.append(newcomers == 0 ? "" : " and " + newcomers + " more")
                .append(", threads ")
                .append(threads);
        text.append(", pages ").append(pages).append(" of ").append(pageSize).append(" bytes\n");
        for (Chapter chapter : chapters) {
            text.append(chapter.name()).append('\n');
            for (Part part : chapter.parts()) {
                text.append("  thread ").append(part.thread() % threads);
                text.append(" of drone ").append(part.thread() / threads).append(": ");
                text.append(OpText.of(part.ops())).append('\n');
            }
        }
        return text.toString();
    }
}
