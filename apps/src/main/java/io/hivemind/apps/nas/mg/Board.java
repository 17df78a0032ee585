package io.hivemind.apps.nas.mg;

import io.hivemind.Hive;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where workers show each other planes of all grids, by level less one.
 *
 * @param solutions planes of solutions
 * @param residuals planes of residuals
 */
record Board(List<Optional<Planes>> solutions, List<Optional<Planes>> residuals) {
    /** What makes places for planes of one grid. */
    @FunctionalInterface
    private interface Maker {
        Planes make(String name, int places, int width);
    }

    /** {@return the board of a hive} */
    static Board of(Hive hive, int levels, int workers) {
        return of(
                levels,
                workers,
                (name, places, width) -> new Planes.Shared(hive.doubles(name, (long) places * width * width), width));
    }

    /** {@return the board of threads of one process} */
    static Board of(int levels, int workers) {
        return of(levels, workers, (_, places, width) -> new Planes.Plain(places, width));
    }

    /** {@return how many numbers the board of a hive holds} */
    static long numbers(int levels, int workers) {
        return IntStream.rangeClosed(1, levels)
                .mapToLong(level -> 2L * Level.places(level, workers) * (1L << level) * (1L << level))
                .sum();
    }

    private static Board of(int levels, int workers, Maker maker) {
        return new Board(
                all("mg.solution." + workers + ".", levels, workers, maker),
                all("mg.residual." + workers + ".", levels, workers, maker));
    }

    private static List<Optional<Planes>> all(String name, int levels, int workers, Maker maker) {
        return IntStream.rangeClosed(1, levels)
                .mapToObj(level -> Optional.of(Level.places(level, workers))
                        .filter(places -> places > 0)
                        .map(places -> maker.make(name + level, places, 1 << level)))
                .toList();
    }
}
