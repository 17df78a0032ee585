package io.hivemind.apps.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
    /** The shortest tour, by trying all. */
    private static int shortest(Instance instance, int[] tour, int visits, int length) {
        if (visits == tour.length) {
            return length + instance.distance(tour[visits - 1], 0);
        }
        int best = Integer.MAX_VALUE;
        for (int i = visits; i < tour.length; i++) {
            swap(tour, i, visits);
            int next = length + instance.distance(tour[visits - 1], tour[visits]);
            best = Math.min(best, shortest(instance, tour, visits + 1, next));
            swap(tour, i, visits);
        }
        return best;
    }

    private static void swap(int[] tour, int i, int j) {
        int city = tour[i];
        tour[i] = tour[j];
        tour[j] = city;
    }

    private static int[] inOrder(int cities) {
        int[] tour = new int[cities];
        for (int city = 0; city < cities; city++) {
            tour[city] = city;
        }
        return tour;
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 0", "4, 1, 5", "8, 1, 0", "8, 2, 100", "8, 3, 1", "9, 4, 30", "9, 5, 0"})
    void theSearchFindsWhatTryingAllFinds(int cities, long seed, int ascent) {
        Instance instance = Instance.random(cities, seed);
        int[] worst = inOrder(cities);
        int length = instance.length(worst);
        var bound = new PlainBound(length, worst);
        var problem = new Problem(instance, Ascent.potentials(instance, ascent, length));

        new Search(problem, bound).search(new int[1]);

        assertThat(bound.length()).isEqualTo(shortest(instance, inOrder(cities), 1, 0));
        assertThat(instance.isTour(bound.tour())).isTrue();
        assertThat(instance.length(bound.tour())).isEqualTo(bound.length());
    }

    @Test
    void theMostPromisingExtensionComesFirst() {
        Instance instance = Instance.random(9, 1);
        var problem = new Problem(instance, new double[9]);
        List<int[]> extended = new Search(problem, new PlainBound(Integer.MAX_VALUE, inOrder(9))).extend(new int[1]);

        assertThat(extended).hasSize(8);
        assertThat(extended.getFirst()).containsExactly(0, problem.nearest(0)[0]);
        assertThat(extended.getLast()).containsExactly(0, problem.nearest(0)[7]);
    }

    @Test
    void whatCannotBecomeShorterIsNotExtended() {
        Instance instance = Instance.random(9, 1);
        var problem = new Problem(instance, new double[9]);

        assertThat(new Search(problem, new PlainBound(1, inOrder(9))).extend(new int[1]))
                .isEmpty();
    }

    @Test
    void potentialsLengthenAllToursByTheSame() {
        Instance instance = Instance.random(12, 7);
        int[] tour = FirstTour.of(instance);
        var problem = new Problem(instance, Ascent.potentials(instance, 200, instance.length(tour)));
        double cost = 0;
        for (int i = 0; i < tour.length; i++) {
            cost += problem.costs()[tour[i] * 12 + tour[(i + 1) % 12]];
        }

        assertThat(cost - problem.surplus()).isCloseTo(instance.length(tour), within(1e-6));
        assertThat(DoubleStream.of(problem.costs()).min().orElseThrow()).isGreaterThan(-1e-9);
    }

    @Test
    void theFirstTourIsShorterThanAnyOrder() {
        Instance instance = Instance.random(40, 1);
        int[] tour = FirstTour.of(instance);

        assertThat(instance.isTour(tour)).isTrue();
        assertThat(instance.length(tour)).isLessThan(instance.length(inOrder(40)) / 2);
        assertThat(instance.isTour(new int[40])).isFalse();
        assertThat(instance.isTour(new int[] {0, 1, 50})).isFalse();
    }
}
