package io.hivemind.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Diff;
import io.hivemind.protocol.Interval;
import io.hivemind.protocol.IntervalId;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Message.DiffNews;
import io.hivemind.protocol.Message.PageNews;
import io.hivemind.protocol.PageCopy;
import io.hivemind.protocol.PageSet;
import io.hivemind.protocol.ProtocolException;
import io.hivemind.protocol.VectorTime;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    private static final int PAGES = 5000;
    private static final int PAGE_SIZE = 256;

    private static Codec codec(int drones) {
        return new Codec(drones, PAGES, PAGE_SIZE);
    }

    private static int lengthOf(int drones, Message message) {
        return codec(drones).encode(message).remaining();
    }

    @Test
    void everyMessageIsDrawn() {
        assertThat(new Messages(0, 1, 1, 8).kinds()).containsExactlyInAnyOrderElementsOf(messageClasses());
    }

    private static List<Class<? extends Message>> messageClasses() {
        List<Class<? extends Message>> classes = new ArrayList<>();
        for (Class<?> type : Message.class.getPermittedSubclasses()) {
            if (type.isRecord()) {
                classes.add(type.asSubclass(Message.class));
            } else {
                for (Class<?> kind : type.getPermittedSubclasses()) {
                    classes.add(kind.asSubclass(Message.class));
                }
            }
        }
        return classes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 33, 1000})
    void everyMessageComesBackAsItWentOut(int drones) {
        Messages messages = new Messages(drones, drones, PAGES, PAGE_SIZE);
        Codec codec = codec(drones);
        for (int round = 0; round < 300; round++) {
            for (Message message : messages.one()) {
                assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
            }
        }
    }

    @Test
    void aMessageMayLieAnywhereInAnyBuffer() {
        Codec codec = codec(4);
        for (Message message : new Messages(1, 4, PAGES, PAGE_SIZE).one()) {
            ByteBuffer encoded = codec.encode(message);
            ByteBuffer direct = ByteBuffer.allocateDirect(encoded.remaining() + 7);
            direct.position(5).put(encoded.duplicate()).flip().position(5);
            ByteBuffer within = ByteBuffer.allocate(encoded.remaining() + 9).position(3);
            within = within.slice().position(2).put(encoded.duplicate()).flip().position(2);
            assertThat(codec.decode(direct)).isEqualTo(message);
            assertThat(codec.decode(within.asReadOnlyBuffer())).isEqualTo(message);
            assertThat(codec.decode(within)).isEqualTo(message);
            assertThat(within.position()).isEqualTo(2);
            assertThat(direct.position()).isEqualTo(5);
        }
    }

    @Test
    void noBeginningOfAMessageIsAMessage() {
        Codec codec = codec(4);
        for (Message message : new Messages(2, 4, PAGES, PAGE_SIZE).one()) {
            ByteBuffer encoded = codec.encode(message);
            for (int length = 0; length < encoded.remaining(); length++) {
                ByteBuffer beginning = encoded.slice(0, length);
                assertThatThrownBy(() -> codec.decode(beginning)).isInstanceOf(MalformedFrameException.class);
            }
        }
    }

    @Test
    void nothingMayFollowAMessage() {
        ByteBuffer body = ByteBuffer.wrap(new byte[] {32, 0, 0, 0, 0});
        assertThatThrownBy(() -> codec(4).decode(body))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("A frame of 5 bytes is malformed at its byte 3: 2 bytes are left over.");
    }

    @Test
    void aTimeCostsWhatDistinguishesItFromTheOneBefore() {
        int drones = 1000;
        int[] entries = new int[drones];
        Arrays.fill(entries, 100_000);
        VectorTime time = VectorTime.of(entries);
        List<Interval> news = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            time = time.with(7, 100_001 + i).with(8 + i * 9, 100_500 + i);
            news.add(new Interval(7, 100_001 + i, time, PageSet.of(i, i + 1, i + 2, i + 4)));
        }
        Message grant = new Message.LockGrant(0, 1, 1, false, news, List.of(), List.of());
        assertThat(lengthOf(drones, grant)).isLessThan(3 * drones + 100 * 20);
        Message arrive =
                new Message.BarrierArrive(0, 0, VectorTime.zero(drones), VectorTime.zero(drones), List.of(), false);
        assertThat(lengthOf(drones, arrive)).isLessThan(10);
        assertThat(lengthOf(4, new Message.LockRequest(0, 3, VectorTime.of(1, 2, 3, 4), false)))
                .isEqualTo(9);
    }

    @Test
    void whatABarrierTellsCostsFourBytesForEachDroneThatWrote() {
        for (int drones : new int[] {8, 64, 1000}) {
            int[] entries = new int[drones];
            Arrays.fill(entries, 100_000);
            VectorTime before = VectorTime.of(entries);
            List<Interval> news = new ArrayList<>();
            for (int drone = 0; drone < drones; drone++) {
                PageSet block = PageSet.of(4 * drone, 4 * drone + 1, 4 * drone + 2, 4 * drone + 3);
                news.add(new Interval(drone, 100_001, before.with(drone, 100_001), block));
            }
            assertThat(lengthOf(drones, new Message.BarrierRelease(0, 0, news, Optional.empty())))
                    .isLessThan(4 * drones + 20);
            VectorTime time = news.getLast().time();
            Message arrive = new Message.BarrierArrive(0, 0, time, time, List.of(news.getLast()), false);
            assertThat(lengthOf(drones, arrive)).isLessThan(27);
        }
    }

    @Test
    void intervalsOfOneDroneAfterTheOtherCostWhatIsNewInThem() {
        VectorTime time = VectorTime.zero(64);
        List<Interval> news = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            time = time.with(5, i + 1);
            news.add(new Interval(5, i + 1, time, PageSet.of(77)));
        }
        assertThat(lengthOf(64, new Message.IntervalReply(news))).isLessThan(2 * 100 + 10);
    }

    @Test
    void aRunOfPagesCostsNoMoreThanTwoNumbers() {
        int[] pages = new int[PAGES];
        Arrays.setAll(pages, page -> page);
        Interval all = new Interval(0, 1, VectorTime.of(1), PageSet.of(pages));
        assertThat(lengthOf(1, new Message.IntervalReply(List.of(all)))).isLessThan(10);
    }

    @Test
    void whatTheHiveDoesNotHaveIsNotSent() {
        VectorTime time = VectorTime.of(1, 1);
        assertThatThrownBy(() -> lengthOf(2, new Message.LockForward(0, 1, 2, time, false)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("A message cannot be sent: a drone in it is 2, it must be from 0 to 1.");
        assertThatThrownBy(() -> lengthOf(1, new Message.LockRequest(0, 1, time, false)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("A time with 2 entries cannot be sent in a hive of 1 drones at most.");
        Interval misnumbered = new Interval(0, 2, time, PageSet.of(0));
        assertThatThrownBy(() -> lengthOf(2, new Message.IntervalReply(List.of(misnumbered))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("must be its index");
        PageNews shortCopy = new PageNews(
                1, Optional.of(new Message.CopyNews(PageCopy.of(new byte[3]), 0, List.of())), List.of(), List.of());
        assertThatThrownBy(() -> lengthOf(2, new Message.PageReply(0, List.of(), List.of(shortCopy))))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("A copy of 3 bytes cannot be sent: a page has 256.");
    }

    @Test
    void whatTheHiveDoesNotHaveIsNotLetIn() {
        Codec big = new Codec(1000, 1 << 20, PAGE_SIZE);
        Message page = new Message.PageRequest(0, Optional.empty(), List.of(new Message.PageWant(PAGES, 0, List.of())));
        Message drone = new Message.LockForward(0, 1, 4, VectorTime.zero(1000), false);
        PageSet pages = PageSet.of(PAGES - 1, PAGES);
        Message notice = new Message.IntervalReply(
                List.of(new Interval(0, 1, VectorTime.zero(1000).with(0, 1), pages)));
        VectorTime fifth = VectorTime.zero(1000).with(4, 1);
        Message entry = new Message.BarrierArrive(0, 0, fifth, fifth, List.of(), false);
        for (Message message : List.of(page, drone, notice, entry)) {
            ByteBuffer encoded = big.encode(message);
            assertThat(big.decode(encoded)).isEqualTo(message);
            assertThatThrownBy(() -> codec(4).decode(encoded)).isInstanceOf(MalformedFrameException.class);
        }
    }

    @Test
    void aDiffThatDoesNotFitItsPageIsNotLetIn() {
        byte[] behindThePage = {1, 127, 1, 5, 127, 1, 6, 127, 1, 7};
        PageNews news = new PageNews(
                0, Optional.empty(), List.of(new DiffNews(new IntervalId(0, 1), Diff.of(behindThePage))), List.of());
        ByteBuffer encoded = codec(4).encode(new Message.PageReply(0, List.of(), List.of(news)));
        assertThatThrownBy(() -> codec(4).decode(encoded))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("a page of 256 bytes");
    }
}
