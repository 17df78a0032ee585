package io.hivemind.protocol;

import java.util.Collection;
import java.util.Iterator;

/** Pieces of the sentences that tell a person what somebody waits for. */
final class Words {
    private Words() {}

    /** "1 page", "3 pages". */
    static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    /** "drone 1", "drones 1, 2 and 5", "no drone". */
    static String drones(Collection<Integer> ranks) {
        if (ranks.isEmpty()) {
            return "no drone";
        }
        StringBuilder text = new StringBuilder(ranks.size() == 1 ? "drone " : "drones ");
        Iterator<Integer> each = ranks.iterator();
        for (int i = 0; each.hasNext(); i++) {
            int rank = each.next();
            if (i > 0) {
                text.append(each.hasNext() ? ", " : " and ");
            }
            text.append(rank);
        }
        return text.toString();
    }
}
