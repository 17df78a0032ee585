package io.hivemind.simulator;

import io.hivemind.simulator.Agenda.Event;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What threads do that wait at a gate whose opener is gone with its drone, or whose flag may be lost: they give their waits up, and go on without it.
 * All others go on waiting for the signal, so that one that is lost is found.
 */
final class Gates {
    private final List<List<AppThread>> threads;
    private final Agenda agenda;
    private final Chances chances;
    private final BitSet out = new BitSet();

    /** The addresses of which something was lost with drones that failed. */
    private final BitSet lost = new BitSet();

    /** By gate, the drone whose thread opens it. */
    private final Map<Op.Gate, Integer> openers = new HashMap<>();

    Gates(List<List<AppThread>> threads, Agenda agenda, Chances chances) {
        this.threads = threads;
        this.agenda = agenda;
        this.chances = chances;
    }

    /** A thread of a drone will do {@code ops}. */
    void expect(int drone, List<Op> ops) {
        for (Op op : ops) {
            if (op instanceof Op.Open open) {
                openers.put(open.gate(), drone);
            }
        }
    }

    /** {@return whether somebody is there who has opened the gate, or may, and that it is open is not lost} */
    boolean mayOpen(Op.Gate gate) {
        return openers.containsKey(gate)
                && !out.get(openers.get(gate))
                && lost.get(
                                gate.flag().address(),
                                gate.flag().address() + gate.flag().width())
                        .isEmpty();
    }

    /** A thread begins to wait on a condition. */
    void awaits(AppThread thread) {
        if (gate(thread).filter(gate -> !mayOpen(gate)).isPresent()) {
            giveUp(thread);
        }
    }

    /** A drone has failed, or the others go on without it, or it will never come. */
    void out(int drone) {
        out.set(drone);
        lookAgain();
    }

    /** Something is lost of a page of so many bytes: perhaps that a gate is open. */
    void lost(int page, int pageSize) {
        lost.set(page * pageSize, (page + 1) * pageSize);
        lookAgain();
    }

    private void lookAgain() {
        threads.stream()
                .flatMap(List::stream)
                .filter(Gates::isAsleep)
                .filter(thread -> gate(thread).filter(gate -> !mayOpen(gate)).isPresent())
                .forEach(this::giveUp);
    }

    private static boolean isAsleep(AppThread thread) {
        return !thread.ended
                && thread.outcome.isEmpty()
                && thread.waiting.filter(Op.Await.class::isInstance).isPresent();
    }

    private void giveUp(AppThread thread) {
        int moments = thread.random.nextInt(1 + chances.patienceMoments());
        agenda.after(moments, new Event.GiveUp(thread.drone, thread.ticket));
    }

    /** {@return the gate that a thread looks at next, if it looks at one} */
    private static Optional<Op.Gate> gate(AppThread thread) {
        return thread.todo.stream()
                .filter(Op.Decide.class::isInstance)
                .map(op -> ((Op.Decide) op).compound())
                .findFirst()
                .filter(Op.Pass.class::isInstance)
                .map(compound -> ((Op.Pass) compound).gate());
    }
}
