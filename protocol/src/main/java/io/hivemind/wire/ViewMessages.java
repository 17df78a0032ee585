package io.hivemind.wire;

import io.hivemind.protocol.Loss;
import io.hivemind.protocol.Message.AdmitWanted;
import io.hivemind.protocol.Message.BarrierStanding;
import io.hivemind.protocol.Message.LeaveWanted;
import io.hivemind.protocol.Message.LockPlan;
import io.hivemind.protocol.Message.LockPlans;
import io.hivemind.protocol.Message.LockStanding;
import io.hivemind.protocol.Message.Owned;
import io.hivemind.protocol.Message.Standing;
import io.hivemind.protocol.Message.Suspected;
import io.hivemind.protocol.Message.Welcome;
import io.hivemind.protocol.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The bytes of what drones say about who is in the hive, and of what they have to know when that changes. */
record ViewMessages(Ranges ranges, History history, LockMessages locks) {
    private static final int LEAST_LOCK_BYTES = 7;
    private static final int LEAST_BARRIER_BYTES = 2;
    private static final int LEAST_OWNED_BYTES = 4;
    private static final int LEAST_LOSS_BYTES = 2;

    private static final int TOKEN = 1;
    private static final int REQUESTED = 2;
    private static final int IMMEDIATE = 4;
    private static final int INHERITED = 8;
    private static final int FLAGS = TOKEN | REQUESTED | IMMEDIATE | INHERITED;

    void write(Sink out, AdmitWanted message) {
        ranges.drone(out, message.rank());
    }

    AdmitWanted admitWanted(Source in) {
        return new AdmitWanted(ranges.drone(in));
    }

    void write(Sink out, Suspected message) {
        ranges.view(out, message.view());
        history.time(out, message.time());
        ranges.drone(out, message.rank());
    }

    Suspected suspected(Source in) {
        return new Suspected(ranges.view(in), history.time(in), ranges.drone(in));
    }

    void write(Sink out, LeaveWanted message) {
        ranges.view(out, message.view());
    }

    LeaveWanted leaveWanted(Source in) {
        return new LeaveWanted(ranges.view(in));
    }

    void write(Sink out, Standing standing) {
        list(out, standing.locks(), this::lockStanding);
        list(out, standing.barriers(), this::barrier);
    }

    Standing standing(Source in) {
        return new Standing(list(in, LEAST_LOCK_BYTES, this::lockStanding), barriers(in));
    }

    void welcome(Sink out, Welcome welcome) {
        ranges.view(out, welcome.epoch());
        list(out, welcome.losses(), this::loss);
        ranges.natural(out, welcome.quota(), "how many pages a drone may own");
        list(out, welcome.owners(), this::owned);
    }

    Welcome welcome(Source in) {
        return new Welcome(
                ranges.view(in),
                list(in, LEAST_LOSS_BYTES, this::loss),
                ranges.natural(in, "how many pages a drone may own"),
                list(in, LEAST_OWNED_BYTES, this::owned));
    }

    void plans(Sink out, List<LockPlans> plans) {
        list(out, plans, (to, ofDrone) -> {
            ranges.drone(to, ofDrone.drone());
            list(to, ofDrone.plans(), this::lockPlan);
        });
    }

    List<LockPlans> plans(Source in) {
        return list(in, 2, from -> new LockPlans(ranges.drone(from), list(from, LEAST_LOCK_BYTES, this::lockPlan)));
    }

    void barriers(Sink out, List<BarrierStanding> barriers) {
        list(out, barriers, this::barrier);
    }

    void view(Sink out, View view) {
        ranges.natural(out, view.number(), "the number of a view");
        ranges.natural(out, view.ranks(), "how many ranks were given away");
        int before = -1;
        out.varint(view.members().size());
        for (int member : view.members()) {
            out.varint(member - before - 1);
            before = member;
        }
    }

    View view(Source in) {
        int number = ranges.natural(in, "the number of a view");
        int ranks = in.upTo(ranges.drones(), "how many ranks were given away");
        int count = in.count(1, "the number of members");
        List<Integer> members = new ArrayList<>(count);
        int before = -1;
        for (int i = 0; i < count; i++) {
            before += 1 + in.upTo(Math.max(0, ranks - 1), "the distance between two members");
            members.add(before);
        }
        if (members.isEmpty() || before >= ranks) {
            throw in.malformed("the members of a view are " + members + " of " + ranks + " ranks");
        }
        return new View(number, members, ranks);
    }

    private void loss(Sink out, Loss loss) {
        list(out, loss.members(), ranges::drone);
        list(out, loss.gone(), ranges::drone);
    }

    private Loss loss(Source in) {
        return new Loss(list(in, 1, ranges::drone), list(in, 1, ranges::drone));
    }

    private void lockStanding(Sink out, LockStanding standing) {
        out.varint(standing.lock());
        out.octet(flags(standing.token(), standing.requested(), standing.immediate())
                | (standing.inherited() ? INHERITED : 0));
        out.varint(standing.fence());
        next(out, standing.next());
        next(out, standing.passedTo());
        locks.waiters(out, standing.waiters());
        list(out, standing.sleeping(), Sink::varint);
    }

    private LockStanding lockStanding(Source in) {
        long lock = in.varint("the number of a lock");
        int flags = flags(in);
        return new LockStanding(
                lock,
                (flags & TOKEN) != 0,
                in.varint("the fence of a lock"),
                (flags & REQUESTED) != 0,
                (flags & IMMEDIATE) != 0,
                next(in),
                next(in),
                (flags & INHERITED) != 0,
                locks.waiters(in),
                tickets(in));
    }

    private void lockPlan(Sink out, LockPlan plan) {
        out.varint(plan.lock());
        out.octet(flags(plan.token(), plan.requested(), plan.immediate()) | (plan.inherited() ? INHERITED : 0));
        out.varint(plan.fence());
        next(out, plan.next());
        ranges.drone(out, plan.askedLast());
        locks.waiters(out, plan.waiters());
        list(out, plan.woken(), Sink::varint);
    }

    private LockPlan lockPlan(Source in) {
        long lock = in.varint("the number of a lock");
        int flags = flags(in);
        long fence = in.varint("the fence of a lock");
        int next = next(in);
        return new LockPlan(
                lock,
                ranges.drone(in),
                (flags & TOKEN) != 0,
                (flags & INHERITED) != 0,
                fence,
                (flags & REQUESTED) != 0,
                next,
                (flags & IMMEDIATE) != 0,
                locks.waiters(in),
                tickets(in));
    }

    private static int flags(boolean token, boolean requested, boolean immediate) {
        return (token ? TOKEN : 0) | (requested ? REQUESTED : 0) | (immediate ? IMMEDIATE : 0);
    }

    private static int flags(Source in) {
        int flags = in.octet("the flags of a lock");
        if (flags > FLAGS) {
            throw in.malformed("the flags of a lock are " + flags + ", the most possible is " + FLAGS);
        }
        return flags;
    }

    /** A drone, or -1 if there is none. */
    void next(Sink out, int drone) {
        out.flag(drone >= 0);
        if (drone >= 0) {
            ranges.drone(out, drone);
        }
    }

    int next(Source in) {
        return in.flag("whether there is a next drone") ? ranges.drone(in) : -1;
    }

    private static List<Long> tickets(Source in) {
        return list(in, 1, from -> from.varint("a ticket"));
    }

    private void barrier(Sink out, BarrierStanding standing) {
        out.signed(standing.barrier());
        ranges.natural(out, standing.opened(), "how often a barrier has opened");
    }

    List<BarrierStanding> barriers(Source in) {
        return list(
                in,
                LEAST_BARRIER_BYTES,
                from -> new BarrierStanding(
                        from.signed("the number of a barrier"),
                        ranges.natural(from, "how often a barrier has opened")));
    }

    private void owned(Sink out, Owned owned) {
        ranges.natural(out, owned.first(), "a page");
        ranges.natural(out, owned.count(), "a number of pages");
        ranges.drone(out, owned.owner());
        ranges.natural(out, owned.collection(), "the number of a collection");
    }

    private Owned owned(Source in) {
        int first = in.upTo(ranges.pages() - 1, "the number of a page");
        int count = in.upTo(ranges.pages() - first, "a number of pages");
        return new Owned(first, count, ranges.drone(in), ranges.natural(in, "the number of a collection"));
    }

    static <T> void list(Sink out, List<T> list, BiConsumer<Sink, T> write) {
        out.varint(list.size());
        list.forEach(each -> write.accept(out, each));
    }

    static <T> List<T> list(Source in, int leastBytes, Function<Source, T> read) {
        int count = in.count(leastBytes, "the length of a list");
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(read.apply(in));
        }
        return list;
    }
}
