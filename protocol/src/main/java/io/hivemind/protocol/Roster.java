package io.hivemind.protocol;

import io.hivemind.protocol.Message.Welcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who is in the hive as one drone knows it, and who wants in or out (I62 to I65). */
final class Roster {
    private static final int NOBODY = -1;

    private final int self;
    /** How few members there may be. */
    private final int fewest;

    private View view;
    /** Whether this drone has reported where its locks and barriers stand, and has not got the next view yet. */
    private boolean silent;
    /** Messages of views that are not here yet, in the order in which they came. */
    private final List<Input.Received> waiting = new ArrayList<>();

    /** The newcomers that wait to be taken in. */
    private final TreeSet<Integer> joining = new TreeSet<>();
    /** At the coordinator: whether a member waits to be let go. */
    private boolean leaveWanted;

    /** The drones that are taken to have failed. Nothing that they say is heard. */
    private final TreeSet<Integer> suspects = new TreeSet<>();
    /** Whether this drone is in. */
    private boolean member;
    /** The members that are not taken to have failed. */
    private List<Integer> alive = List.of();
    /** Those who are not in the view because they were taken to have failed. */
    private List<Integer> gone = List.of();
    /** The number of the last view with which somebody was gone. */
    private int epoch;
    /** What happened with such views. */
    private Losses losses = Losses.NONE;
    /** Whether this drone cannot go on. */
    private boolean expelled;

    /** The wait of this drone to be let go; null if it does not. */
    private @Nullable Long leave;
    /** The coordinator that has been told of that wait, or -1. */
    private int told = NOBODY;

    Roster(NodeConfig config) {
        this.self = config.rank();
        this.view = View.first(config.size());
        count();
        this.fewest = config.room().fewestDrones(config.pages());
    }

    /** What is asked for at every step is found once. */
    private void count() {
        member = view.has(self);
        alive = view.members().stream().filter(rank -> !suspects.contains(rank)).toList();
    }

    View view() {
        return view;
    }

    /** The number of the view. */
    int number() {
        return view.number();
    }

    int coordinator() {
        return view.coordinator();
    }

    boolean isCoordinator() {
        return view.coordinator() == self;
    }

    /** Whether this drone is in: it neither is a newcomer that waits nor has left. */
    boolean isMember() {
        return member;
    }

    /** Whether this drone is a newcomer that nobody has told yet that it is in; whoever was told earlier may speak to it all the same. */
    boolean isOutside() {
        return view.number() == 0 && !isMember();
    }

    /** Whether this drone is the only member. */
    boolean isAlone() {
        return view.size() == 1 && isMember();
    }

    /** Whether there never was anybody else, so that nobody has to be told anything. */
    boolean isUnshared() {
        return view.number() == 0 && isAlone();
    }

    /** The other members, ascending. */
    List<Integer> others() {
        List<Integer> others = new ArrayList<>(view.members());
        others.remove(Integer.valueOf(self));
        return others;
    }

    /** The other members that are left, in the order in which they follow this one in a ring. */
    List<Integer> following() {
        List<Integer> following = new ArrayList<>(alive);
        int place = following.indexOf(self);
        if (place >= 0) {
            Collections.rotate(following, -place);
            following.removeFirst();
        }
        return following;
    }

    /** Whether nothing may be said about locks and barriers, because this drone has reported where they stand. */
    boolean isSilent() {
        return silent;
    }

    /** This drone reports. */
    void fallSilent() {
        silent = true;
    }

    /** The next view is here, and those in {@code failed} are not in it because they were taken to have failed. */
    void become(View next, List<Integer> failed) {
        gone = failed;
        if (!isOutside()) {
            // A newcomer has been told of what came with its own view, too.
            gone = failed.stream().filter(view::has).toList();
            losses = losses.with(view, failed);
            epoch = failed.isEmpty() ? epoch : next.number();
        }
        view = next;
        count();
        silent = false;
        leaveWanted = false;
        told = NOBODY;
        joining.removeIf(next::has);
    }

    /** A newcomer is told what has happened before. */
    void enter(Welcome welcome) {
        epoch = welcome.epoch();
        losses = new Losses(welcome.losses());
    }

    /** The number of the last view with which somebody was gone. */
    int epoch() {
        return epoch;
    }

    /** Those who were in the view before, and are not in this one because they were taken to have failed. */
    List<Integer> gone() {
        return gone;
    }

    /** What happened with such views. */
    Losses losses() {
        return losses;
    }

    /** Drone {@code rank} is taken to have failed. Returns whether it was not before. */
    boolean suspect(int rank) {
        boolean isNew = rank != self && suspects.add(rank);
        if (isNew) {
            joining.remove(rank);
            count();
        }
        return isNew;
    }

    boolean isSuspect(int rank) {
        return suspects.contains(rank);
    }

    /** The members that are not taken to have failed, ascending. */
    List<Integer> alive() {
        return alive;
    }

    /** Whether anybody was ever taken to have failed. */
    boolean hasSuspects() {
        return !suspects.isEmpty();
    }

    /** Whether {@code rank} leads the next change, for all that this drone knows. */
    boolean isLeading(int rank) {
        return !alive.isEmpty() && alive.getFirst() == rank;
    }

    /** Whether those who are left are enough to go on: most of the members, or half of them with the lowest. */
    boolean isPrimary() {
        int twice = 2 * alive.size();
        return twice > view.size() || (twice == view.size() && !isSuspect(view.coordinator()));
    }

    /** Whether this drone leads the next change: it is the lowest member that is left. */
    boolean isLeader() {
        return isMember() && !expelled && isLeading(self);
    }

    /** This drone cannot go on. Returns whether that is new. */
    boolean expel() {
        boolean first = !expelled;
        expelled = true;
        return first;
    }

    boolean isExpelled() {
        return expelled;
    }

    /** Whether what is said in view {@code number} is to be taken in. If not it is too old. */
    boolean isCurrent(int number) {
        return number == view.number() && !silent;
    }

    /** Whether the view {@code number} is still to come. */
    boolean isToCome(int number) {
        return number > view.number();
    }

    /** Keeps a message until its view is here. */
    void keep(Input.Received early) {
        waiting.add(early);
    }

    /** The messages that waited for a view. */
    List<Input.Received> takeWaiting() {
        List<Input.Received> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** A newcomer wants in. */
    void admit(int rank) {
        if (!isSuspect(rank)) {
            joining.add(rank);
        }
    }

    /** At the coordinator: a member wants out. */
    void letGo() {
        leaveWanted = true;
    }

    /** This drone wants out. */
    void leave(long ticket) {
        leave = ticket;
    }

    /** Whether this drone wants out. */
    boolean isLeaving() {
        return leave != null;
    }

    /** Whether the coordinator must still be told that this drone wants out. From now on it has been. */
    boolean mustTell() {
        boolean must = leave != null && told != view.coordinator() && isMember();
        told = must ? view.coordinator() : told;
        return must;
    }

    /** The wait that ends because this drone has left, once; null if there is none. */
    @Nullable
    Long takeLeave() {
        Long over = leave;
        leave = null;
        return over;
    }

    /** At the coordinator: whether anybody wants in or out. */
    boolean isChangeWanted() {
        return !joining.isEmpty() || (leaveWanted && view.size() > fewest);
    }

    /**
     * The view after this one, when those in {@code leaving} want out. So many stay that there is room for all pages; and somebody does
     * who knows them, as those in {@code fresh} do not.
     */
    View next(Collection<Integer> leaving, Collection<Integer> fresh) {
        List<Integer> going = new ArrayList<>(leaving);
        going.retainAll(alive);
        while (!going.isEmpty()
                && (!doesSomebodyKnow(going, fresh) || alive.size() + joining.size() - going.size() < fewest)) {
            going.removeFirst();
        }
        going.addAll(view.members().stream().filter(this::isSuspect).toList());
        return view.next(joining, going);
    }

    private boolean doesSomebodyKnow(Collection<Integer> going, Collection<Integer> fresh) {
        return alive.stream().anyMatch(drone -> !going.contains(drone) && !fresh.contains(drone));
    }
}
