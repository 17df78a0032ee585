package io.hivemind.simulator;

import io.hivemind.protocol.Diff;
import io.hivemind.protocol.Input;
import io.hivemind.protocol.Interval;
import io.hivemind.protocol.IntervalId;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Outcome;
import io.hivemind.protocol.VectorTime;
import io.hivemind.protocol.View;
import java.util.List;

/**
 * A number for what went in and out of the core, the same in every JVM. Vector times count with their sum alone: with a
 * thousand drones everything else would be lost in reading them.
 */
final class Digest {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Digest() {}

    static long mix(long digest, long value) {
        return (Long.rotateLeft(digest, 23) ^ value) * SPREAD;
    }

    static long of(Input input) {
        return switch (input) {
            case Input.Received received -> mix(mix(1, received.from()), of(received.message()));
            case Input.Touch touch ->
                mix(
                        mix(mix(2, touch.ticket()), touch.first()),
                        touch.count() * 4L
                                + touch.wanted().level()
                                + touch.manner().name().length() * 1_000_003L);
            case Input.Acquire acquire -> mix(mix(3, acquire.ticket()), acquire.lock());
            case Input.Exempt exempt -> mix(mix(58, exempt.first()), exempt.count());
            case Input.Summon summon -> mix(15, summon.locks().hashCode());
            case Input.Release release -> mix(mix(4, release.thread()), release.lock());
            case Input.Await await -> mix(mix(5, await.ticket()), await.lock());
            case Input.Signal signal -> mix(mix(6, signal.thread()), signal.lock());
            case Input.Arrive arrive -> mix(mix(7, arrive.ticket()), arrive.barrier());
            case Input.Abandon abandon -> mix(8, abandon.ticket());
            case Input.Inquire inquire -> mix(mix(9, inquire.ticket()), inquire.about());
            case Input.Register register -> mix(10, register.thread());
            case Input.Quiesce quiesce -> mix(11, quiesce.thread());
            case Input.Retire retire -> mix(12, retire.thread());
            case Input.Collect _ -> 13;
            case Input.Tick _ -> 14;
            case Input.LetGo letGo -> mix(16, letGo.thread());
            case Input.Suspect suspect -> mix(19, suspect.drone());
            case Input.Admit admit -> mix(17, admit.rank());
            case Input.Leave leave -> mix(18, leave.ticket());
        };
    }

    static long of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Plain plain -> plain.name().hashCode();
            case Outcome.Answer answer -> mix(20, answer.text().hashCode());
            case Outcome.Passed passed -> mix(22, of(passed.view()));
            case Outcome.Full full -> mix(21, full.text().hashCode());
        };
    }

    static long of(Message message) {
        return switch (message) {
            case Message.LockRequest request -> mix(mix(30, request.lock()), of(request.time()));
            case Message.LockForward forward ->
                mix(mix(mix(31, forward.lock()), forward.requester()), of(forward.time()));
            case Message.LockGrant grant ->
                mix(
                        mix(
                                mix(mix(mix(32, grant.lock()), grant.fence()), ofIntervals(grant.news())),
                                ofDiffs(grant.diffs())),
                        grant.waiters().size());
            case Message.LockBusy busy -> mix(33, busy.lock());
            case Message.LockSignal signal -> mix(mix(34, signal.lock()), signal.ticket());
            case Message.BarrierArrive arrive ->
                mix(
                        mix(mix(mix(35, arrive.barrier()), of(arrive.least())), of(arrive.mentioned())),
                        ofIntervals(arrive.brought()));
            case Message.BarrierRelease release -> mix(mix(36, release.barrier()), ofIntervals(release.news()));
            case Message.IntervalRequest request -> mix(37, request.after());
            case Message.IntervalReply reply -> mix(38, ofIntervals(reply.own()));
            case Message.PageRequest request -> ofWants(request.wants());
            case Message.PageReply reply -> mix(ofIntervals(reply.heard()), ofNews(reply.news()));
            case Message.PagePush push -> mix(49, ofDiffs(push.diffs()));
            case Message.CollectWanted _ -> 41;
            case Message.CollectCall call -> mix(42, call.collection());
            case Message.CollectArrive arrive -> mix(mix(43, of(arrive.time())), ofIntervals(arrive.own()));
            case Message.CollectStart start -> mix(mix(44, of(start.cut().time())), ofIntervals(start.news()));
            case Message.Backup backup -> mix(mix(53, backup.number()), ofDiffs(backup.diffs()));
            case Message.BackupKept kept -> mix(54, kept.number());
            case Message.ChangeCall _,
                    Message.ChangeReport _,
                    Message.ChangePrepare _,
                    Message.ChangeHoldings _,
                    Message.ChangePropose _,
                    Message.ChangeAccept _,
                    Message.ChangeDecided _,
                    Message.ChangeBehind _ -> mix(55, Text.of(message).hashCode());
            case Message.AdmitWanted wanted -> mix(51, wanted.rank());
            case Message.Suspected suspected -> mix(mix(57, suspected.view()), suspected.rank());
            case Message.LeaveWanted _ -> 52;
            case Message.LeaveGranted _ -> 56;
            case Message.CollectDone done -> mix(45, done.collection());
            case Message.CollectFree free -> mix(46, free.collection());
            case Message.Inquiry inquiry -> mix(47, inquiry.ticket());
            case Message.InquiryReply reply -> mix(48, reply.text().hashCode());
        };
    }

    static long of(View view) {
        return mix(mix(view.number(), view.ranks()), view.members().hashCode());
    }

    private static long of(VectorTime time) {
        return time.sum();
    }

    private static long of(IntervalId interval) {
        return mix(interval.creator(), interval.index());
    }

    private static long of(Diff diff) {
        return diff.hashCode();
    }

    private static long ofIntervals(List<Interval> intervals) {
        long digest = intervals.size();
        for (Interval interval : intervals) {
            digest = mix(
                    mix(mix(digest, of(interval.id())), of(interval.time())),
                    interval.pages().hashCode());
        }
        return digest;
    }

    private static long ofIds(List<IntervalId> ids) {
        long digest = ids.size();
        for (IntervalId id : ids) {
            digest = mix(digest, of(id));
        }
        return digest;
    }

    private static long ofWants(List<Message.PageWant> wants) {
        long digest = 39;
        for (Message.PageWant want : wants) {
            digest = mix(mix(mix(digest, want.page()), want.copyOf()), ofIds(want.diffs()));
        }
        return digest;
    }

    private static long ofDiffs(List<Message.PageDiffs> pages) {
        long digest = 50;
        for (Message.PageDiffs ofPage : pages) {
            digest = mix(mix(digest, ofPage.page()), ofDiffNews(ofPage.diffs()));
        }
        return digest;
    }

    private static long ofDiffNews(List<Message.DiffNews> diffs) {
        long digest = diffs.size();
        for (Message.DiffNews diff : diffs) {
            digest = mix(mix(digest, of(diff.interval())), of(diff.diff()));
        }
        return digest;
    }

    private static long ofNews(List<Message.PageNews> pages) {
        long digest = 40;
        for (Message.PageNews news : pages) {
            digest = mix(mix(digest, news.page()), ofIds(news.absent()));
            digest = mix(digest, ofDiffNews(news.diffs()));
            if (news.copy().isPresent()) {
                Message.CopyNews copy = news.copy().get();
                digest = mix(mix(mix(digest, copy.collection()), copy.copy().hashCode()), ofIds(copy.contains()));
            }
        }
        return digest;
    }
}
