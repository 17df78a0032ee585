package io.hivemind.runtime;

/** Hears which drones are in the hive. */
@FunctionalInterface
public interface ViewListener {
    /** The members are others from now on. */
    void changed(ViewChange change);
}
