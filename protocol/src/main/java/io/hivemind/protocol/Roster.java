package io.hivemind.protocol;

import java.util.ArrayList;
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

    /** At the coordinator: the newcomers that wait to be taken in. */
    private final TreeSet<Integer> joining = new TreeSet<>();
    /** At the coordinator: the members that wait to be let go. */
    private final TreeSet<Integer> leaving = new TreeSet<>();

    /** At the coordinator: the members that asked to be let go after they had come to the meeting under way. */
    private final TreeSet<Integer> leavingLater = new TreeSet<>();

    /** The wait of this drone to be let go; null if it does not. */
    private @Nullable Long leave;
    /** The coordinator that has been told of that wait, or -1. */
    private int told = NOBODY;

    Roster(NodeConfig config) {
        this.self = config.rank();
        this.view = View.first(config.size());
        this.fewest = config.room().fewestDrones(config.pages());
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
        return view.has(self);
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

    /** Whether nothing may be said about locks and barriers, because this drone has reported where they stand. */
    boolean isSilent() {
        return silent;
    }

    /** This drone reports. */
    void fallSilent() {
        silent = true;
    }

    /** The next view is here. */
    void become(View next) {
        view = next;
        silent = false;
        joining.removeIf(next::has);
        leaving.removeIf(rank -> !next.has(rank));
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

    /** At the coordinator: a newcomer wants in. */
    void admit(int rank) {
        joining.add(rank);
    }

    /**
     * At the coordinator: a member wants out.
     *
     * @param reported whether it has come to the meeting under way already: what it stored afterwards nobody would hear of, so it goes
     *     with a later change
     */
    void letGo(int rank, boolean reported) {
        (reported ? leavingLater : leaving).add(rank);
    }

    /** At the coordinator: a meeting is over. */
    void meetingEnds() {
        leaving.addAll(leavingLater);
        leavingLater.clear();
    }

    /** This drone wants out. */
    void leave(long ticket) {
        leave = ticket;
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

    /** At a drone that is not the coordinator any more: the newcomers that the new one does not know of. */
    List<Integer> takeJoining() {
        List<Integer> taken = List.copyOf(joining);
        joining.clear();
        return taken;
    }

    /** At the coordinator: whether anybody wants in or out who can. */
    boolean isChangeWanted() {
        return !(joining.isEmpty() && leaving.isEmpty()) && !next().members().equals(view.members());
    }

    /** At the coordinator: the view after this one. So many stay that there is room for all pages; and somebody does who knows them. */
    View next() {
        List<Integer> going = new ArrayList<>(leaving);
        while (going.size() == view.size() || view.size() + joining.size() - going.size() < fewest) {
            going.removeFirst();
        }
        return view.next(joining, going);
    }
}
