package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Message;
import io.hivemind.protocol.Message.LockBusy;
import io.hivemind.protocol.Message.LockSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A thread that waits for a drone may read its link itself; whoever reads, every answer comes, and comes once. */
class LeaderTest {
    private static final int ROUNDS = 3_000;

    /** Answers signals; on the other side, wakes who waits for the answer. */
    private static final class Player extends Recorder {
        private final TestLinks[] hive;
        private final int rank;
        private final ConcurrentMap<Long, AtomicBoolean> waiting = new ConcurrentHashMap<>();
        private final ConcurrentMap<Long, Thread> waiters = new ConcurrentHashMap<>();

        Player(TestLinks[] hive, int rank) {
            this.hive = hive;
            this.rank = rank;
        }

        @Override
        public void received(int from, List<Message> messages) {
            messages.forEach(this::received);
            hive[0].of(rank).flush();
        }

        private void received(Message message) {
            Links links = hive[0].of(rank);
            switch (message) {
                case LockSignal(int _, long lock, long ticket) -> links.send((int) lock, new LockBusy(0, ticket));
                case LockBusy(int _, long ticket) -> {
                    AtomicBoolean answered = waiting.remove(ticket);
                    if (answered == null) {
                        throw new IllegalStateException("The answer " + ticket + " came twice.");
                    }
                    answered.set(true);
                    links.nudge(1 - rank);
                    LockSupport.unpark(waiters.remove(ticket));
                }
                default -> throw new IllegalStateException("Nobody sends " + message + ".");
            }
        }

        /** Asks drone {@code of}, wants the answer from drone {@code from}, and waits for it on the link from {@code read}. */
        void ask(long ticket, int of, int read) {
            Links links = hive[0].of(rank);
            AtomicBoolean answered = new AtomicBoolean();
            waiting.put(ticket, answered);
            waiters.put(ticket, Thread.currentThread());
            links.send(of, new LockSignal(0, rank, ticket));
            links.flush();
            if (!links.lead(read, answered::get)) {
                links.follow(read, answered::get);
                while (!answered.get()) {
                    LockSupport.park(this);
                }
                links.unfollow(read);
            }
        }
    }

    @Test
    void everyAnswerComesToManyThreadsThatTakeTurnsAtReading() throws Exception {
        TestLinks[] hive = new TestLinks[1];
        try (TestLinks both = new TestLinks(2, rank -> new Player(hive, rank), 1)) {
            hive[0] = both;
            both.startAll();
            List<Future<?>> asking = new ArrayList<>();
            for (int thread = 0; thread < 6; thread++) {
                int rank = thread % 2;
                long first = (long) thread * ROUNDS;
                asking.add(both.run(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        player(both, rank).ask(first + i, 1 - rank, 1 - rank);
                    }
                    return true;
                }));
            }
            for (Future<?> asked : asking) {
                TestLinks.get(asked);
            }
            assertThat(both.of(0).traffic().messagesReceived()).isBetween(1L, 6L * ROUNDS);
            assertThat(player(both, 0).waiting).isEmpty();
            assertThat(player(both, 1).waiting).isEmpty();
        }
    }

    /** Drone 0 asks drone 2, but reads the link from drone 1, which says nothing unless it is nudged. */
    @Test
    void aThreadThatReadsTheWrongLinkIsNudged() throws Exception {
        TestLinks[] hive = new TestLinks[1];
        try (TestLinks three = new TestLinks(3, rank -> new Player(hive, rank), 0)) {
            hive[0] = three;
            three.startAll();
            for (int i = 0; i < ROUNDS; i++) {
                int ticket = i;
                TestLinks.get(three.run(() -> {
                    player(three, 0).ask(2L * ticket, 1, 1);
                    player(three, 0).ask(2L * ticket + 1, 2, 1);
                    return true;
                }));
            }
            assertThat(three.of(0).traffic().messagesReceived()).isEqualTo(2L * ROUNDS);
        }
    }

    private static Player player(TestLinks hive, int rank) {
        return (Player) hive.receiver(rank);
    }
}
