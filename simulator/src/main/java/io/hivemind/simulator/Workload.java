package io.hivemind.simulator;

import java.util.Locale;
import java.util.Optional;

/** What kind of programs are generated. */
public enum Workload {
    /** Everything below, in proportions that every seed draws anew. */
    MIX("everything, in proportions drawn anew for every seed"),
    /** Locks only; nobody ever reaches a barrier but the last one. */
    LOCKS("regions under locks, nested, tried and given up; no barrier before the last"),
    /** Barriers, with data that changes its owner at each. */
    BARRIERS("phases between barriers, data changing hands at each"),
    /** Bounded queues and gates over condition variables. */
    CONDITIONS("bounded queues and gates over conditions, with waits that are given up"),
    /** Data that moves from drone to drone with its lock. */
    MIGRATORY("data that moves from drone to drone with its lock"),
    /** Data that is mostly read. */
    READERS("data that is read much and written seldom"),
    /** Threads that never synchronise and hand over to others of their drone. */
    HANDOVER("threads that store, never synchronise, and hand over inside their drone"),
    /** Everything, with tiny budgets and collections at odd moments. */
    COLLECTIONS("everything, with tiny budgets and collections at odd moments"),
    /** Mostly accesses without order. */
    RACES("deliberate data races beside ordered data"),
    /** Sweeps over a heap that is larger than any drone's room. */
    ROOM("sweeps over a heap that is larger than any drone's room, with hot pages in between"),
    /** Few operations for very many drones. */
    SCALE("few operations for very many drones, in a calm climate");

    private final String says;

    Workload(String says) {
        this.says = says;
    }

    /** {@return the name under which a user chooses it} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return what it is, in half a sentence} */
    public String says() {
        return says;
    }

    /** {@return the workload of that name, if there is one} */
    public static Optional<Workload> of(String label) {
        for (Workload workload : values()) {
            if (workload.label().equals(label)) {
                return Optional.of(workload);
            }
        }
        return Optional.empty();
    }
}
