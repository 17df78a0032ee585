package io.hivemind.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Ballot;
import io.hivemind.protocol.Diff;
import io.hivemind.protocol.Interval;
import io.hivemind.protocol.IntervalId;
import io.hivemind.protocol.Loss;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Message.CopyNews;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.DiffNews;
import io.hivemind.protocol.Message.PageDiffs;
import io.hivemind.protocol.Message.PageNews;
import io.hivemind.protocol.Message.PageWant;
import io.hivemind.protocol.Message.Subject;
import io.hivemind.protocol.Message.Waiter;
import io.hivemind.protocol.PageCopy;
import io.hivemind.protocol.PageSet;
import io.hivemind.protocol.VectorTime;
import io.hivemind.protocol.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The bytes of one message of each kind, so that nobody changes the format without seeing it. The expected bytes are in
 * {@code golden-bytes.txt}, which {@code -Dhivemind.rewrite=true} rewrites; whoever commits a change of it also changes
 * {@link Greeting#PROTOCOL}.
 */
class GoldenBytesTest {
    private static final Path EXPECTED = Path.of("src/test/resources/io/hivemind/wire/golden-bytes.txt");
    private static final VectorTime TIME = VectorTime.of(3, 0, 200, 1);

    private static final List<Waiter> WAITERS = List.of(new Waiter(1, 1000, 2));
    private static final Ballot BALLOT = new Ballot(3, 1);
    private static final Message.Standing STANDING = new Message.Standing(
            List.of(
                    new Message.LockStanding(7, true, 300, false, false, 2, -1, true, WAITERS, List.of()),
                    new Message.LockStanding(8, false, 0, true, true, -1, 3, false, List.of(), List.of(77L))),
            List.of(new Message.BarrierStanding(-1, 4)));
    private static final Message.Decision DECISION = new Message.Decision(
            new View(2, List.of(0, 2, 3), 4),
            List.of(1),
            List.of(3),
            List.of(0, 2, 3),
            new Cut(6, TIME),
            4,
            Optional.of(new Cut(5, TIME)),
            List.of(new Message.LockPlans(
                    2, List.of(new Message.LockPlan(7, 2, true, true, 300, false, 3, true, WAITERS, List.of(77L))))),
            List.of(new Message.BarrierStanding(-1, 4)),
            List.of(new Message.Repair(9, 2, true, List.of(new Message.DiffSource(new IntervalId(1, 8), -1)))));
    private static final Message.Report REPORT = new Message.Report(
            TIME,
            List.of(),
            true,
            new Message.Progress(5, 4, Optional.of(new Cut(5, TIME)), true),
            STANDING,
            Optional.of(new Message.Accepted(BALLOT, DECISION)));
    private static final Message.Welcome WELCOME = new Message.Welcome(
            2, List.of(new Loss(List.of(0, 1, 2), List.of(1))), 10, List.of(new Message.Owned(0, 3, 2, 5)));

    private static List<Message> examples() {
        List<Interval> own = List.of(
                new Interval(2, 199, VectorTime.of(2, 0, 199, 1), PageSet.of(4, 5, 6, 9)),
                new Interval(2, 200, TIME, PageSet.of(0)));
        List<IntervalId> ids = List.of(new IntervalId(0, 3), new IntervalId(2, 200));
        Cut cut = new Cut(5, TIME);
        PageCopy copy = PageCopy.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        DiffNews diff = new DiffNews(new IntervalId(2, 200), Diff.of(new byte[] {1, 6, 1, 42}));
        DiffNews nothing = new DiffNews(new IntervalId(3, 1), Diff.of(new byte[0]));
        PageDiffs carried = new PageDiffs(9, List.of(diff, nothing));
        return List.of(
                new Message.LockRequest(0, 7, TIME, false),
                new Message.LockForward(0, 1L << 32, 3, TIME, true),
                new Message.LockGrant(0, 7, 300, true, own, List.of(carried), WAITERS),
                new Message.LockBusy(0, 7),
                new Message.LockSignal(0, 7, 1000),
                new Message.BarrierArrive(0, -1, TIME, TIME, own, true),
                new Message.BarrierArrive(0, 2, VectorTime.of(3, 0, 198, 1), TIME, own, false),
                new Message.BarrierRelease(0, 2, own, Optional.of(cut)),
                new Message.IntervalRequest(198),
                new Message.IntervalReply(own),
                new Message.PageRequest(
                        0, Optional.of(TIME), List.of(new PageWant(9, -1, ids), new PageWant(8, 5, List.of()))),
                new Message.PageReply(
                        0,
                        own,
                        List.of(
                                new PageNews(9, Optional.of(new CopyNews(copy, 5, ids)), List.of(), ids),
                                new PageNews(8, Optional.empty(), List.of(diff, nothing), List.of()))),
                new Message.PagePush(0, List.of(carried)),
                new Message.Backup(2, 3, List.of(carried)),
                new Message.BackupKept(2, 3),
                new Message.CollectWanted(0),
                new Message.CollectCall(0, 5),
                new Message.CollectArrive(0, 5, TIME, own),
                new Message.CollectStart(0, cut, own),
                new Message.AdmitWanted(3),
                new Message.Suspected(1, TIME, 3),
                new Message.LeaveWanted(1),
                new Message.LeaveGranted(),
                new Message.ChangeCall(1, BALLOT, List.of(1), TIME),
                new Message.ChangeReport(1, BALLOT, REPORT),
                new Message.ChangePrepare(1, BALLOT, own, 4, Optional.of(new Cut(5, TIME))),
                new Message.ChangeHoldings(1, BALLOT, List.of(new Message.Holding(9, true, false, -1, ids, ids, ids))),
                new Message.ChangePropose(1, BALLOT, own, DECISION),
                new Message.ChangeAccept(1, BALLOT),
                new Message.ChangeDecided(1, DECISION, own, Optional.of(WELCOME)),
                new Message.ChangeBehind(1, TIME),
                new Message.CollectDone(0, 5),
                new Message.CollectFree(0, 5),
                new Message.Inquiry(1000, new Subject.OfLock(7)),
                new Message.Inquiry(1001, new Subject.OfBarrier(-1, 300)),
                new Message.InquiryReply(1000, "lock 7, held by drone 3"));
    }

    private static List<Handshake> handshakes() {
        return List.of(
                new Greeting(7, "hive", 4096, 64 << 20, 1, 4, new Address("127.0.0.1", 4711), 32 << 20),
                new Refusal("No."),
                new Roster(List.of(new Address("a", 1), new Address("b", 65_535))));
    }

    private static String line(String name, ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return name + " " + HexFormat.of().formatHex(bytes);
    }

    @Test
    void theBytesAreThoseThatWereAgreedOn() throws IOException {
        Codec codec = new Codec(4, 10, 8);
        List<String> lines = new ArrayList<>();
        for (Message message : examples()) {
            assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
            lines.add(line(message.getClass().getSimpleName(), codec.encode(message)));
        }
        for (Handshake handshake : handshakes()) {
            lines.add(line(handshake.getClass().getSimpleName(), Handshakes.encode(handshake)));
        }
        lines.add("Frame "
                + line("", new Frames(100).message(codec, new Message.LockBusy(0, 7)))
                        .strip());
        String found = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("hivemind.rewrite")) {
            Files.writeString(EXPECTED, found, UTF_8);
        }
        assertThat(found).isEqualTo(Files.readString(EXPECTED, UTF_8));
    }

    @Test
    void thereIsAnExampleOfEveryMessage() {
        assertThat(examples().stream().map(Object::getClass).distinct().toList())
                .hasSize(Message.class.getPermittedSubclasses().length
                        - 2
                        + Message.InView.class.getPermittedSubclasses().length
                        + Message.InEpoch.class.getPermittedSubclasses().length);
    }
}
