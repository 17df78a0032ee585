package io.hivemind.simulator;

import io.hivemind.protocol.Message;
import io.hivemind.wire.Codec;
import io.hivemind.wire.Frames;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;

/** Counts messages, their bytes as whole frames, and the intervals in them, at the drone that sends and at the one that receives. */
final class Meter {
    /** What the messages for one purpose came to, by drone. */
    static final class Count {
        private final long[] messages;
        private final long[] bytes;
        private final long[] intervals;

        private Count(int drones) {
            messages = new long[drones];
            bytes = new long[drones];
            intervals = new long[drones];
        }

        LongSummaryStatistics messages() {
            return LongStream.of(messages).summaryStatistics();
        }

        LongSummaryStatistics bytes() {
            return LongStream.of(bytes).summaryStatistics();
        }

        LongSummaryStatistics intervals() {
            return LongStream.of(intervals).summaryStatistics();
        }

        private void add(int drone, int ofBytes, int ofIntervals) {
            messages[drone]++;
            bytes[drone] += ofBytes;
            intervals[drone] += ofIntervals;
        }
    }

    private final Codec codec;
    private final Frames frames = new Frames(Frames.USUAL_LIMIT);
    private final Count barriers;
    private final Count pages;

    Meter(int drones, Codec codec) {
        this.codec = codec;
        this.barriers = new Count(drones);
        this.pages = new Count(drones);
    }

    void add(int from, int to, Message message) {
        int bytes = frames.message(codec, message).remaining();
        int intervals = intervals(message);
        Count count = countOf(message);
        count.add(from, bytes, intervals);
        count.add(to, bytes, intervals);
    }

    /** {@return what is for barriers} */
    Count barriers() {
        return barriers;
    }

    /** {@return what is for the contents of pages} */
    Count pages() {
        return pages;
    }

    private Count countOf(Message message) {
        return switch (message) {
            case Message.BarrierArrive _,
                    Message.BarrierRelease _,
                    Message.IntervalRequest _,
                    Message.IntervalReply _ -> barriers;
            case Message.PageRequest _, Message.PageReply _, Message.PagePush _ -> pages;
            case Message.LockRequest _,
                    Message.LockForward _,
                    Message.LockGrant _,
                    Message.LockBusy _,
                    Message.LockSignal _,
                    Message.CollectWanted _,
                    Message.AdmitWanted _,
                    Message.Suspected _,
                    Message.Backup _,
                    Message.BackupKept _,
                    Message.ChangeCall _,
                    Message.ChangeReport _,
                    Message.ChangePrepare _,
                    Message.ChangeHoldings _,
                    Message.ChangePropose _,
                    Message.ChangeAccept _,
                    Message.ChangeDecided _,
                    Message.ChangeBehind _,
                    Message.LeaveWanted _,
                    Message.LeaveGranted _,
                    Message.CollectCall _,
                    Message.CollectArrive _,
                    Message.CollectStart _,
                    Message.CollectDone _,
                    Message.CollectFree _,
                    Message.Inquiry _,
                    Message.InquiryReply _ ->
                throw new IllegalArgumentException(
                        "A program of barriers alone sent " + Text.of(message) + ", which it has no use for.");
        };
    }

    private static int intervals(Message message) {
        return switch (message) {
            case Message.BarrierArrive arrive -> arrive.brought().size();
            case Message.BarrierRelease release -> release.news().size();
            case Message.IntervalReply reply -> reply.own().size();
            default -> 0;
        };
    }
}
