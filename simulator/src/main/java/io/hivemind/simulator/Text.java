package io.hivemind.simulator;

import io.hivemind.protocol.Input;
import io.hivemind.protocol.Interval;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Outcome;
import io.hivemind.protocol.View;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Inputs, messages and outcomes as a reader wants to see them: short, and the same in every JVM. */
final class Text {
    private Text() {}

    static String of(Journal.Happening what) {
        return switch (what) {
            case Journal.Happening.In in -> of(in.input());
            case Journal.Happening.Sent sent -> "sends to " + sent.to() + ": " + of(sent.message());
            case Journal.Happening.Resumed resumed -> "wait " + resumed.ticket() + " ends: " + of(resumed.outcome());
            case Journal.Happening.Viewed viewed -> "is told of " + of(viewed.view());
            case Journal.Happening.Lost lost -> "is told that something is lost" + ViewText.ofRepairs(lost.repairs());
            case Journal.Happening.Befell befell -> befell.what();
            case Journal.Happening.Landed landed ->
                "thread " + landed.thread() + ": " + OpText.of(landed.access()) + " = " + landed.value();
        };
    }

    static String of(Input input) {
        return switch (input) {
            case Input.Received received -> "receives from " + received.from() + ": " + of(received.message());
            case Input.Touch touch ->
                "thread " + touch.thread() + " needs "
                        + touch.wanted().name().toLowerCase(Locale.ROOT) + " access to "
                        + (touch.count() == 1
                                ? "page " + touch.first()
                                : "pages " + touch.first() + ".." + (touch.first() + touch.count() - 1))
                        + (touch.manner() == Input.Manner.HELD ? " and holds them" : "");
            case Input.Acquire acquire ->
                "thread " + acquire.thread() + (acquire.immediate() ? " tries lock " : " wants lock ") + acquire.lock();
            case Input.Exempt exempt -> exempt.count() + " pages from " + exempt.first() + " on are exempt";
            case Input.Summon summon -> "locks " + summon.locks() + " are summoned";
            case Input.Release release -> "thread " + release.thread() + " releases lock " + release.lock();
            case Input.Await await ->
                "thread " + await.thread() + " awaits condition " + await.condition() + " of lock " + await.lock();
            case Input.Signal signal ->
                "thread " + signal.thread() + (signal.all() ? " signals all on condition " : " signals condition ")
                        + signal.condition() + " of lock " + signal.lock();
            case Input.Arrive arrive -> "thread " + arrive.thread() + " arrives at barrier " + arrive.barrier();
            case Input.Abandon abandon -> "wait " + abandon.ticket() + " is given up";
            case Input.Inquire inquire -> "asks what wait " + inquire.about() + " waits for";
            case Input.Register register -> "thread " + register.thread() + " registers";
            case Input.Quiesce quiesce -> "thread " + quiesce.thread() + " seen outside any access";
            case Input.Retire retire -> "thread " + retire.thread() + " has ended";
            case Input.Collect _ -> "a collection is demanded";
            case Input.Tick _ -> "tick";
            case Input.Suspect suspect -> "takes drone " + suspect.drone() + " to have failed";
            case Input.Admit admit -> "drone " + admit.rank() + " is admitted";
            case Input.Leave _ -> "wants to leave";
            case Input.LetGo letGo -> "thread " + letGo.thread() + " lets go";
        };
    }

    static String of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Plain plain -> plain.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case Outcome.Answer answer -> "it waits for " + answer.text();
            case Outcome.Passed passed -> "passed in " + of(passed.view());
            case Outcome.Full full -> "there is no room: " + full.text();
        };
    }

    static String of(View view) {
        return "view " + view.number() + " of " + view.members();
    }

    /** {@return the kind of a message, a word} */
    static String kind(Message message) {
        return message.getClass().getSimpleName();
    }

    static String of(Message message) {
        String what = detail(message);
        String view = message instanceof Message.InView said && said.view() > 0 ? " in view " + said.view() : "";
        return kind(message) + (what.isEmpty() ? "" : " " + what) + view;
    }

    private static String detail(Message message) {
        return switch (message) {
            case Message.LockRequest request ->
                "lock " + request.lock() + immediately(request.immediate()) + " knows " + request.time();
            case Message.LockForward forward ->
                "lock " + forward.lock() + " for " + forward.requester() + immediately(forward.immediate()) + " knows "
                        + forward.time();
            case Message.LockGrant grant ->
                "lock " + grant.lock() + " fence " + grant.fence() + news(grant.news()) + carried(grant.diffs())
                        + (grant.waiters().isEmpty() ? "" : " waiters " + waiters(grant.waiters()));
            case Message.LockBusy busy -> "lock " + busy.lock();
            case Message.LockSignal signal -> "lock " + signal.lock();
            case Message.BarrierArrive arrive ->
                "barrier " + arrive.barrier() + " knows " + arrive.least()
                        + (arrive.mentioned().equals(arrive.least()) ? "" : " mentions " + arrive.mentioned())
                        + news(arrive.brought())
                        + (arrive.wantsCollection() ? " wants a collection" : "");
            case Message.BarrierRelease release ->
                "barrier " + release.barrier() + news(release.news())
                        + release.collect().map(Text::of).orElse("");
            case Message.IntervalRequest request -> "after " + request.after();
            case Message.IntervalReply reply -> news(reply.own()).strip();
            case Message.PageRequest request ->
                request.wants().stream().map(Text::of).collect(Collectors.joining("; "));
            case Message.PageReply reply ->
                reply.news().stream().map(Text::of).collect(Collectors.joining("; ", "", news(reply.heard())));
            case Message.PagePush push -> ofDiffs(push.diffs());
            case Message.CollectWanted _ -> "";
            case Message.CollectCall call -> "" + call.collection();
            case Message.CollectArrive arrive -> arrive.collection() + " knows " + arrive.time() + news(arrive.own());
            case Message.CollectStart start -> (of(start.cut()) + news(start.news())).strip();
            case Message.Backup backup -> "number " + backup.number() + ": " + ofDiffs(backup.diffs());
            case Message.BackupKept kept -> "number " + kept.number();
            case Message.ChangeCall _,
                    Message.ChangeReport _,
                    Message.ChangePrepare _,
                    Message.ChangeHoldings _,
                    Message.ChangePropose _,
                    Message.ChangeAccept _,
                    Message.ChangeDecided _,
                    Message.ChangeBehind _ -> ViewText.of(message);
            case Message.AdmitWanted wanted -> "drone " + wanted.rank();
            case Message.Suspected suspected -> "drone " + suspected.rank();
            case Message.LeaveWanted _ -> "";
            case Message.LeaveGranted _ -> "";
            case Message.CollectDone done -> "" + done.collection();
            case Message.CollectFree free -> "" + free.collection();
            case Message.Inquiry inquiry -> "about " + of(inquiry.subject());
            case Message.InquiryReply reply -> "\"" + reply.text() + "\"";
        };
    }

    private static String immediately(boolean immediate) {
        return immediate ? " at once" : "";
    }

    static String of(Message.Cut cut) {
        return " collection " + cut.collection() + " up to " + cut.time();
    }

    private static String of(Message.Subject subject) {
        return switch (subject) {
            case Message.Subject.OfLock lock -> "lock " + lock.lock();
            case Message.Subject.OfBarrier barrier -> "barrier " + barrier.barrier();
        };
    }

    static String waiters(List<Message.Waiter> waiters) {
        return waiters.stream()
                .map(waiter -> waiter.drone() + "/" + waiter.condition())
                .collect(Collectors.joining(" ", "[", "]"));
    }

    static String news(List<Interval> news) {
        return news.isEmpty()
                ? ""
                : news.stream().map(Interval::toString).collect(Collectors.joining(" ", " news ", ""));
    }

    private static String carried(List<Message.PageDiffs> diffs) {
        return diffs.isEmpty() ? "" : " with " + ofDiffs(diffs);
    }

    private static String ofDiffs(List<Message.PageDiffs> pages) {
        return pages.stream()
                .map(diffs -> "page " + diffs.page()
                        + diffs.diffs().stream()
                                .map(diff -> " diff of " + diff.interval())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("; "));
    }

    private static String of(Message.PageWant want) {
        return "page " + want.page() + (want.copyOf() >= 0 ? " whole" : "")
                + (want.diffs().isEmpty() ? "" : " diffs " + want.diffs());
    }

    private static String of(Message.PageNews news) {
        StringBuilder text = new StringBuilder("page ").append(news.page());
        news.copy().ifPresent(copy -> text.append(" whole with ").append(copy.contains()));
        for (Message.DiffNews diff : news.diffs()) {
            text.append(" diff of ").append(diff.interval());
            text.append(" (").append(diff.diff().length()).append(" bytes)");
        }
        if (!news.absent().isEmpty()) {
            text.append(" not here ").append(news.absent());
        }
        return text.toString();
    }
}
