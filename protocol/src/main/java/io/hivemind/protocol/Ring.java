package io.hivemind.protocol;

import java.util.List;

/** Those who took part in a collection, ascending: whole copies of what one of them owns are kept by those that follow it (I78). */
record Ring(List<Integer> members) {
    Ring {
        members = List.copyOf(members);
    }

    /** Whether {@code drone} is one of the {@code count} that follow {@code owner}. */
    boolean isDeputy(int drone, int owner, int count) {
        if (count == 0 || drone == owner || !members.contains(drone)) {
            return false;
        }
        return Math.floorMod(members.indexOf(drone) - members.indexOf(owner), members.size()) <= count;
    }
}
