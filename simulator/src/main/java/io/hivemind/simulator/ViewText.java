package io.hivemind.simulator;

import io.hivemind.protocol.Ballot;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Message.BarrierStanding;
import io.hivemind.protocol.Message.Decision;
import io.hivemind.protocol.Message.Holding;
import io.hivemind.protocol.Message.LockPlan;
import io.hivemind.protocol.Message.LockPlans;
import io.hivemind.protocol.Message.LockStanding;
import io.hivemind.protocol.Message.Owned;
import io.hivemind.protocol.Message.Repair;
import io.hivemind.protocol.Message.Report;
import io.hivemind.protocol.Message.Welcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What drones say to one another to change the view, as a reader wants to see it. */
final class ViewText {
    private ViewText() {}

    /** {@return what a message that changes the view says beside its kind} */
    static String of(Message message) {
        return switch (message) {
            case Message.ChangeCall call ->
                attempt(call.view(), call.ballot()) + (call.gone().isEmpty() ? "" : " without " + call.gone());
            case Message.ChangeReport report -> attempt(report.view(), report.ballot()) + of(report.report());
            case Message.ChangePrepare prepare -> attempt(prepare.view(), prepare.ballot()) + Text.news(prepare.news());
            case Message.ChangeHoldings holdings ->
                attempt(holdings.view(), holdings.ballot()) + each(holdings.holdings(), ViewText::of);
            case Message.ChangePropose propose ->
                attempt(propose.view(), propose.ballot()) + Text.news(propose.news()) + of(propose.decision());
            case Message.ChangeAccept accept -> attempt(accept.view(), accept.ballot());
            case Message.ChangeDecided decided ->
                "view " + decided.view() + Text.news(decided.news()) + of(decided.decision())
                        + decided.welcome().map(ViewText::of).orElse("");
            case Message.ChangeBehind behind -> "view " + behind.view() + " knows " + behind.time();
            default -> throw new IllegalArgumentException(Text.kind(message) + " does not change the view");
        };
    }

    static String ofRepairs(List<Repair> repairs) {
        return each(repairs, ViewText::of);
    }

    private static String attempt(int view, Ballot ballot) {
        return "view " + view + " attempt " + ballot.attempt() + " of " + ballot.leader();
    }

    private static String of(Report report) {
        return " knows " + report.time()
                + Text.news(report.intervals())
                + (report.leaving() ? ", wants out" : "")
                + report.progress().current().map(Text::of).orElse("")
                + each(report.standing().locks(), ViewText::of)
                + each(report.standing().barriers(), ViewText::of)
                + report.accepted()
                        .map(accepted -> ", accepted attempt "
                                + accepted.ballot().attempt() + " of "
                                + accepted.ballot().leader())
                        .orElse("");
    }

    private static String of(Decision decision) {
        return ", " + Text.of(decision.view())
                + (decision.gone().isEmpty() ? "" : " without " + decision.gone())
                + ", cut " + decision.cut().time()
                + each(decision.locks(), ViewText::of)
                + each(decision.barriers(), ViewText::of)
                + each(decision.repairs(), ViewText::of);
    }

    private static String of(Welcome welcome) {
        return each(welcome.owners(), ViewText::of);
    }

    private static String of(LockStanding lock) {
        return "lock " + lock.lock() + " fence " + lock.fence()
                + (lock.token() ? " here" : "")
                + (lock.requested() ? " requested" : "")
                + (lock.immediate() ? " at once" : "")
                + next(lock.next())
                + (lock.waiters().isEmpty() ? "" : " waiters " + Text.waiters(lock.waiters()))
                + (lock.sleeping().isEmpty() ? "" : " asleep " + lock.sleeping().size());
    }

    private static String of(LockPlans plans) {
        return "drone " + plans.drone() + " "
                + plans.plans().stream().map(ViewText::of).collect(Collectors.joining(", "));
    }

    private static String of(LockPlan lock) {
        return "lock " + lock.lock() + " fence " + lock.fence()
                + (lock.token() ? " here" : "")
                + (lock.inherited() ? " inherited" : "")
                + (lock.requested() ? " will come" : "")
                + next(lock.next())
                + (lock.immediate() ? " at once" : "")
                + (lock.waiters().isEmpty() ? "" : " waiters " + Text.waiters(lock.waiters()))
                + (lock.woken().isEmpty() ? "" : " woken " + lock.woken().size());
    }

    private static String of(Owned owned) {
        String pages = owned.count() == 1
                ? "page " + owned.first()
                : "pages " + owned.first() + ".." + (owned.first() + owned.count() - 1);
        return pages + " of drone " + owned.owner();
    }

    private static String of(BarrierStanding barrier) {
        return "barrier " + barrier.barrier() + " opened " + barrier.opened();
    }

    private static String of(Holding holding) {
        return "page " + holding.page() + (holding.base() ? " of collection " + holding.held() : "")
                + (holding.needy() ? " needy" : "")
                + (holding.contains().isEmpty() ? "" : " with " + holding.contains())
                + (holding.diffs().isEmpty() ? "" : " diffs " + holding.diffs());
    }

    private static String of(Repair repair) {
        Optional<String> lost = repair.sources().stream()
                .filter(source -> source.drone() < 0)
                .map(source -> "" + source.interval())
                .reduce((one, other) -> one + " " + other);
        return "page " + repair.page() + " of drone " + repair.owner() + (repair.stale() ? " stale" : "")
                + lost.map(intervals -> " without " + intervals).orElse("");
    }

    private static String next(int drone) {
        return drone < 0 ? "" : ", then drone " + drone;
    }

    private static <T> String each(List<T> items, Function<T, String> text) {
        return items.stream().map(item -> "; " + text.apply(item)).collect(Collectors.joining());
    }
}
