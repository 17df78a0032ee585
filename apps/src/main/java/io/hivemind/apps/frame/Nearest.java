package io.hivemind.apps.frame;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedCollection;

/** The known word that somebody probably meant when they typed another. */
public final class Nearest {
    private Nearest() {}

    /**
     * {@return the known word with the fewest letters inserted, left out, replaced or swapped, unless even that one differs
     * in more than half of its letters} Of equally near words the first. Case does not count.
     */
    public static Optional<String> to(String typed, SequencedCollection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(word -> distance(typed, word)))
                .filter(word -> distance(typed, word) * 2 <= word.length());
    }

    /** {@return how many single edits, a swap of neighbours being one, lead from one word to the other} */
    static int distance(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, 1 + edits[i - 2][j - 2]) : best;
    }
}
