package io.hivemind.bench.micro;

import io.hivemind.protocol.Interval;
import io.hivemind.protocol.IntervalId;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.PageCopy;
import io.hivemind.protocol.PageSet;
import io.hivemind.protocol.VectorTime;
import io.hivemind.wire.Codec;
import io.hivemind.wire.Frames;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to turn messages into frames, checksum included, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MessageBenchmark {
    private static final int DRONES = 8;

    private final Codec codec = new Codec(DRONES, 16_384, Heap.PAGE_SIZE);
    private final Frames frames = new Frames(Frames.USUAL_LIMIT);
    private final Message pageReply = pageReply();
    private final Message lockGrant = lockGrant();
    private final ByteBuffer pageReplyFrame = frames.message(codec, pageReply);
    private final ByteBuffer lockGrantFrame = frames.message(codec, lockGrant);

    /** A whole page into a frame. */
    @Benchmark
    public ByteBuffer encodePageReply() {
        return frames.message(codec, pageReply);
    }

    /** A whole page out of a frame. */
    @Benchmark
    public Message decodePageReply() {
        return decode(pageReplyFrame);
    }

    /** A lock's grant with four intervals into a frame. */
    @Benchmark
    public ByteBuffer encodeLockGrant() {
        return frames.message(codec, lockGrant);
    }

    /** A lock's grant with four intervals out of a frame. */
    @Benchmark
    public Message decodeLockGrant() {
        return decode(lockGrantFrame);
    }

    private Message decode(ByteBuffer frame) {
        ByteBuffer body = frame.slice(Frames.HEADER_BYTES, frame.remaining() - Frames.HEADER_BYTES);
        frames.check(frames.header(frame), body);
        return codec.decode(body);
    }

    private static Message pageReply() {
        byte[] page = new byte[Heap.PAGE_SIZE];
        Arrays.fill(page, (byte) 7);
        var copy = new Message.CopyNews(PageCopy.of(page), 0, List.of(new IntervalId(1, 1)));
        return new Message.PageReply(
                0, List.of(), List.of(new Message.PageNews(5, Optional.of(copy), List.of(), List.of())));
    }

    private static Message lockGrant() {
        VectorTime time = VectorTime.zero(DRONES);
        Interval[] news = new Interval[4];
        for (int i = 0; i < news.length; i++) {
            time = time.with(1, i + 1);
            news[i] = new Interval(1, i + 1, time, PageSet.of(100 + i, 200 + i, 300 + i));
        }
        return new Message.LockGrant(0, 1L << 33, 17, false, List.of(news), List.of(), List.of());
    }
}
