package io.hivemind.protocol;

import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.Owned;
import io.hivemind.protocol.Message.Repair;
import io.hivemind.protocol.Message.Welcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Who owns which page when a collection begins (I44, I56, I70), and what a newcomer is told of it (I63). */
final class OwnFlow {
    private final NodeConfig config;
    private final PageTable table;
    private final Writes writes;
    private final Ownership ownership;
    private final RepairFlow repairing;
    private final MissFlow misses;

    OwnFlow(
            NodeConfig config,
            PageTable table,
            Writes writes,
            Ownership ownership,
            RepairFlow repairing,
            MissFlow misses) {
        this.config = config;
        this.table = table;
        this.writes = writes;
        this.ownership = ownership;
        this.repairing = repairing;
        this.misses = misses;
    }

    /** A page of a collection under way, and who wrote it last, if it was written. */
    private record Collected(Page page, int lastWriter) {}

    /**
     * A collection begins, and perhaps another view: everybody holds the same notices up to the cut, so everybody finds the same
     * owners (I44, I56). What belonged to those who leave goes to others, written or not (I70); of what may be lost the owners have
     * been decided (I75).
     */
    void collect(Cut cut, View from, View to, List<Integer> fresh, List<Repair> repairs) {
        List<Integer> knowing = from.members().stream()
                .filter(drone -> to.has(drone) && !fresh.contains(drone))
                .toList();
        misses.collectionBegins(knowing);
        if (!from.has(config.rank()) && to.has(config.rank())) {
            // A newcomer knows nothing of what is collected; it has been told what follows from it.
            // It asks nobody until it has its view, at the end of the step.
            ownership.end(to.members());
            keep(to);
            return;
        }
        if (from.number() != to.number()) {
            // The best copy may be with one that left with the collection before.
            TreeSet<Integer> leaving = new TreeSet<>(from.members());
            repairs.forEach(repair -> leaving.add(repair.owner()));
            leaving.removeIf(to::has);
            ownership.change(leaving, knowing, config.room().quota(config.pages(), to.size()));
        }
        BitSet done = new BitSet();
        TreeMap<Integer, Integer> lastWriters = new TreeMap<>();
        for (Page page : table.noticed()) {
            lastWriters.put(page.id, page.collect(cut.time()));
        }
        for (Repair repair : repairs) {
            Page page = table.get(repair.page());
            ownership.move(page.assignee(), repair.owner());
            repairing.repair(page, repair);
            if (to.has(repair.owner())) {
                done.set(page.id);
                misses.own(page, repair.owner(), false, cut);
            } else if (!page.isBase()) {
                // Whoever has left makes its copy whole, for newcomers do not know what it may lack.
                page.required = cut.collection();
            }
        }
        List<Collected> needy = new ArrayList<>();
        List<Collected> owned = new ArrayList<>();
        lastWriters.forEach((id, lastWriter) -> {
            Page page = table.get(id);
            if (lastWriter != Page.NOBODY && !done.get(id)) {
                done.set(id);
                boolean isNeedy = page.owner == Page.NOBODY || ownership.isLeaving(page.owner);
                (isNeedy ? needy : owned).add(new Collected(page, lastWriter));
            }
        });
        if (ownership.areLeaving()) {
            // Whether a page has notices after the cut does not matter: that is not the same everywhere.
            table.owned().stream()
                    .filter(page -> ownership.isLeaving(page.owner) && !done.get(page.id))
                    .forEach(page -> needy.add(new Collected(page, Page.NOBODY)));
        }
        if (from.number() != to.number() && config.backup() > 0) {
            // Whoever is to keep copies for an owner may be another now.
            table.owned().stream()
                    .filter(page -> !ownership.isLeaving(page.owner) && !done.get(page.id))
                    .forEach(page -> owned.add(new Collected(page, page.owner)));
        }
        boolean leaves = !repairs.isEmpty() && !to.has(config.rank());
        needy.forEach(collected -> own(collected, leaves, cut));
        owned.forEach(collected -> own(collected, false, cut));
        ownership.end(to.members());
        if (!fresh.contains(config.rank())) {
            misses.validate();
        }
    }

    /** This drone, which knows nothing of what is collected, keeps copies of what others own in {@code view} all the same (I78). */
    private void keep(View view) {
        Ring ring = new Ring(view.members());
        table.owned().stream()
                .filter(page -> ring.isDeputy(config.rank(), page.owner, config.backup()))
                .forEach(misses::keep);
    }

    private void own(Collected collected, boolean leaves, Cut cut) {
        Page page = collected.page();
        boolean handedOver = leaves && page.owner == config.rank();
        misses.own(page, ownership.assign(page.owner, collected.lastWriter()), handedOver, cut);
    }

    /** What a newcomer must know that comes with the collection that has just begun here. */
    Welcome welcome(int epoch, Losses losses) {
        List<Owned> owners = new ArrayList<>();
        for (Page page : table.owned()) {
            // Until the copy here is whole it counts as that of the collection before; but it will be.
            int owner = page.assignee();
            int collection = page.validating > 0 ? page.validating : page.required;
            Owned last = owners.isEmpty() ? null : owners.getLast();
            boolean joins = last != null
                    && last.first() + last.count() == page.id
                    && last.owner() == owner
                    && last.collection() == collection;
            if (last != null && joins) {
                owners.set(owners.size() - 1, new Owned(last.first(), last.count() + 1, owner, collection));
            } else {
                owners.add(new Owned(page.id, 1, owner, collection));
            }
        }
        return new Welcome(epoch, losses.all(), ownership.quota(), owners);
    }

    /** This drone is taken into a hive whose members all know what precedes the cut. */
    void enter(Welcome welcome) {
        ownership.raise(welcome.quota());
        for (Owned owned : welcome.owners()) {
            ownership.told(owned.owner(), owned.count());
            forEach(owned, page -> {
                writes.own(page, owned.owner());
                page.required = owned.collection();
                page.requiredBefore = owned.collection();
            });
        }
    }

    /**
     * A newcomer that has freed no collection is told anew who owns what. A copy that it has got was made whole by the collection
     * with which it came: it is as good as a new one if it has what this drone knows to be collected. What it is making whole has been
     * decided to be its own (I75). Of what others own it keeps copies in {@code view} from now on.
     */
    void correct(Welcome welcome, View view) {
        ownership.raise(welcome.quota());
        ownership.forget();
        for (Owned owned : welcome.owners()) {
            ownership.told(owned.owner(), owned.count());
            forEach(owned, page -> {
                if (page.validating > 0) {
                    return;
                }
                misses.concerns(page);
                boolean whole = page.isWhole();
                writes.own(page, owned.owner());
                page.required = owned.collection();
                page.held = whole ? page.required : page.held;
            });
        }
        keep(view);
    }

    private void forEach(Owned owned, Consumer<Page> action) {
        for (int id = owned.first(); id < owned.first() + owned.count(); id++) {
            action.accept(table.get(id));
        }
    }
}
