package io.hivemind.apps.nas.mg;

import io.hivemind.apps.nas.Random46;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The right side of the equation: zero everywhere, but for ten elements that are 1 and ten that are −1. They are those for
 * which one random number for each element of the grid is greatest and least.
 *
 * @param positive the numbers of the elements that are 1, x + width·(y + width·z)
 * @param negative the numbers of the elements that are −1
 */
record Charges(List<Integer> positive, List<Integer> negative) {
    private static final int COUNT = 10;

    /** A place and the random number that it got. */
    private record Draw(int place, double number) {}

    /** Keeps the lists from changing. */
    Charges {
        positive = List.copyOf(positive);
        negative = List.copyOf(negative);
    }

    /** {@return the charges of a grid of that width} */
    static Charges of(int width) {
        var greatest = new PriorityQueue<>(Comparator.comparingDouble(Draw::number));
        var least = new PriorityQueue<>(Comparator.comparingDouble(Draw::number).reversed());
        double[] row = new double[width];
        var random = new Random46(Random46.SEED);
        for (int begin = 0; begin < width * width * width; begin += width) {
            random.next(row, 0, width);
            for (int x = 0; x < width; x++) {
                if (greatest.size() < COUNT || row[x] > greatest.element().number()) {
                    add(greatest, new Draw(begin + x, row[x]));
                }
                if (least.size() < COUNT || row[x] < least.element().number()) {
                    add(least, new Draw(begin + x, row[x]));
                }
            }
        }
        return new Charges(places(greatest), places(least));
    }

    /** Puts the charges into those of the grid's planes that it owns. */
    void fill(Grid grid) {
        positive.forEach(place -> grid.setOwn(place, 1));
        negative.forEach(place -> grid.setOwn(place, -1));
    }

    private static void add(PriorityQueue<Draw> kept, Draw draw) {
        if (kept.size() == COUNT) {
            kept.remove();
        }
        kept.add(draw);
    }

    private static List<Integer> places(PriorityQueue<Draw> kept) {
        return kept.stream().map(Draw::place).toList();
    }
}
