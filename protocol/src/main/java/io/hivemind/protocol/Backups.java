package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who else has the diffs of this drone's intervals, so that they outlive it (I77, I78). */
final class Backups {
    private static final class Backup {
        /** The drones that have said that they have the diffs. */
        private final TreeSet<Integer> acked = new TreeSet<>();
        /** The drones to which they have been sent. */
        private final TreeSet<Integer> sent = new TreeSet<>();
    }

    private final int wanted;
    /** How many others have to have the diffs of an interval. */
    private int needed;
    /** By number of an own interval that has not been collected. */
    private final TreeMap<Integer, Backup> backups = new TreeMap<>();
    /** The intervals of which fewer than that have said that they have them. */
    private final TreeSet<Integer> unsafe = new TreeSet<>();
    /** By number of a message, the intervals in it, until it is answered. */
    private final TreeMap<Integer, List<Integer>> messages = new TreeMap<>();

    private int lastMessage;

    Backups(int wanted, View view) {
        this.wanted = wanted;
        this.needed = Math.min(wanted, view.size() - 1);
    }

    /** Whether anybody else has to have anything. */
    boolean areWanted() {
        return needed > 0;
    }

    /** An own interval has ended. */
    void add(int interval) {
        if (areWanted()) {
            backups.put(interval, new Backup());
            unsafe.add(interval);
        }
    }

    /** Whether nothing would be lost with this drone and all but the last of those who have its intervals. */
    boolean areSafe() {
        return unsafe.isEmpty();
    }

    /** Whether that will be so once {@code drone} has what has been sent to it. */
    boolean areSafeWith(int drone) {
        for (int interval : unsafe) {
            Backup backup = backupOf(interval);
            if (backup.acked.size() + (backup.sent.contains(drone) && !backup.acked.contains(drone) ? 1 : 0) < needed) {
                return false;
            }
        }
        return true;
    }

    /** The intervals that are not safe and have not been sent to {@code drone}, ascending. */
    List<Integer> lackingAt(int drone) {
        List<Integer> lacking = new ArrayList<>();
        for (int interval : unsafe) {
            if (!backupOf(interval).sent.contains(drone)) {
                lacking.add(interval);
            }
        }
        return lacking;
    }

    /** Intervals are being sent to {@code drone}. Returns the number of the message. */
    int send(int drone, List<Integer> intervals) {
        intervals.forEach(interval -> backupOf(interval).sent.add(drone));
        messages.put(++lastMessage, intervals);
        return lastMessage;
    }

    /** How many more drones must get what is not safe than those to which it has been sent. */
    int lackingDrones() {
        int lacking = 0;
        for (int interval : unsafe) {
            lacking = Math.max(lacking, needed - backupOf(interval).sent.size());
        }
        return lacking;
    }

    /** {@code drone} has what came with message {@code number}. */
    void acked(int drone, int number) {
        List<Integer> intervals = messages.remove(number);
        if (intervals != null) {
            for (int interval : intervals) {
                Backup backup = backups.get(interval);
                if (backup != null) {
                    backup.acked.add(drone);
                    note(interval, backup);
                }
            }
        }
    }

    /** What the first {@code collected} intervals changed is in copies that others have. */
    void forget(int collected) {
        backups.headMap(collected, true).clear();
        unsafe.headSet(collected, true).clear();
    }

    /** Only {@code left} are taken to be there any more: what others have or are sent counts for nothing. */
    void suspect(Collection<Integer> left) {
        needed = Math.min(wanted, left.size() - 1);
        unsafe.clear();
        backups.forEach((interval, backup) -> {
            backup.acked.retainAll(left);
            backup.sent.retainAll(left);
            note(interval, backup);
        });
    }

    /** The members are others; those in {@code gone} have nothing any more, and nothing of what is on its way arrives. */
    void become(View view, Collection<Integer> gone) {
        needed = Math.min(wanted, view.size() - 1);
        if (!gone.isEmpty()) {
            messages.clear();
        }
        unsafe.clear();
        backups.forEach((interval, backup) -> {
            backup.acked.removeIf(drone -> !view.has(drone));
            backup.sent.removeIf(drone -> !view.has(drone));
            if (!gone.isEmpty()) {
                backup.sent.clear();
                backup.sent.addAll(backup.acked);
            }
            note(interval, backup);
        });
    }

    private void note(int interval, Backup backup) {
        if (backup.acked.size() < needed) {
            unsafe.add(interval);
        } else {
            unsafe.remove(interval);
        }
    }

    private Backup backupOf(int interval) {
        return backups.computeIfAbsent(interval, number -> new Backup());
    }
}
