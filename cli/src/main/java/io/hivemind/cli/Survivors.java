package io.hivemind.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who is left of a hive whose drones are killed, as the launcher can tell by whom it killed, by whose process ended and by what drones
 * log. So it knows whom the hive can do without at a moment, and when all have gone on without somebody. Safe for several threads.
 */
final class Survivors {
    private static final Pattern JOINED = Pattern.compile("\\[(\\d+)] .* Drone \\d+ joined: .*");
    private static final Pattern MEMBERS =
            Pattern.compile("\\[(\\d+)] .* Drone \\d+: the members of the hive are drones \\[([\\d, ]+)]\\.");
    private static final Pattern COLLECTED = Pattern.compile("\\[(\\d+)] .* Drone \\d+: a collection has ended\\.");
    private static final Pattern LEFT = Pattern.compile("\\[(\\d+)] .* Drone \\d+ left: .*");

    /** What the launcher says of a drone that did not come to the end. */
    private static final Pattern ENDED = Pattern.compile("hivemind: drone (\\d+) (?:was ended|ended with) .*");

    private final int size;

    /** How many drones may fail at a time so that nothing is lost. */
    private final int backup;

    /** In how many hives each drone is: the program may be in others of its own for a while, to compare or to get warm. */
    private final Map<Integer, Integer> hives = new HashMap<>();

    /** Those whose process has ended, or is being killed. */
    private final Set<Integer> dead = new HashSet<>();

    /** Those that were killed or stopped. */
    private final Set<Integer> harmed = new HashSet<>();

    private final Set<Integer> stopped = new HashSet<>();

    /** Those that ended with an error, and nobody had harmed them. */
    private final Set<Integer> unharmed = new TreeSet<>();

    /** The members of the hive as each drone knows them. */
    private final Map<Integer, Set<Integer>> views = new HashMap<>();

    /**
     * The members of the hive as each drone knew them when it had all its backups last: a collection begins with every change, and when it has ended
     * what those had who are gone is with others again.
     */
    private final Map<Integer, Set<Integer>> covered = new HashMap<>();

    /** When those were killed without whom not all the others have gone on yet. */
    private final Map<Integer, Long> killedNanos = new TreeMap<>();

    private final List<Duration> taken = new ArrayList<>();

    /** Whether a drone has come to the end. */
    private boolean nearEnd;

    /** Whether all processes have ended. */
    private boolean ended;

    /** How much has happened. */
    private long news;

    Survivors(int size, int backup) {
        this.size = size;
        this.backup = backup;
        Set<Integer> all = IntStream.range(0, size).boxed().collect(Collectors.toSet());
        all.forEach(rank -> {
            views.put(rank, all);
            covered.put(rank, all);
        });
    }

    /** A drone or the launcher has said a line. */
    synchronized void heard(String line) {
        Matcher members = MEMBERS.matcher(line);
        Matcher join = JOINED.matcher(line);
        Matcher end = ENDED.matcher(line);
        Matcher collection = COLLECTED.matcher(line);
        Matcher leave = LEFT.matcher(line);
        if (members.matches()) {
            views.put(
                    Integer.valueOf(members.group(1)),
                    Stream.of(members.group(2).split(", "))
                            .map(Integer::valueOf)
                            .collect(Collectors.toSet()));
        } else if (collection.matches()) {
            int rank = Integer.parseInt(collection.group(1));
            covered.put(rank, view(rank));
        } else if (join.matches()) {
            hives.merge(Integer.valueOf(join.group(1)), 1, Integer::sum);
        } else if (end.matches()) {
            ended(Integer.parseInt(end.group(1)));
        } else if (leave.matches()) {
            nearEnd |= hives.merge(Integer.valueOf(leave.group(1)), -1, Integer::sum) == 0;
        } else {
            return;
        }
        takeTimes();
        tell();
    }

    /** A drone is about to be killed. */
    synchronized void kill(int rank) {
        harmed.add(rank);
        dead.add(rank);
        if (stopped.isEmpty()) {
            killedNanos.put(rank, System.nanoTime());
        }
    }

    /** A drone is about to be stopped. What the others do takes longer from now on than it would. */
    synchronized void stop(int rank) {
        harmed.add(rank);
        stopped.add(rank);
        killedNanos.clear();
    }

    /** A drone goes on that was stopped. */
    synchronized void resume(int rank) {
        stopped.remove(rank);
    }

    /** The processes of all drones have ended. */
    synchronized void end() {
        ended = true;
        tell();
    }

    /** {@return whether the processes of all drones have ended} */
    synchronized boolean hasEnded() {
        return ended;
    }

    /** {@return whether all drones have joined} */
    synchronized boolean hasBegun() {
        return hives.size() == size;
    }

    /** {@return how much has happened: more after each time that something did} */
    synchronized long news() {
        return news;
    }

    /** Returns when more has happened than {@code known}, or it is {@code deadlineNanos} by {@link System#nanoTime}. */
    synchronized void awaitNews(long known, long deadlineNanos) throws InterruptedException {
        long left = deadlineNanos - System.nanoTime();
        while (news == known && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadlineNanos - System.nanoTime();
        }
    }

    /**
     * {@return who is to be hit now} Each that runs is as likely as any other. If the hive cannot do without it, either it can before long,
     * and nobody is hit, or it never can, and another is. Nobody is hit before the hive is complete, or when one has come to the end.
     *
     * @param lot which one it is, as a share of their number
     */
    synchronized Optional<Integer> victim(double lot) {
        List<Integer> present = List.copyOf(present());
        if (!hasBegun() || nearEnd || ended || present.isEmpty()) {
            return Optional.empty();
        }
        int wanted = at(lot, present);
        if (isDispensable(wanted)) {
            return Optional.of(wanted);
        }
        List<Integer> dispensable = present.stream().filter(this::isDispensable).toList();
        return isSettled() && !dispensable.isEmpty() ? Optional.of(at(lot, dispensable)) : Optional.empty();
    }

    /** {@return how long each time passed from a kill until all who were left had gone on without that drone} */
    synchronized List<Duration> taken() {
        return List.copyOf(taken);
    }

    /** {@return those that ended with an error although nobody had harmed them} */
    synchronized List<Integer> unharmed() {
        return List.copyOf(unharmed);
    }

    private void ended(int rank) {
        dead.add(rank);
        if (!harmed.contains(rank)) {
            unharmed.add(rank);
        }
    }

    /** {@return who runs, and is not stopped, ascending} */
    private Set<Integer> present() {
        return IntStream.range(0, size)
                .filter(rank -> !dead.contains(rank) && !stopped.contains(rank))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Enough are left as each of them sees it, and those that are gone and have not been made up for are not too many for the backups. */
    private boolean isDispensable(int rank) {
        Set<Integer> others = present();
        others.remove(rank);
        return !others.isEmpty()
                && others.stream()
                        .allMatch(other ->
                                isEnough(left(others, view(other)), view(other)) && uncovered(others, other) <= backup);
    }

    private int uncovered(Set<Integer> others, int rank) {
        Set<Integer> members = covered.getOrDefault(rank, Set.of());
        return members.size() - left(others, members).size();
    }

    private static Set<Integer> left(Set<Integer> others, Set<Integer> members) {
        return members.stream().filter(others::contains).collect(Collectors.toSet());
    }

    /** {@return whether those who are {@code left} of {@code view} may go on: more than half of it, or half with its lowest member} */
    private static boolean isEnough(Set<Integer> left, Set<Integer> view) {
        int more = 2 * left.size() - view.size();
        return more > 0 || (more == 0 && left.contains(Collections.min(view)));
    }

    private static int at(double lot, List<Integer> ranks) {
        return ranks.get((int) (lot * ranks.size()));
    }

    /** {@return whether all who are dead have been made up for everywhere} */
    private boolean isSettled() {
        return covered.entrySet().stream()
                .filter(entry -> !dead.contains(entry.getKey()) && !stopped.contains(entry.getKey()))
                .allMatch(entry -> Collections.disjoint(entry.getValue(), dead));
    }

    private void takeTimes() {
        Set<Integer> others = present();
        long now = System.nanoTime();
        killedNanos.entrySet().removeIf(killed -> {
            boolean done = others.stream().noneMatch(other -> view(other).contains(killed.getKey()));
            if (done && !others.isEmpty()) {
                taken.add(Duration.ofNanos(now - killed.getValue()));
            }
            return done;
        });
    }

    private void tell() {
        news++;
        notifyAll();
    }

    private Set<Integer> view(int rank) {
        return views.getOrDefault(rank, Set.of());
    }
}
