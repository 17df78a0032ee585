package io.hivemind.simulator;

import io.hivemind.protocol.Message;
import io.hivemind.protocol.View;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Watches who is in the hive: that all drones are told the same views in the same order, that nobody comes who was not admitted
 * and nobody goes who did not want to, and that nobody talks to those who are not in.
 */
final class Members {
    private final int founders;
    /** By number, as told to whoever was told first. */
    private final List<View> views = new ArrayList<>();
    /** By drone: the view it was told last. */
    private final Map<Integer, View> told = new TreeMap<>();

    private final BitSet admitted = new BitSet();
    private final BitSet leaving = new BitSet();
    private final BitSet gone = new BitSet();
    /** Those who are out, because they ended before their program did or the others go on without them. */
    private final BitSet failed = new BitSet();
    /** Those whose process has ended without leaving. */
    private final BitSet ended = new BitSet();
    /** Those who were taken to have failed by anybody. */
    private final BitSet suspected = new BitSet();

    private final Dangers dangers;

    Members(int founders, Dangers dangers) {
        this.founders = founders;
        this.dangers = dangers;
        View first = View.first(founders);
        views.add(first);
        first.members().forEach(drone -> told.put(drone, first));
    }

    /** A newcomer is admitted by a member. */
    void admit(int drone) {
        admitted.set(drone);
    }

    /** A member wants to leave. */
    void leave(int drone) {
        leaving.set(drone);
    }

    /** {@return whether a member wants to leave} */
    boolean isLeaving(int drone) {
        return leaving.get(drone);
    }

    /** A drone was let go. */
    void letGo(int drone) {
        View last = viewOf(drone);
        if (last.has(drone) && last.size() > 1) {
            throw wrong("Drone " + drone + " was let go, but is still in " + Text.of(last) + ".");
        }
        gone.set(drone);
    }

    /** A drone is out: it has failed, or the others go on without it. */
    void fails(int drone) {
        failed.set(drone);
        dangers.out(drone);
    }

    /** The process of a drone has ended. */
    void ends(int drone) {
        ended.set(drone);
    }

    /** {@return whether anybody was ever taken to have failed} */
    boolean isAnybodySuspected() {
        return !suspected.isEmpty();
    }

    /** Somebody takes a drone to have failed. */
    void suspected(int drone) {
        suspected.set(drone);
    }

    /** {@return the members that run and are not out, ascending} */
    List<Integer> inAndWell() {
        return told.keySet().stream()
                .filter(drone -> isWell(drone) && viewOf(drone).has(drone))
                .toList();
    }

    private boolean isWell(int drone) {
        return !isGone(drone) && !failed.get(drone);
    }

    /** {@return whether a drone has failed, or the others go on without it} */
    boolean hasFailed(int drone) {
        return failed.get(drone);
    }

    /** {@return whether the process of a drone has ended, for it was let go or has failed} */
    boolean isGone(int drone) {
        return gone.get(drone) || ended.get(drone);
    }

    /** {@return whether the process of a drone has ended without leaving} */
    boolean hasEnded(int drone) {
        return ended.get(drone);
    }

    /** {@return whether there will be enough if {@code drone} fails, as each of those who are left sees it} */
    boolean areEnoughWithout(int drone) {
        List<Integer> left = told.keySet().stream()
                .filter(each -> each != drone && isWell(each) && !dangers.threaten(each))
                .toList();
        List<Integer> alive = new ArrayList<>(left);
        admitted.stream()
                .filter(newcomer -> newcomer != drone && !hasEntered(newcomer) && isWell(newcomer))
                .forEach(alive::add);
        return !left.isEmpty() && areEnough(left, alive);
    }

    /** {@return whether these can go on without any others, as each of them sees it} */
    boolean areEnough(Collection<Integer> side) {
        return areEnough(side, side);
    }

    /** Whether those in {@code alive} are enough in the view of each in {@code left}, and in the next one whoever leaves with it and whoever comes. */
    private boolean areEnough(Collection<Integer> left, Collection<Integer> alive) {
        boolean enough = true;
        for (int drone : left) {
            View view = viewOf(drone);
            if (view.has(drone)) {
                List<Integer> uncertain = new ArrayList<>(
                        view.members().stream().filter(leaving::get).toList());
                admitted.stream().filter(newcomer -> isToCome(newcomer, view)).forEach(uncertain::add);
                List<Integer> certain = view.members().stream()
                        .filter(member -> !leaving.get(member))
                        .toList();
                enough &= areEnoughOf(view.members(), alive) && areEnoughOfAny(certain, uncertain, alive);
            }
        }
        return enough;
    }

    /** Whether a newcomer is not in a view and may be in one that follows. */
    private boolean isToCome(int newcomer, View view) {
        return !view.has(newcomer) && (!hasEntered(newcomer) || viewOf(newcomer).number() > view.number());
    }

    /** Whether they are, if any of those who are {@code uncertain} may be members beside those who are certain. */
    private static boolean areEnoughOfAny(List<Integer> certain, List<Integer> uncertain, Collection<Integer> alive) {
        if (uncertain.isEmpty()) {
            return areEnoughOf(certain, alive);
        }
        List<Integer> rest = uncertain.subList(1, uncertain.size());
        TreeSet<Integer> with = new TreeSet<>(certain);
        with.add(uncertain.getFirst());
        return areEnoughOfAny(certain, rest, alive) && areEnoughOfAny(List.copyOf(with), rest, alive);
    }

    private static boolean areEnoughOf(List<Integer> members, Collection<Integer> alive) {
        int twice = 2 * (int) members.stream().filter(alive::contains).count();
        return twice > members.size()
                || (twice == members.size() && !members.isEmpty() && alive.contains(members.getFirst()));
    }

    /** {@return whether it may be that a drone hears too few of its view to go on} */
    boolean maySeeItselfCutOff(int drone) {
        List<Integer> heard = viewOf(drone).members().stream()
                .filter(other -> other == drone || (isWell(other) && dangers.haveSpared(other)))
                .toList();
        return !areEnoughOf(viewOf(drone).members(), heard) || !dangers.haveSpared(drone);
    }

    /** A drone is told by another that the hive goes on without it. */
    void isToldThatItIsOut(int from, int drone) {
        if (!failed.get(drone)) {
            throw wrong("Drone " + from + " tells drone " + drone + ", which is in, that it is out.");
        }
    }

    /** At the end somebody must be left, or have left, for there were always enough. */
    void requireSurvivors() {
        if (told.keySet().stream().allMatch(failed::get) && !dangers.mayAllEnd()) {
            throw new Failure.Found(
                    Failure.Kind.NOBODY_LEFT, "Nobody came to the end, though enough could go on. " + describe());
        }
    }

    /** {@return whether a drone is or was a member} */
    boolean hasEntered(int drone) {
        return told.containsKey(drone);
    }

    /** {@return whether a drone runs and is known to others: it has been a member from the beginning, or was admitted} */
    boolean isThere(int drone) {
        return !isGone(drone) && (drone < founders || admitted.get(drone));
    }

    /** {@return the view that a drone was told last; it must have entered} */
    View viewOf(int drone) {
        return Optional.ofNullable(told.get(drone)).orElseThrow();
    }

    /** {@return the view of that number; somebody must have been told of it} */
    View view(int number) {
        return views.get(number);
    }

    /** {@return who was in the view of that number and not in the one before} */
    List<Integer> joinedIn(int number) {
        return without(views.get(number), views.get(number - 1));
    }

    /** {@return who was in the view before that of this number and not in it} */
    List<Integer> leftIn(int number) {
        return without(views.get(number - 1), views.get(number));
    }

    /** {@return how many drones have joined since the beginning} */
    int joins() {
        return (int) told.keySet().stream().filter(drone -> drone >= founders).count();
    }

    /** {@return how many drones have been let go} */
    int leaves() {
        return gone.cardinality();
    }

    /** {@return how many drones have failed} */
    int failures() {
        return failed.cardinality();
    }

    /** A drone is told of a view. */
    void viewed(int drone, View view) {
        requireNext(drone, view);
        if (view.number() == views.size()) {
            views.add(view);
            requireChange(view.number());
        } else if (view.number() > views.size()) {
            throw wrong(
                    "Drone " + drone + " is told of " + Text.of(view) + ", and nobody was told of the one before it.");
        }
        if (!views.get(view.number()).equals(view)) {
            throw wrong("Drone " + drone + " is told of " + Text.of(view) + ", and another drone of "
                    + Text.of(views.get(view.number())) + ".");
        }
        told.put(drone, view);
    }

    private void requireNext(int drone, View view) {
        View before = told.get(drone);
        if (before == null) {
            if (!admitted.get(drone) || !view.has(drone)) {
                throw wrong(
                        "Drone " + drone + " is told of " + Text.of(view) + ", and is not in it or was not admitted.");
            }
        } else if (before.number() + 1 != view.number()) {
            throw wrong("Drone " + drone + " is told of " + Text.of(view) + " after " + Text.of(before) + ".");
        }
    }

    private void requireChange(int number) {
        View view = views.get(number);
        if (!admitted.stream().boxed().toList().containsAll(joinedIn(number))) {
            throw wrong("Somebody comes with " + Text.of(view) + " whom nobody admitted.");
        }
        if (leftIn(number).stream().anyMatch(drone -> !leaving.get(drone) && !suspected.get(drone))) {
            throw wrong("Somebody goes with " + Text.of(view)
                    + " who did not want to leave, and whom nobody takes to have failed.");
        }
        boolean same = view.members().equals(views.get(number - 1).members());
        if ((same && suspected.isEmpty())
                || view.ranks() < views.get(number - 1).ranks()) {
            throw wrong(Text.of(view) + " follows " + Text.of(views.get(number - 1))
                    + ", and nobody comes or goes, or ranks are fewer.");
        }
    }

    /** A drone sends to another, which must be one that it may know of. */
    void sends(int from, int to, Message message) {
        View view = told.get(from);
        boolean known = told.containsKey(to) || (view != null && view.has(to));
        boolean welcome = admitted.get(to)
                && (message instanceof Message.ChangeDecided || message instanceof Message.AdmitWanted);
        boolean asksBack = admitted.get(from) && message instanceof Message.ChangeBehind;
        // Once somebody is out or cut off others may not know yet who has left since; whoever asked to be let go may be
        // out by now; and one that has left itself knows nothing of later views.
        boolean mayBeInVain = !failed.isEmpty()
                || !dangers.areNone()
                || message instanceof Message.LeaveGranted
                || message instanceof Message.Suspected;
        boolean hasSaidGoodbye = gone.get(to) && !mayBeInVain;
        if ((view == null && !asksBack) || isGone(from) || hasSaidGoodbye || !(known || welcome)) {
            throw wrong("Drone " + from + " sends to drone " + to + ", and one of them is not in any more or not yet: "
                    + Text.of(message) + ".");
        }
    }

    /** {@return who is in, as a sentence} */
    String describe() {
        List<Integer> waiting =
                admitted.stream().filter(drone -> !hasEntered(drone)).boxed().toList();
        return "The last that anybody was told of is " + Text.of(views.getLast()) + "; admitted and not in are "
                + waiting + ", and those who wanted to leave are " + leaving + ", of whom gone are " + gone
                + (failed.isEmpty() ? "" : "; failed are " + failed) + ".";
    }

    private static List<Integer> without(View view, View other) {
        return view.members().stream().filter(drone -> !other.has(drone)).toList();
    }

    private static Failure.Found wrong(String text) {
        return new Failure.Found(Failure.Kind.BROKEN_VIEW, text);
    }
}
