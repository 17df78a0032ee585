package io.hivemind.protocol;

import io.hivemind.protocol.Message.BarrierStanding;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.Decision;
import io.hivemind.protocol.Message.LockPlan;
import io.hivemind.protocol.Message.LockPlans;
import io.hivemind.protocol.Message.LockStanding;
import io.hivemind.protocol.Message.Repair;
import io.hivemind.protocol.Message.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the leader of a change concludes from what all have reported; the reports are by drone. */
record Conclusion(Map<Integer, Report> reports) {
    /** The last collection that anybody has freed. */
    int ended() {
        return reports.values().stream()
                .mapToInt(report -> report.progress().ended())
                .max()
                .orElse(0);
    }

    /** The collection that has begun for anybody, if nobody has freed it. */
    Optional<Cut> unfinished() {
        int ended = ended();
        return reports.values().stream()
                .flatMap(report -> report.progress().current().stream())
                .filter(cut -> cut.collection() > ended)
                .findFirst();
    }

    /** How the view of {@code roster} changes, if all know everything up to {@code time}. */
    Decision decide(Roster roster, List<Integer> gone, VectorTime time, List<Repair> repairs) {
        List<Integer> leaving = new ArrayList<>();
        List<Integer> fresh = new ArrayList<>();
        TreeMap<Integer, List<LockStanding>> standings = new TreeMap<>();
        int latest = 0;
        for (Map.Entry<Integer, Report> entry : reports.entrySet()) {
            Report report = entry.getValue();
            if (report.leaving()) {
                leaving.add(entry.getKey());
            }
            if (report.progress().fresh()) {
                fresh.add(entry.getKey());
            }
            standings.put(entry.getKey(), report.standing().locks());
            latest = Math.max(latest, report.progress().latest());
        }
        if (fresh.containsAll(roster.alive())) {
            // Somebody tells the others: the first to come knows most.
            fresh.removeIf(roster::isLeading);
        }
        View next = roster.next(leaving, fresh);
        TreeSet<Integer> participants = new TreeSet<>(reports.keySet());
        participants.addAll(next.members());
        return new Decision(
                next,
                gone,
                fresh,
                List.copyOf(participants),
                new Cut(latest + 1, time),
                ended(),
                unfinished(),
                LockDecision.decide(next, gone, roster.losses().with(roster.view(), gone), standings),
                opened(),
                repairs);
    }

    /** How often each barrier has opened for those for whom it has done so most often. */
    private List<BarrierStanding> opened() {
        TreeMap<Integer, Integer> most = new TreeMap<>();
        for (Report report : reports.values()) {
            report.standing().barriers().forEach(each -> most.merge(each.barrier(), each.opened(), Math::max));
        }
        List<BarrierStanding> opened = new ArrayList<>(most.size());
        most.forEach((barrier, count) -> opened.add(new BarrierStanding(barrier, count)));
        return opened;
    }

    /** What of {@code decision} is a loss: changes that nobody has, and copies that are older than they should be. */
    static List<Repair> losses(Decision decision) {
        return decision.repairs().stream()
                .filter(repair ->
                        repair.stale() || repair.sources().stream().anyMatch(source -> source.drone() == Page.NOBODY))
                .toList();
    }

    /** What {@code drone} has to do with locks, by {@code decision}. */
    static List<LockPlan> plansFor(int drone, Decision decision) {
        return decision.locks().stream()
                .filter(plans -> plans.drone() == drone)
                .findFirst()
                .map(LockPlans::plans)
                .orElse(List.of());
    }
}
