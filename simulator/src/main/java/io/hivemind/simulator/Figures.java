package io.hivemind.simulator;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Totals;
import java.util.Locale;

/** What a drone has done and holds, in the words of a scenario. */
final class Figures {
    private Figures() {}

    /** {@return what it has done} */
    static String totals(Totals totals) {
        return "intervals " + totals.intervals() + ", twins " + totals.twins() + " (" + totals.twinPages()
                + " now), diffs made " + totals.diffsMade() + ", diffs fetched " + totals.diffsFetched()
                + ", pages fetched " + totals.pageFetches() + ", collections " + totals.collections();
    }

    /** {@return what it holds, and gave up} */
    static String room(Totals totals) {
        return "holds " + totals.heldBytes() + " bytes, most " + totals.mostHeldBytes() + ", evictions "
                + totals.evictions() + ", refetches " + totals.refetches();
    }

    /** {@return what a program may do there without asking} */
    static String access(SimDrone drone, int address) {
        Access access = drone.allows(address, 1, Access.WRITE)
                ? Access.WRITE
                : drone.allows(address, 1, Access.READ) ? Access.READ : Access.INVALID;
        return access.name().toLowerCase(Locale.ROOT);
    }

    /** {@return some bytes as a number, least byte first} */
    static long number(byte[] bytes) {
        long value = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = value << 8 | (bytes[i] & 0xFF);
        }
        return value;
    }
}
