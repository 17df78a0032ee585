package io.hivemind.runtime;

import io.hivemind.protocol.Message.DiffSource;
import io.hivemind.protocol.Message.Repair;
import java.util.List;
import java.util.stream.Collectors;

/** What was lost with drones that failed, in words. */
final class Losses {
    /** More pages than this are not told one by one. */
    private static final int TOLD = 16;

    private Losses() {}

    /** {@return whether nobody has the changes that {@code source} is about} */
    static boolean isLost(DiffSource source) {
        return source.drone() < 0;
    }

    /** {@return sentences on {@code repairs}, in a heap of pages of so many bytes} */
    static String text(List<Repair> repairs, int pageSize) {
        String told = repairs.stream()
                .limit(TOLD)
                .map(repair -> text(repair, pageSize))
                .collect(Collectors.joining(" "));
        int more = repairs.size() - TOLD;
        return "Shared memory was lost. " + told + (more > 0 ? " So it is with " + more + " more pages." : "");
    }

    private static String text(Repair repair, int pageSize) {
        long first = (long) repair.page() * pageSize;
        String where = "At the addresses from " + first + " to " + (first + pageSize - 1) + " ";
        String intervals = repair.sources().stream()
                .filter(Losses::isLost)
                .map(source -> source.interval().index() + " of drone "
                        + source.interval().creator())
                .collect(Collectors.joining(", "));
        String stale = repair.stale()
                ? "an older copy, that of drone " + repair.owner() + ", was taken, for all better ones are gone"
                : "";
        String lost = intervals.isEmpty() ? "" : "what was written is lost of interval " + intervals;
        return where + stale + (stale.isEmpty() || lost.isEmpty() ? "" : ", and ") + lost + ".";
    }
}
