package io.hivemind.protocol;

import io.hivemind.protocol.Message.Backup;
import io.hivemind.protocol.Message.BackupKept;
import io.hivemind.protocol.Message.PageDiffs;
import java.util.ArrayList;
import java.util.List;

/** Sees to it that others have what this drone has released before anybody hears of it (I77). */
final class BackupFlow {
    /** The changes of so many pages go along with what tells of them. */
    private static final int MUCH = 32;

    private static final int MORE_TO_COME = 0;

    private final Roster roster;
    private final History history;
    private final Ahead ahead;
    private final Backups backups;
    private final Effects effects;

    BackupFlow(Roster roster, History history, Ahead ahead, Backups backups, Effects effects) {
        this.roster = roster;
        this.history = history;
        this.ahead = ahead;
        this.backups = backups;
        this.effects = effects;
    }

    /**
     * Sees to it that what this drone has released outlives it before {@code drone} hears of it (I77).
     *
     * @return whether that one may hear of it, once it has what is sent to it now; if not, {@link #kept} tells when to ask again
     */
    boolean secureFor(int drone) {
        if (backups.areSafe() || roster.isSuspect(drone)) {
            return true;
        }
        if (!isMuch(backups.lackingAt(drone))) {
            sendBackups(drone);
        }
        if (backups.areSafeWith(drone)) {
            return true;
        }
        spreadBackups();
        return false;
    }

    /** The same for everybody. */
    boolean secure() {
        if (!backups.areSafe()) {
            spreadBackups();
        }
        return backups.areSafe();
    }

    /**
     * Whether so much is to be kept that it had better be with those that will be asked to keep it when it is collected (I78), and not with
     * anybody who happens to be next to hear of it.
     */
    private boolean isMuch(List<Integer> lacking) {
        int pages = 0;
        for (Interval interval : history.own(lacking)) {
            pages += interval.pages().size();
        }
        return pages > MUCH;
    }

    private void spreadBackups() {
        for (int drone : roster.following()) {
            if (backups.lackingDrones() > 0) {
                sendBackups(drone);
            }
        }
    }

    private void sendBackups(int drone) {
        List<Integer> lacking = backups.lackingAt(drone);
        if (lacking.isEmpty()) {
            return;
        }
        int number = backups.send(drone, lacking);
        List<PageDiffs> part = new ArrayList<>();
        long bytes = 0;
        for (PageDiffs diffs : ahead.diffs(history.own(lacking))) {
            if (bytes > PageServer.REPLY_BYTES) {
                effects.send(drone, new Backup(roster.epoch(), MORE_TO_COME, part));
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(diffs);
            bytes += Ahead.bytes(diffs);
        }
        effects.send(drone, new Backup(roster.epoch(), number, part));
    }

    /** A member is taken to have failed: nobody waits for it. */
    void suspected() {
        if (!roster.alive().isEmpty()) {
            backups.suspect(roster.alive());
        }
    }

    /** Another drone's diffs are to be kept here. */
    void keep(int from, Backup backup) {
        ahead.came(backup.diffs(), history.time());
        if (backup.number() != MORE_TO_COME) {
            effects.send(from, new BackupKept(roster.epoch(), backup.number()));
        }
    }

    /** Another drone keeps diffs of this one. */
    void kept(int from, BackupKept kept) {
        backups.acked(from, kept.number());
    }
}
