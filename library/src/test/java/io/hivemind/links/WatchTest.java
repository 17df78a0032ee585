package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.links.Recorder.Heard;
import io.hivemind.protocol.Message.LockBusy;
import io.hivemind.wire.Codec;
import io.hivemind.wire.Frames;
import io.hivemind.wire.Survival;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drone 0 of a hive that goes on, with a clock of the test's own, and drone 1, which says what the test wants. */
class WatchTest {
    private static final Frames FRAMES = new Frames(1 << 20);
    private static final long TICK_MILLIS = 20;

    private final TestLinks hive = new TestLinks(2, false, new Survival(true, 1, 1000, 30));
    private RawPeer peer;
    private long now = System.nanoTime();

    @BeforeEach
    void link() throws Exception {
        Future<?> started = hive.start(0);
        peer = new RawPeer(hive.config(1));
        TestLinks.get(started);
    }

    @AfterEach
    void close() throws Exception {
        peer.close();
        hive.close();
    }

    @Test
    void whoIsSilentForTooLongIsAskedAndThenGivenUp() throws Exception {
        pass(30_000);
        assertThat(peer.hear()).as("a heartbeat").isEqualTo(Control.Plain.ALIVE);
        pass(2_000);
        assertThat(hive.recorder(0).hasLostNothing()).isTrue();
        pass(2_000);
        Heard loss = hive.recorder(0).loss();
        assertThat(loss.from()).isEqualTo(1);
        assertThat(loss.what().toString())
                .matches("Drone 1 at .* has not said a word for 3[34]\\d{3} ms; the hive goes on without it\\.");
        Control said = Control.Plain.ALIVE;
        while (said == Control.Plain.ALIVE) {
            said = peer.hear();
        }
        assertThat(said).isEqualTo(Control.Plain.NUDGE);
    }

    @Test
    void whoeverSaysAnythingIsNotGivenUp() throws Exception {
        for (int times = 0; times < 3; times++) {
            pass(32_000);
            peer.say(FRAMES.message(new Codec(2, 64, 4096), new LockBusy(0, times)));
            assertThat(hive.recorder(0).message()).isEqualTo(new Heard(1, new LockBusy(0, times)));
        }
        assertThat(hive.recorder(0).hasLostNothing()).isTrue();
    }

    @Test
    void nobodyIsGivenUpBecauseThisProcessSleptHoweverOften() {
        pass(2_000);
        for (int times = 0; times < 20; times++) {
            now += TimeUnit.MINUTES.toNanos(10);
            pass(TICK_MILLIS);
        }
        assertThat(hive.recorder(0).hasLostNothing()).isTrue();
    }

    @Test
    void aDroneThatSleepsNowAndThenNoticesSilenceAllTheSame() throws Exception {
        for (int times = 0; times < 10; times++) {
            pass(5_000);
            now += TimeUnit.SECONDS.toNanos(2);
        }
        assertThat(hive.recorder(0).loss().from()).isEqualTo(1);
    }

    /** Time passes as it does while the process is awake. */
    private void pass(long millis) {
        for (long passed = 0; passed < millis; passed += TICK_MILLIS) {
            now += TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
            hive.of(0).tick(now);
        }
    }
}
