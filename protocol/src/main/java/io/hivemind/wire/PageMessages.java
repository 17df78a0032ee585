package io.hivemind.wire;

import io.hivemind.pages.DiffFormat;
import io.hivemind.protocol.Diff;
import io.hivemind.protocol.Interval;
import io.hivemind.protocol.Message.Backup;
import io.hivemind.protocol.Message.BackupKept;
import io.hivemind.protocol.Message.CopyNews;
import io.hivemind.protocol.Message.DiffNews;
import io.hivemind.protocol.Message.PageDiffs;
import io.hivemind.protocol.Message.PageNews;
import io.hivemind.protocol.Message.PagePush;
import io.hivemind.protocol.Message.PageReply;
import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.PageWant;
import io.hivemind.protocol.PageCopy;
import io.hivemind.protocol.ProtocolException;
import io.hivemind.protocol.VectorTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of what drones say about the contents of pages. Diffs are looked through before they are let in, so that the
 * core never meets one that does not fit its page.
 */
record PageMessages(Ranges ranges, History history) {
    private static final int LEAST_WANT_BYTES = 3;
    private static final int LEAST_NEWS_BYTES = 4;
    private static final int LEAST_DIFFS_BYTES = 2;
    private static final int LEAST_DIFF_BYTES = 3;

    void write(Sink out, PageRequest message) {
        ranges.view(out, message.epoch());
        out.flag(message.time().isPresent());
        message.time().ifPresent(time -> history.time(out, time));
        out.varint(message.wants().size());
        int previous = 0;
        for (PageWant want : message.wants()) {
            ranges.page(out, want.page(), previous);
            ranges.natural(out, want.copyOf() + 1, "the number, plus one, of a collection");
            ranges.ids(out, want.diffs());
            previous = want.page();
        }
    }

    PageRequest request(Source in) {
        int epoch = ranges.view(in);
        Optional<VectorTime> time =
                in.flag("whether a copy is asked for") ? Optional.of(history.time(in)) : Optional.empty();
        int count = in.count(LEAST_WANT_BYTES, "the number of pages");
        List<PageWant> wants = new ArrayList<>(count);
        int page = 0;
        for (int i = 0; i < count; i++) {
            page = ranges.page(in, page);
            wants.add(new PageWant(page, ranges.natural(in, "the number of a collection") - 1, ranges.ids(in)));
        }
        return new PageRequest(epoch, time, wants);
    }

    void write(Sink out, PageReply message) {
        ranges.view(out, message.epoch());
        history.intervals(out, message.heard());
        out.varint(message.news().size());
        int previous = 0;
        for (PageNews news : message.news()) {
            ranges.page(out, news.page(), previous);
            out.flag(news.copy().isPresent());
            news.copy().ifPresent(copy -> copy(out, copy));
            diffs(out, news.diffs());
            ranges.ids(out, news.absent());
            previous = news.page();
        }
    }

    PageReply reply(Source in) {
        int epoch = ranges.view(in);
        List<Interval> heard = history.intervals(in);
        int count = in.count(LEAST_NEWS_BYTES, "the number of pages");
        List<PageNews> news = new ArrayList<>(count);
        int page = 0;
        for (int i = 0; i < count; i++) {
            page = ranges.page(in, page);
            Optional<CopyNews> copy = in.flag("whether there is a copy") ? Optional.of(copy(in)) : Optional.empty();
            news.add(new PageNews(page, copy, diffs(in), ranges.ids(in)));
        }
        return new PageReply(epoch, heard, news);
    }

    void write(Sink out, PagePush message) {
        ranges.view(out, message.epoch());
        write(out, message.diffs());
    }

    void write(Sink out, Backup message) {
        ranges.view(out, message.epoch());
        ranges.natural(out, message.number(), "the number of a backup");
        write(out, message.diffs());
    }

    Backup backup(Source in) {
        return new Backup(ranges.view(in), ranges.natural(in, "the number of a backup"), pageDiffs(in));
    }

    void write(Sink out, BackupKept message) {
        ranges.view(out, message.epoch());
        ranges.natural(out, message.number(), "the number of a backup");
    }

    BackupKept backupKept(Source in) {
        return new BackupKept(ranges.view(in), ranges.natural(in, "the number of a backup"));
    }

    PagePush push(Source in) {
        return new PagePush(ranges.view(in), pageDiffs(in));
    }

    void write(Sink out, List<PageDiffs> diffs) {
        out.varint(diffs.size());
        int previous = 0;
        for (PageDiffs ofPage : diffs) {
            ranges.page(out, ofPage.page(), previous);
            diffs(out, ofPage.diffs());
            previous = ofPage.page();
        }
    }

    List<PageDiffs> pageDiffs(Source in) {
        int count = in.count(LEAST_DIFFS_BYTES, "the number of pages");
        List<PageDiffs> diffs = new ArrayList<>(count);
        int page = 0;
        for (int i = 0; i < count; i++) {
            page = ranges.page(in, page);
            diffs.add(new PageDiffs(page, diffs(in)));
        }
        return diffs;
    }

    /** {@return about how many bytes diffs take} */
    static int expectedBytes(List<PageDiffs> diffs) {
        int bytes = 0;
        for (PageDiffs ofPage : diffs) {
            bytes += 16 + expectedBytesOf(ofPage.diffs());
        }
        return bytes;
    }

    /** {@return about how many bytes a reply takes} */
    static int expectedBytes(PageReply reply) {
        int bytes = 0;
        for (PageNews news : reply.news()) {
            bytes += 32 + 8 * news.absent().size();
            if (news.copy().isPresent()) {
                bytes += news.copy().get().copy().bytes().length;
            }
            bytes += expectedBytesOf(news.diffs());
        }
        return bytes;
    }

    private static int expectedBytesOf(List<DiffNews> diffs) {
        int bytes = 0;
        for (DiffNews diff : diffs) {
            bytes += 16 + diff.diff().length();
        }
        return bytes;
    }

    private void diffs(Sink out, List<DiffNews> diffs) {
        out.varint(diffs.size());
        for (DiffNews diff : diffs) {
            ranges.id(out, diff.interval());
            out.varint(diff.diff().length());
            out.raw(diff.diff().encoded());
        }
    }

    private void copy(Sink out, CopyNews copy) {
        byte[] bytes = copy.copy().bytes();
        if (bytes.length != ranges.pageSize()) {
            throw new ProtocolException(
                    "A copy of " + bytes.length + " bytes cannot be sent: a page has " + ranges.pageSize() + ".");
        }
        out.raw(bytes);
        ranges.natural(out, copy.collection(), "the number of a collection");
        ranges.ids(out, copy.contains());
    }

    private CopyNews copy(Source in) {
        PageCopy copy = PageCopy.of(in.raw(ranges.pageSize(), "the copy of a page"));
        return new CopyNews(copy, ranges.natural(in, "the number of a collection"), ranges.ids(in));
    }

    private List<DiffNews> diffs(Source in) {
        int count = in.count(LEAST_DIFF_BYTES, "the number of diffs");
        List<DiffNews> diffs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            diffs.add(new DiffNews(ranges.id(in), diff(in)));
        }
        return diffs;
    }

    private Diff diff(Source in) {
        byte[] encoded = in.raw(in.count(1, "the length of a diff"), "a diff");
        DiffFormat.flaw(encoded, ranges.pageSize()).ifPresent(flaw -> {
            throw new MalformedFrameException(flaw);
        });
        return Diff.of(encoded);
    }
}
