package io.hivemind.simulator;

import io.hivemind.simulator.Op.Await;
import io.hivemind.simulator.Op.Decide;
import io.hivemind.simulator.Op.Fetch;
import io.hivemind.simulator.Op.Gate;
import io.hivemind.simulator.Op.Load;
import io.hivemind.simulator.Op.LoadInto;
import io.hivemind.simulator.Op.Locked;
import io.hivemind.simulator.Op.Manner;
import io.hivemind.simulator.Op.Open;
import io.hivemind.simulator.Op.Pass;
import io.hivemind.simulator.Op.Put;
import io.hivemind.simulator.Op.Queue;
import io.hivemind.simulator.Op.Signal;
import io.hivemind.simulator.Op.Take;
import io.hivemind.simulator.Op.Var;
import io.hivemind.simulator.Op.Write;
import java.util.List;

/** What queues and gates are made of: the monitors of Hoare and of Lampson and Redell, over conditions and shared memory. */
final class Unfolding {
    private static final int COUNT = 0;
    private static final int HEAD = 1;
    private static final int ITEM = 2;
    private static final int FLAG = 0;

    private Unfolding() {}

    static List<Op> of(Put put) {
        return List.of(underLock(put.queue(), put));
    }

    static List<Op> of(Take take) {
        return List.of(underLock(take.queue(), take), new Fetch(take.queue()));
    }

    static List<Op> of(Open open) {
        Gate gate = open.gate();
        return List.of(new Locked(
                gate.lock(),
                Manner.WAIT,
                List.of(write(gate.flag(), 1), new Signal(gate.lock(), gate.condition(), true))));
    }

    static List<Op> of(Pass pass) {
        Gate gate = pass.gate();
        return List.of(
                new Locked(gate.lock(), Manner.WAIT, List.of(new LoadInto(FLAG, gate.flag()), new Decide(pass))));
    }

    static List<Op> of(Fetch fetch, long[] registers) {
        Var payload = fetch.queue().payload().get((int) registers[ITEM]);
        return List.of(new Load(payload.address(), payload.width()));
    }

    /** {@return how a compound operation goes on when the registers hold what it asked for; all of it under the lock} */
    static List<Op> of(Decide decide, long[] registers) {
        return switch (decide.compound()) {
            case Put put -> put(put, registers);
            case Take take -> take(take, registers);
            case Pass pass -> pass(pass, registers);
        };
    }

    /** {@return whether the gate was open whose flag is in the registers} */
    static boolean isOpen(long[] registers) {
        return registers[FLAG] != 0;
    }

    private static List<Op> put(Put put, long[] registers) {
        Queue queue = put.queue();
        int room = queue.slots().size();
        if (registers[COUNT] == room) {
            return List.of(
                    new Await(queue.lock(), queue.notFull()),
                    new LoadInto(COUNT, queue.count()),
                    new LoadInto(HEAD, queue.head()),
                    new Decide(put));
        }
        Var slot = queue.slots().get((int) (registers[HEAD] + registers[COUNT]) % room);
        return List.of(
                write(slot, put.item()),
                write(queue.count(), registers[COUNT] + 1),
                new Signal(queue.lock(), queue.notEmpty(), false));
    }

    private static List<Op> take(Take take, long[] registers) {
        Queue queue = take.queue();
        if (registers[COUNT] == 0) {
            return List.of(
                    new Await(queue.lock(), queue.notEmpty()),
                    new LoadInto(COUNT, queue.count()),
                    new LoadInto(HEAD, queue.head()),
                    new Decide(take));
        }
        int head = (int) registers[HEAD];
        return List.of(
                new LoadInto(ITEM, queue.slots().get(head)),
                write(queue.head(), (head + 1) % queue.slots().size()),
                write(queue.count(), registers[COUNT] - 1),
                new Signal(queue.lock(), queue.notFull(), false));
    }

    private static List<Op> pass(Pass pass, long[] registers) {
        Gate gate = pass.gate();
        if (isOpen(registers)) {
            return pass.inside();
        }
        return List.of(new Await(gate.lock(), gate.condition()), new LoadInto(FLAG, gate.flag()), new Decide(pass));
    }

    private static Locked underLock(Queue queue, Op.Monitored compound) {
        return new Locked(
                queue.lock(),
                Manner.WAIT,
                List.of(new LoadInto(COUNT, queue.count()), new LoadInto(HEAD, queue.head()), new Decide(compound)));
    }

    private static Write write(Var target, long value) {
        return new Write(target.address(), target.width(), value);
    }
}
