package io.hivemind.simulator;

import java.util.List;
import java.util.stream.Collectors;

/** Operations as a reader wants to see them, in a failing program and in a diagram. */
final class OpText {
    private OpText() {}

    static String of(List<? extends Op> ops) {
        return ops.stream().map(op -> of(op)).collect(Collectors.joining("; "));
    }

    /** {@return how many operations there are, with those inside others} */
    static int count(List<? extends Op> ops) {
        int count = 0;
        for (Op op : ops) {
            count += switch (op) {
                case Op.Locked locked -> 1 + count(locked.body());
                case Op.Phase phase -> 1 + count(phase.ops());
                case Op.Span span -> 1 + span.inside().size();
                default -> 1;
            };
        }
        return count;
    }

    static String of(Op op) {
        return switch (op) {
            case Op.Load load -> "load " + place(load.address(), load.width());
            case Op.Store store -> "store " + place(store.address(), store.width());
            case Op.Span span ->
                (span.writable() ? "writable" : "read-only") + " span " + place(span.address(), span.length()) + " {"
                        + of(span.inside()) + "}";
            case Op.Locked locked -> manner(locked.manner()) + locked.lock() + " {" + of(locked.body()) + "}";
            case Op.Arrive arrive ->
                "arrive at barrier " + arrive.barrier() + " for " + arrive.threads()
                        + (arrive.impatient() ? " impatiently" : "");
            case Op.Put put ->
                "put item " + put.item() + " into queue of lock " + put.queue().lock();
            case Op.Take take -> "take from queue of lock " + take.queue().lock();
            case Op.Open open -> "open gate of lock " + open.gate().lock();
            case Op.Pass pass -> "pass gate of lock " + pass.gate().lock();
            case Op.Give give -> "give token " + give.token();
            case Op.Receive receive -> "receive token " + receive.token();
            case Op.Join _ -> "join";
            case Op.Collect _ -> "collect";
            case Op.Admit admit -> "admit drone " + admit.drone();
            case Op.Leave _ -> "leave";
            case Op.Gather _ -> "wait until all newcomers are in";
            case Op.Phase phase ->
                "unless barrier " + phase.barrier() + " has opened without it {" + of(phase.ops()) + "}";
            case Op.Survey survey -> "survey page " + survey.page();
            case Op.Pause pause -> "pause " + pause.moments();
            case Op.Audit audit -> "audit page " + audit.page();
            case Op.Write write -> "store " + place(write.address(), write.width()) + " = " + write.value();
            case Op.LoadInto load ->
                "load " + place(load.source().address(), load.source().width());
            case Op.Unchecked unchecked -> of(unchecked.use());
            case Op.LetGo _ -> "let go";
            case Op.Release release -> "release " + release.lock();
            case Op.Await await -> "await condition " + await.condition() + " of lock " + await.lock();
            case Op.Signal signal ->
                (signal.all() ? "signal all on condition " : "signal condition ") + signal.condition() + " of lock "
                        + signal.lock();
            case Op.Decide decide -> of(decide.compound());
            case Op.Fetch fetch ->
                "load payload of queue of lock " + fetch.queue().lock();
        };
    }

    private static String place(int address, int width) {
        return address + (width == 1 ? "" : ".." + (address + width - 1));
    }

    private static String manner(Op.Manner manner) {
        return switch (manner) {
            case WAIT -> "lock ";
            case TRY -> "try lock ";
            case PATIENT -> "lock for a while ";
        };
    }
}
