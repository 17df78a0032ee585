package io.hivemind.wire;

import io.hivemind.protocol.Ballot;
import io.hivemind.protocol.IntervalId;
import io.hivemind.protocol.Message.Accepted;
import io.hivemind.protocol.Message.ChangeAccept;
import io.hivemind.protocol.Message.ChangeBehind;
import io.hivemind.protocol.Message.ChangeCall;
import io.hivemind.protocol.Message.ChangeDecided;
import io.hivemind.protocol.Message.ChangeHoldings;
import io.hivemind.protocol.Message.ChangePrepare;
import io.hivemind.protocol.Message.ChangePropose;
import io.hivemind.protocol.Message.ChangeReport;
import io.hivemind.protocol.Message.Decision;
import io.hivemind.protocol.Message.DiffSource;
import io.hivemind.protocol.Message.Holding;
import io.hivemind.protocol.Message.Progress;
import io.hivemind.protocol.Message.Repair;
import io.hivemind.protocol.Message.Report;
import io.hivemind.protocol.VectorTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The bytes of what drones say to agree on the next view. */
record ChangeMessages(Ranges ranges, History history, CollectMessages collections, ViewMessages views) {
    private static final int LEAST_HOLDING_BYTES = 7;
    private static final int LEAST_REPAIR_BYTES = 4;
    private static final int LEAST_SOURCE_BYTES = 3;

    void write(Sink out, ChangeCall message) {
        ranges.view(out, message.view());
        ballot(out, message.ballot());
        drones(out, message.gone());
        history.time(out, message.time());
    }

    ChangeCall call(Source in) {
        return new ChangeCall(ranges.view(in), ballot(in), drones(in), history.time(in));
    }

    void write(Sink out, ChangeReport message) {
        ranges.view(out, message.view());
        ballot(out, message.ballot());
        Report report = message.report();
        history.time(out, report.time());
        history.intervals(out, report.intervals(), report.time());
        out.flag(report.leaving());
        collections.number(out, report.progress().latest());
        collections.number(out, report.progress().ended());
        optional(out, report.progress().current(), collections::cut);
        out.flag(report.progress().fresh());
        views.write(out, report.standing());
        optional(out, report.accepted(), (to, accepted) -> {
            ballot(to, accepted.ballot());
            decision(to, accepted.decision());
        });
    }

    ChangeReport report(Source in) {
        int view = ranges.view(in);
        Ballot ballot = ballot(in);
        VectorTime time = history.time(in);
        return new ChangeReport(
                view,
                ballot,
                new Report(
                        time,
                        history.intervals(in, time),
                        in.flag("whether a drone is leaving"),
                        new Progress(
                                collections.number(in),
                                collections.number(in),
                                optional(in, collections::cut),
                                in.flag("whether a drone is fresh")),
                        views.standing(in),
                        optional(in, from -> new Accepted(ballot(from), decision(from)))));
    }

    void write(Sink out, ChangePrepare message) {
        ranges.view(out, message.view());
        ballot(out, message.ballot());
        history.intervals(out, message.news());
        collections.number(out, message.ended());
        optional(out, message.unfinished(), collections::cut);
    }

    ChangePrepare prepare(Source in) {
        return new ChangePrepare(
                ranges.view(in),
                ballot(in),
                history.intervals(in),
                collections.number(in),
                optional(in, collections::cut));
    }

    void write(Sink out, ChangeHoldings message) {
        ranges.view(out, message.view());
        ballot(out, message.ballot());
        ViewMessages.list(out, message.holdings(), this::holding);
    }

    ChangeHoldings holdings(Source in) {
        return new ChangeHoldings(
                ranges.view(in), ballot(in), ViewMessages.list(in, LEAST_HOLDING_BYTES, this::holding));
    }

    void write(Sink out, ChangePropose message) {
        ranges.view(out, message.view());
        ballot(out, message.ballot());
        history.intervals(out, message.news());
        decision(out, message.decision());
    }

    ChangePropose propose(Source in) {
        return new ChangePropose(ranges.view(in), ballot(in), history.intervals(in), decision(in));
    }

    void write(Sink out, ChangeAccept message) {
        ranges.view(out, message.view());
        ballot(out, message.ballot());
    }

    ChangeAccept accept(Source in) {
        return new ChangeAccept(ranges.view(in), ballot(in));
    }

    void write(Sink out, ChangeDecided message) {
        ranges.view(out, message.view());
        decision(out, message.decision());
        history.intervals(out, message.news());
        optional(out, message.welcome(), views::welcome);
    }

    ChangeDecided decided(Source in) {
        return new ChangeDecided(ranges.view(in), decision(in), history.intervals(in), optional(in, views::welcome));
    }

    void write(Sink out, ChangeBehind message) {
        ranges.view(out, message.view());
        history.time(out, message.time());
    }

    ChangeBehind behind(Source in) {
        return new ChangeBehind(ranges.view(in), history.time(in));
    }

    private void ballot(Sink out, Ballot ballot) {
        ranges.natural(out, ballot.attempt(), "the number of an attempt");
        ranges.drone(out, ballot.leader());
    }

    private Ballot ballot(Source in) {
        return new Ballot(ranges.natural(in, "the number of an attempt"), ranges.drone(in));
    }

    private void drones(Sink out, List<Integer> drones) {
        ViewMessages.list(out, drones, ranges::drone);
    }

    private List<Integer> drones(Source in) {
        return ViewMessages.list(in, 1, ranges::drone);
    }

    private void decision(Sink out, Decision decision) {
        views.view(out, decision.view());
        drones(out, decision.gone());
        drones(out, decision.fresh());
        drones(out, decision.participants());
        collections.cut(out, decision.cut());
        collections.number(out, decision.ended());
        optional(out, decision.unfinished(), collections::cut);
        views.plans(out, decision.locks());
        views.barriers(out, decision.barriers());
        ViewMessages.list(out, decision.repairs(), this::repair);
    }

    private Decision decision(Source in) {
        return new Decision(
                views.view(in),
                drones(in),
                drones(in),
                drones(in),
                collections.cut(in),
                collections.number(in),
                optional(in, collections::cut),
                views.plans(in),
                views.barriers(in),
                ViewMessages.list(in, LEAST_REPAIR_BYTES, this::repair));
    }

    private void holding(Sink out, Holding holding) {
        ranges.natural(out, holding.page(), "a page");
        out.flag(holding.needy());
        out.flag(holding.base());
        ranges.natural(out, holding.held() + 1, "the number, plus one, of a collection");
        ranges.ids(out, holding.contains());
        ranges.ids(out, holding.orphans());
        ranges.ids(out, holding.diffs());
    }

    private Holding holding(Source in) {
        return new Holding(
                page(in),
                in.flag("whether a page is in need"),
                in.flag("whether a copy is a base"),
                ranges.natural(in, "the number, plus one, of a collection") - 1,
                ranges.ids(in),
                ranges.ids(in),
                ranges.ids(in));
    }

    private void repair(Sink out, Repair repair) {
        ranges.natural(out, repair.page(), "a page");
        ranges.drone(out, repair.owner());
        out.flag(repair.stale());
        ViewMessages.list(out, repair.sources(), (to, source) -> {
            ranges.id(to, source.interval());
            views.next(to, source.drone());
        });
    }

    private Repair repair(Source in) {
        return new Repair(
                page(in),
                ranges.drone(in),
                in.flag("whether a copy is stale"),
                ViewMessages.list(in, LEAST_SOURCE_BYTES, from -> {
                    IntervalId id = ranges.id(from);
                    return new DiffSource(id, views.next(from));
                }));
    }

    private int page(Source in) {
        return in.upTo(ranges.pages() - 1, "the number of a page");
    }

    private static <T> void optional(Sink out, Optional<T> value, BiConsumer<Sink, T> write) {
        out.flag(value.isPresent());
        value.ifPresent(present -> write.accept(out, present));
    }

    private static <T> Optional<T> optional(Source in, Function<Source, T> read) {
        return in.flag("whether something follows") ? Optional.of(read.apply(in)) : Optional.empty();
    }
}
