package io.hivemind.simulator;

import io.hivemind.simulator.Program.Bond;
import io.hivemind.simulator.Program.Chapter;
import io.hivemind.simulator.Program.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chapters in which threads wait on conditions for what others hand them: queues, gates, and hand-overs within a drone. */
final class MonitorChapters {
    private static final int MOST_THREADS = 24;

    private final SplittableRandom random;
    private final Cast cast;
    private final Layout layout;
    private final Uses uses;
    private final LockChapters locks;

    /** Whether drones may fail, so that who opens a gate may be gone. */
    private final boolean failing;

    private int lastCondition;
    private int lastToken;

    MonitorChapters(SplittableRandom random, Cast cast, Layout layout, Uses uses, LockChapters locks, boolean failing) {
        this.random = random;
        this.cast = cast;
        this.layout = layout;
        this.uses = uses;
        this.locks = locks;
        this.failing = failing;
    }

    /** {@return some threads put and others take; there must be two that synchronise} */
    Chapter queue() {
        List<Integer> threads = few(2);
        int producers = 1 + random.nextInt(threads.size() - 1);
        int consumers = threads.size() - producers;
        int items = Math.max(producers, consumers) + random.nextInt(8);
        Op.Queue queue = newQueue(items);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < producers; i++) {
            List<Op> ops = new ArrayList<>();
            for (int item = i; item < items; item += producers) {
                ops.add(uses.one(queue.payload().get(item), true));
                ops.add(new Op.Put(queue, item));
            }
            parts.add(new Part(threads.get(i), ops));
        }
        for (int i = 0; i < consumers; i++) {
            List<Op> ops = new ArrayList<>();
            for (int item = i; item < items; item += consumers) {
                ops.add(new Op.Take(queue));
            }
            parts.add(new Part(threads.get(producers + i), ops));
        }
        return new Chapter("queue of " + queue.slots().size(), Bond.ALL, parts);
    }

    /** {@return one thread prepares data and opens a gate, others wait for it; there must be two that synchronise} */
    Chapter gate() {
        List<Integer> threads = few(2);
        return gated(threads.getFirst(), threads.subList(1, threads.size()));
    }

    /** {@return a thread that never synchronises stores, and one of its drone makes it known; some drone must have a silent one} */
    Chapter handOver() {
        List<Integer> drones = cast.silent();
        int drone = drones.get(random.nextInt(drones.size()));
        List<Op.Var> payload = payload();
        int go = ++lastToken;
        int done = ++lastToken;
        List<Op> silent = new ArrayList<>();
        silent.add(new Op.Receive(go));
        payload.forEach(variable -> silent.add(uses.one(variable, true)));
        silent.addAll(uses.some(payload, 3, 0.5));
        silent.add(new Op.Give(done));
        int speaker = cast.thread(drone, random.nextInt(cast.talkative(drone)));
        List<Integer> others = new ArrayList<>(few(1));
        others.remove(Integer.valueOf(speaker));
        Op.Gate gate = newGate();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(cast.silentOf(drone), silent));
        parts.add(new Part(speaker, List.of(new Op.Give(go), new Op.Receive(done), new Op.Open(gate))));
        for (int other : others) {
            parts.add(new Part(other, passing(gate, payload)));
        }
        return new Chapter("hand-over on drone " + drone, Bond.ALL, parts);
    }

    private Chapter gated(int opener, List<Integer> passers) {
        Op.Gate gate = newGate();
        List<Op.Var> payload = payload();
        List<Op> opening = new ArrayList<>();
        payload.forEach(variable -> opening.add(uses.one(variable, true)));
        opening.add(new Op.Open(gate));
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(opener, opening));
        for (int passer : passers) {
            parts.add(new Part(passer, passing(gate, payload)));
        }
        return new Chapter("gate", Bond.ALL, parts);
    }

    private List<Op> passing(Op.Gate gate, List<Op.Var> payload) {
        List<Op> behind = uses.some(payload, 4, 0);
        List<Op> ops = new ArrayList<>();
        ops.add(new Op.Pass(gate, failing ? behind : List.of()));
        ops.addAll(failing ? List.of() : behind);
        return ops;
    }

    private List<Integer> few(int fewest) {
        List<Integer> threads = Cast.some(random, cast.talkers(), fewest);
        return threads.subList(0, Math.min(threads.size(), MOST_THREADS));
    }

    private List<Op.Var> payload() {
        List<Op.Var> payload = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            payload.add(layout.place(1 + random.nextInt(12)));
        }
        return payload;
    }

    private Op.Gate newGate() {
        return new Op.Gate(locks.anyLock(), ++lastCondition, layout.place(1 + random.nextInt(4)));
    }

    private Op.Queue newQueue(int items) {
        lastCondition += 2;
        List<Op.Var> slots = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            slots.add(layout.place(1 + random.nextInt(4)));
        }
        List<Op.Var> payload = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            payload.add(layout.place(1 + random.nextInt(8)));
        }
        return new Op.Queue(
                locks.anyLock(),
                lastCondition - 1,
                layout.place(1 + random.nextInt(4)),
                layout.place(1 + random.nextInt(4)),
                slots,
                payload);
    }
}
