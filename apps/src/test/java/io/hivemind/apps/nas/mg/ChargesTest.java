package io.hivemind.apps.nas.mg;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.apps.frame.Share;
import io.hivemind.apps.nas.Random46;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChargesTest {
    @Test
    void theyAreWhereTheRandomNumbersAreGreatestAndLeast() {
        double[] numbers = new double[8 * 8 * 8];
        new Random46(Random46.SEED).next(numbers, 0, numbers.length);
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);

        Charges charges = Charges.of(8);

        assertThat(charges.positive()).hasSize(10).doesNotHaveDuplicates();
        assertThat(charges.positive()).allMatch(place -> numbers[place] >= sorted[numbers.length - 10]);
        assertThat(charges.negative()).hasSize(10).doesNotHaveDuplicates();
        assertThat(charges.negative()).allMatch(place -> numbers[place] <= sorted[9]);
    }

    @Test
    void aGridGetsThoseInItsOwnPlanes() {
        Charges charges = Charges.of(8);
        Grid lower = new Grid(8, new Share(0, 3));
        Grid upper = new Grid(8, new Share(3, 8));

        charges.fill(lower);
        charges.fill(upper);

        assertThat(lower.squares() + upper.squares()).isEqualTo(20);
        int first = charges.positive().getFirst();
        Grid owner = first / 64 < 3 ? lower : upper;
        assertThat(owner.plane(first / 64)[first / 8 % 8 + 1][first % 8 + 1]).isEqualTo(1);
    }
}
