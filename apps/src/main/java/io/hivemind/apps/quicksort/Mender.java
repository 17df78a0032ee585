package io.hivemind.apps.quicksort;

import io.hivemind.SharedInts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes again what was lost of a list that had been sorted: blocks of it in which is not what a worker had stored. */
final class Mender {
    private final SharedInts list;
    private final Source source;
    private final Sums sums;
    private final int block;

    Mender(SharedInts list, Source source, Sums sums, int block) {
        this.list = list;
        this.source = source;
        this.sums = sums;
        this.block = block;
    }

    /** Makes it again. One drone calls this, when the list is sorted. {@return how many elements it took} */
    long mend() {
        List<Range> lost = lost();
        if (!lost.isEmpty()) {
            List<int[]> made =
                    lost.stream().map(range -> new int[range.length()]).toList();
            Remake.into(made, lost, source);
            for (int i = 0; i < made.size(); i++) {
                Arrays.sort(made.get(i));
                list.set(lost.get(i).from(), made.get(i), 0, made.get(i).length);
                sums.replace(lost.get(i).from(), made.get(i));
            }
        }
        return lost.stream().mapToLong(Range::length).sum();
    }

    /** {@return what is lost, between the elements that are before and behind it} */
    private List<Range> lost() {
        var lost = new ArrayList<Range>();
        int[] chunk = new int[(int) Math.min(block, list.length())];
        long from = 0;
        int low = Integer.MIN_VALUE;
        for (long begin = 0; begin < list.length(); begin += block) {
            int length = (int) Math.min(block, list.length() - begin);
            list.get(begin, chunk, 0, length);
            if (Sorter.isSorted(chunk, length) && sums.areOf(begin / block, chunk, length)) {
                if (from < begin) {
                    lost.add(new Range(from, begin, low, chunk[0], Range.UNKNOWN));
                }
                from = begin + length;
                low = chunk[length - 1];
            }
        }
        if (from < list.length()) {
            lost.add(new Range(from, list.length(), low, Integer.MAX_VALUE, Range.UNKNOWN));
        }
        return lost;
    }
}
