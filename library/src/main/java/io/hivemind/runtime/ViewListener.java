package io.hivemind.runtime;

import io.hivemind.protocol.View;

/** Hears which drones are in the hive. */
@FunctionalInterface
public interface ViewListener {
    /** The members are those of {@code now}, after they were those of {@code before}. */
    void changed(View before, View now);
}
