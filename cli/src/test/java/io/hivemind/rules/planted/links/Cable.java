package io.hivemind.rules.planted.links;

import io.hivemind.rules.planted.Failure;

/** Deep in the library, and yet allowed to throw what the public interface declares. */
public final class Cable {
    /** Breaks. */
    public void pull() {
        throw new Failure("The cable broke.");
    }
}
