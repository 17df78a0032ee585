package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.links.Silence.Verdict;
import io.hivemind.wire.Survival;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a drone makes of another's silence, in a hive of heartbeats of 1 s of which 30 are too long. */
class SilenceTest {
    private static final Survival USUAL = new Survival(true, 1, 1000, 30);
    private static final long BEGAN = 17;

    private final Silence silence = new Silence(USUAL, false, 5, BEGAN);

    @Test
    void nobodyIsGivenUpUnasked() {
        assertThat(look(29_999)).isEqualTo(Verdict.NOTHING);
        assertThat(look(10_000_000)).isEqualTo(Verdict.ASK);
        assertThat(look(10_002_999)).isEqualTo(Verdict.NOTHING);
        assertThat(look(10_003_000)).isEqualTo(Verdict.GIVE_UP);
    }

    @Test
    void whoeverAnswersIsNotGivenUp() {
        assertThat(look(30_000)).isEqualTo(Verdict.ASK);
        assertThat(silence.look(6, at(32_000))).isEqualTo(Verdict.NOTHING);
        assertThat(silence.look(6, at(32_500))).isEqualTo(Verdict.NOTHING);
        assertThat(silence.look(6, at(61_999))).isEqualTo(Verdict.NOTHING);
        assertThat(silence.look(6, at(62_000))).isEqualTo(Verdict.ASK);
        assertThat(silence.look(6, at(64_999))).isEqualTo(Verdict.NOTHING);
        assertThat(silence.look(6, at(65_000))).isEqualTo(Verdict.GIVE_UP);
        assertThat(silence.lasts(at(65_000))).isEqualTo(TimeUnit.MILLISECONDS.toNanos(33_000));
    }

    @Test
    void whoHasTheLowerRankHasTimeToGiveUpThisDroneFirst() {
        Silence first = new Silence(USUAL, true, 5, BEGAN);
        first.look(5, at(30_000));
        assertThat(first.look(5, at(35_999))).isEqualTo(Verdict.NOTHING);
        assertThat(first.look(5, at(36_000))).isEqualTo(Verdict.GIVE_UP);
    }

    @ParameterizedTest
    @CsvSource({"300, 10, 300", "300, 1, 300", "1000, 100, 10000", "1, 1, 200"})
    void theTimeToAnswerIsATenthOfTheSilenceAndAtLeastAHeartbeatAndLongEnoughToGetAProcessor(
            int heartbeat, int beats, long answer) {
        Silence asked = new Silence(new Survival(true, 1, heartbeat, beats), false, 5, BEGAN);
        assertThat(asked.look(5, at(heartbeat * (long) beats))).isEqualTo(Verdict.ASK);
        assertThat(asked.look(5, at(heartbeat * (long) beats + answer - 1))).isEqualTo(Verdict.NOTHING);
        assertThat(asked.look(5, at(heartbeat * (long) beats + answer))).isEqualTo(Verdict.GIVE_UP);
    }

    private Verdict look(long millis) {
        return silence.look(5, at(millis));
    }

    private static long at(long millis) {
        return BEGAN + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
