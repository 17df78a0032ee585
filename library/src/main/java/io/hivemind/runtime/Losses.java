package io.hivemind.runtime;

import io.hivemind.protocol.Message.DiffSource;
import io.hivemind.protocol.Message.Repair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was lost with drones that failed, in words. */
final class Losses {
    /** More ranges of pages than this are not told one by one. */
    private static final int TOLD = 8;

    /** Pages that follow one another, all of which lost the same. */
    private record Range(int first, int last, String what) {}

    private Losses() {}

    /** {@return whether nobody has the changes that {@code source} is about} */
    static boolean isLost(DiffSource source) {
        return source.drone() < 0;
    }

    /** {@return sentences on {@code repairs}, ascending by page, in a heap of pages of so many bytes} */
    static String text(List<Repair> repairs, int pageSize) {
        List<Range> ranges = ranges(repairs);
        String told = ranges.stream()
                .limit(TOLD)
                .map(range -> "At the addresses from " + (long) range.first() * pageSize + " to "
                        + ((range.last() + 1L) * pageSize - 1) + " " + range.what())
                .collect(Collectors.joining(" "));
        int more = ranges.stream()
                .skip(TOLD)
                .mapToInt(range -> range.last() - range.first() + 1)
                .sum();
        return told + (more > 0 ? " So it is with " + more + " more pages." : "");
    }

    private static List<Range> ranges(List<Repair> repairs) {
        List<Range> ranges = new ArrayList<>();
        for (Repair repair : repairs) {
            String what = what(repair);
            Range before = ranges.isEmpty() ? null : ranges.getLast();
            if (before != null
                    && before.last() + 1 == repair.page()
                    && before.what().equals(what)) {
                ranges.set(ranges.size() - 1, new Range(before.first(), repair.page(), what));
            } else {
                ranges.add(new Range(repair.page(), repair.page(), what));
            }
        }
        return ranges;
    }

    private static String what(Repair repair) {
        String intervals = repair.sources().stream()
                .filter(Losses::isLost)
                .map(source -> source.interval().index() + " of drone "
                        + source.interval().creator())
                .collect(Collectors.joining(", "));
        String stale = repair.stale()
                ? "an older copy, that of drone " + repair.owner() + ", was taken, for all better ones are gone"
                : "";
        String lost = intervals.isEmpty() ? "" : "what was written is lost of interval " + intervals;
        return stale + (stale.isEmpty() || lost.isEmpty() ? "" : ", and ") + lost + ".";
    }
}
