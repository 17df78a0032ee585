package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.links.Recorder.Heard;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Message.DiffNews;
import io.hivemind.protocol.Message.LockBusy;
import io.hivemind.protocol.Message.PageNews;
import io.hivemind.protocol.Message.PageReply;
import io.hivemind.protocol.PageCopy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Links carry messages in order, never block, and say what became of the others. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class LinksTest {
    private final boolean tls;

    LinksTest(boolean tls) {
        this.tls = tls;
    }

    @Test
    void aMessageReachesEveryOtherDroneOnce() throws Exception {
        int size = 4;
        try (TestLinks hive = TestLinks.started(size, tls)) {
            for (int from = 0; from < size; from++) {
                for (int to = 0; to < size; to++) {
                    if (to != from) {
                        hive.of(from).send(to, new LockBusy(0, 10 * from + to));
                    }
                }
                hive.of(from).flush();
            }
            for (int to = 0; to < size; to++) {
                for (int i = 1; i < size; i++) {
                    Heard heard = hive.recorder(to).message();
                    assertThat(heard.what()).isEqualTo(new LockBusy(0, 10 * heard.from() + to));
                }
                assertThat(hive.of(to).traffic().messagesReceived()).isEqualTo(size - 1);
                assertThat(hive.of(to).traffic().messagesSent()).isEqualTo(size - 1);
            }
        }
    }

    @Test
    void messagesOfManyThreadsArriveInTheOrderInWhichTheyWereQueued() throws Exception {
        int messages = 20_000;
        Object order = new Object();
        try (TestLinks hive = TestLinks.started(2, tls)) {
            long[] next = {0};
            Future<?>[] senders = new Future<?>[4];
            for (int t = 0; t < senders.length; t++) {
                senders[t] = hive.run(() -> {
                    for (int i = 0; i < messages / 4; i++) {
                        synchronized (order) {
                            hive.of(0).send(1, new LockBusy(0, next[0]++));
                        }
                        hive.of(0).flush();
                    }
                    return true;
                });
            }
            for (long i = 0; i < messages; i++) {
                assertThat(hive.recorder(1).message().what()).isEqualTo(new LockBusy(0, i));
            }
        }
    }

    @Test
    void aMessageOfManyMegabytesArrivesWhole() throws Exception {
        Message large = pages(2_000);
        try (TestLinks hive = TestLinks.started(2, tls)) {
            hive.of(1).send(0, large);
            hive.of(1).send(0, new LockBusy(0, 1));
            hive.of(1).flush();
            assertThat(hive.recorder(0).message().what()).isEqualTo(large);
            assertThat(hive.recorder(0).message().what()).isEqualTo(new LockBusy(0, 1));
        }
    }

    /** Each reader answers every message with a larger one, and reads on only when that is sent: the classic deadlock. */
    @Test
    void dronesThatFloodEachOtherFromTheirReadersDoNotBlockEachOther() throws Exception {
        int requests = tls ? 1_000 : 3_000;
        Message reply = pages(64);
        CountDownLatch replies = new CountDownLatch(2 * requests);
        TestLinks[] hive = new TestLinks[1];
        try (TestLinks both = new TestLinks(2, tls, rank -> new Recorder() {
            @Override
            public void received(int from, List<Message> messages) {
                for (Message message : messages) {
                    if (message instanceof LockBusy) {
                        hive[0].of(rank).send(from, reply);
                    } else {
                        replies.countDown();
                    }
                }
                hive[0].of(rank).flush();
            }
        })) {
            hive[0] = both;
            Future<?> first = both.start(0);
            Future<?> second = both.start(1);
            TestLinks.get(first);
            TestLinks.get(second);
            for (int i = 0; i < requests; i++) {
                both.of(0).send(1, new LockBusy(0, i));
                both.of(1).send(0, new LockBusy(0, i));
            }
            both.of(0).flush();
            both.of(1).flush();
            assertThat(replies.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** An interrupt closes a channel that blocks; the links of a drone must outlive its program's interrupts. */
    @Test
    void aThreadWithAnInterruptPendingMaySend() throws Exception {
        try (TestLinks hive = TestLinks.started(2, tls)) {
            Future<Boolean> sender = hive.run(() -> {
                Thread.currentThread().interrupt();
                hive.of(0).send(1, new LockBusy(0, 5));
                hive.of(0).flush();
                return Thread.interrupted();
            });
            assertThat(hive.recorder(1).message().what()).isEqualTo(new LockBusy(0, 5));
            assertThat(TestLinks.get(sender)).isTrue();
            hive.of(0).send(1, new LockBusy(0, 6));
            hive.of(0).flush();
            assertThat(hive.recorder(1).message().what()).isEqualTo(new LockBusy(0, 6));
        }
    }

    @Test
    void aDroneThatClosesItsLinksWithoutAWordIsLostToAllOthers() throws Exception {
        try (TestLinks hive = TestLinks.started(3, tls)) {
            hive.of(2).close();
            for (int rank = 0; rank < 2; rank++) {
                Heard lost = hive.recorder(rank).loss();
                assertThat(lost.from()).isEqualTo(2);
                assertThat(lost.what().toString())
                        .matches(
                                "Drone 2 at 127\\.0\\.0\\.1:\\d+ closed its link while the hive was running; the hive ends\\.");
            }
        }
    }

    @Test
    void aDroneThatSaysGoodbyeIsNotLost() throws Exception {
        try (TestLinks hive = TestLinks.started(2, tls)) {
            hive.of(0).send(1, new LockBusy(0, 9));
            hive.of(0).farewell(false);
            hive.of(0).close();
            assertThat(hive.recorder(1).message().what()).isEqualTo(new LockBusy(0, 9));
            hive.of(1).farewell(false);
            hive.of(1).close();
            assertThat(hive.recorder(1).hasLostNothing()).isTrue();
            assertThat(hive.recorder(0).hasLostNothing()).isTrue();
        }
    }

    @Test
    void everybodyHearsWhyADroneEndsTheHive() throws Exception {
        try (TestLinks hive = TestLinks.started(3, tls)) {
            hive.of(1).abort("Drone 1 ended the hive: it had enough.");
            assertThat(hive.recorder(0).abort()).isEqualTo(new Heard(1, "Drone 1 ended the hive: it had enough."));
            assertThat(hive.recorder(2).abort()).isEqualTo(new Heard(1, "Drone 1 ended the hive: it had enough."));
            assertThat(hive.recorder(0).hasLostNothing()).isTrue();
        }
    }

    @Test
    void noThreadIsLeftWhenTheLinksAreClosed() throws Exception {
        try (TestLinks hive = TestLinks.started(3, tls)) {
            for (int rank = 0; rank < 3; rank++) {
                hive.of(rank).close();
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.matches("hivemind-\\d-(from-\\d|port|backlog|badge)"));
        }
    }

    private static Message pages(int count) {
        return new PageReply(
                0,
                List.of(),
                IntStream.range(0, count)
                        .mapToObj(i -> new PageNews(
                                i % 64,
                                Optional.of(new Message.CopyNews(PageCopy.of(new byte[4096]), 0, List.of())),
                                List.<DiffNews>of(),
                                List.of()))
                        .toList());
    }
}
