package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WakefulnessTest {
    private static final long BEGAN = 17;

    private final Wakefulness wakefulness = new Wakefulness(BEGAN, 100);

    @Test
    void timeThatIsLookedAtOftenCountsInFull() {
        assertThat(wakefulness.at(BEGAN + 60)).isEqualTo(60);
        assertThat(wakefulness.at(BEGAN + 160)).isEqualTo(160);
        assertThat(wakefulness.at(BEGAN + 160)).isEqualTo(160);
    }

    @Test
    void timeThatWasSleptDoesNotCount() {
        wakefulness.at(BEGAN + 10);
        assertThat(wakefulness.at(BEGAN + 1_000_000)).isEqualTo(110);
        assertThat(wakefulness.at(BEGAN + 1_000_050)).isEqualTo(160);
    }

    @Test
    void timeNeverGoesBack() {
        wakefulness.at(BEGAN + 90);
        assertThat(wakefulness.at(BEGAN + 20)).isEqualTo(90);
        assertThat(wakefulness.at(BEGAN + 30)).isEqualTo(100);
    }
}
