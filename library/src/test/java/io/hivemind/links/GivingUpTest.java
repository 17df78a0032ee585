package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.links.Recorder.Heard;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Message.LockBusy;
import io.hivemind.protocol.Message.PageReply;
import io.hivemind.protocol.PageCopy;
import io.hivemind.wire.Survival;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the links to a drone that is taken to have failed, and may not have. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class GivingUpTest {
    private static final Survival GOES_ON = new Survival(true, 1, 1000, 30);

    private final boolean tls;

    GivingUpTest(boolean tls) {
        this.tls = tls;
    }

    @Test
    void whoIsExcludedIsToldWhyAndNothingElse() throws Exception {
        try (TestLinks hive = new TestLinks(3, tls, GOES_ON)) {
            hive.startAll();
            hive.of(0).giveUp(1);
            hive.of(0).send(1, new LockBusy(0, 1));
            hive.of(0).flush();
            hive.of(0).exclude(1, "The hive goes on without drone 1.");
            assertThat(hive.recorder(1).abort().what()).isEqualTo("The hive goes on without drone 1.");
            assertThat(hive.recorder(1).hasHeardNothing()).isTrue();
            hive.of(2).send(0, new LockBusy(0, 2));
            hive.of(2).flush();
            assertThat(hive.recorder(0).message()).isEqualTo(new Heard(2, new LockBusy(0, 2)));
            assertThat(hive.recorder(0).hasLostNothing()).isTrue();
        }
    }

    @Test
    void whoIsGivenUpFindsThatNobodyListens() throws Exception {
        try (TestLinks hive = new TestLinks(2, tls, GOES_ON)) {
            hive.startAll();
            hive.of(0).giveUp(1);
            Future<Heard> lost = hive.run(() -> hive.recorder(1).loss());
            while (!lost.isDone()) {
                hive.of(1).send(0, new LockBusy(0, 1));
                hive.of(1).flush();
                hive.of(1).tick();
                Thread.onSpinWait();
            }
            assertThat(TestLinks.get(lost).from()).isZero();
        }
    }

    /** As if its process were stopped, or its link cut: what is sent to it piles up. */
    @Test
    void whoDoesNotReadHoldsNobodyUpAndIsSentNothingMoreOnceItIsGivenUp() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        CompletableFuture<String> end = new CompletableFuture<>();
        Recorder sleeper = new Recorder() {
            @Override
            public void received(int from, List<Message> frame) {
                try {
                    stopped.await();
                } catch (InterruptedException unknown) {
                    throw new IllegalStateException(unknown);
                }
                super.received(from, frame);
            }

            @Override
            public void lost(int rank, String sentence) {
                end.complete(sentence);
            }

            @Override
            public void excluded(String sentence) {
                end.complete(sentence);
            }
        };
        try (TestLinks hive = new TestLinks(3, tls, GOES_ON, rank -> rank == 1 ? sleeper : new Recorder())) {
            hive.startAll();
            for (int pieces = 0; pieces < 64; pieces++) {
                hive.of(0).send(1, pages(256));
                hive.of(0).flush();
            }
            hive.of(0).send(1, new LockBusy(0, 1));
            hive.of(0).send(2, new LockBusy(0, 2));
            hive.of(0).flush();
            assertThat(hive.recorder(2).message()).isEqualTo(new Heard(0, new LockBusy(0, 2)));

            assertThat(hive.of(0).trafficByPeer().get(1).messagesSent()).isLessThan(64);
            hive.of(0).giveUp(1);
            hive.of(0).exclude(1, "The hive goes on without drone 1.");
            stopped.countDown();
            TestLinks.get(end);
            while (!sleeper.hasHeardNothing()) {
                assertThat(sleeper.message().what()).isInstanceOf(PageReply.class);
            }
        }
    }

    private static Message pages(int count) {
        return new PageReply(
                0,
                List.of(),
                IntStream.range(0, count)
                        .mapToObj(i -> new Message.PageNews(
                                i % 64,
                                Optional.of(new Message.CopyNews(PageCopy.of(new byte[4096]), 0, List.of())),
                                List.of(),
                                List.of()))
                        .toList());
    }
}
