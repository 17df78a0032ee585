package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlowsTest {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private static List<Blows.Blow> blows(long seed, Optional<Duration> stop) {
        return Stream.generate(new Blows(seed, EVERY, stop)::next).limit(1000).toList();
    }

    @Test
    void theSameSeedGivesTheSameBlows() {
        assertThat(blows(7, Optional.of(EVERY)))
                .isEqualTo(blows(7, Optional.of(EVERY)))
                .isNotEqualTo(blows(8, Optional.of(EVERY)));
    }

    @Test
    void theyAreAsFarApartAsAskedForOnAverage() {
        double mean = blows(1, Optional.empty()).stream()
                .mapToLong(blow -> blow.pause().toMillis())
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(1800.0, 2200.0);
    }

    @Test
    void everyOtherOneStopsADroneIfThatIsAskedFor() {
        assertThat(blows(1, Optional.empty())).allMatch(blow -> blow.stop().isEmpty());
        assertThat(blows(1, Optional.of(EVERY)).stream().flatMap(blow -> blow.stop().stream()))
                .hasSizeBetween(400, 600)
                .allMatch(time -> time.isPositive() && time.compareTo(EVERY) <= 0);
    }

    @Test
    void lotsAreShares() {
        assertThat(blows(1, Optional.empty()).stream().mapToDouble(Blows.Blow::lot))
                .allMatch(lot -> lot >= 0 && lot < 1)
                .anyMatch(lot -> lot < 0.1)
                .anyMatch(lot -> lot > 0.9);
    }
}
