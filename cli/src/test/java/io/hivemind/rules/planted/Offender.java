package io.hivemind.rules.planted;

import java.util.logging.Logger;

/** Does all that no class may. */
public final class Offender {
    private final Logger log = Logger.getLogger("planted");

    /** Throws what nobody can tell from anything else. */
    public void offend() {
        log.info("about to offend");
        throw new RuntimeException("planted");
    }
}
