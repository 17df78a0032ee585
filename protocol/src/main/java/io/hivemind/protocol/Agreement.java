package io.hivemind.protocol;

import io.hivemind.protocol.Message.Accepted;
import io.hivemind.protocol.Message.Decision;
import io.hivemind.protocol.Message.Holding;
import io.hivemind.protocol.Message.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far the members have agreed on the next view (I71, I72): what this drone has promised, and if it leads, who has answered. It is
 * the single-decree agreement of Lamport ("The Part-Time Parliament", 1998) in which all who are left take part, not only most.
 */
final class Agreement {
    /** What the leader waits for. */
    enum Phase {
        /** Nothing: it does not lead. */
        NONE,
        /** Everybody is to report. */
        REPORTS,
        /** Everybody is to say what he holds. */
        HOLDINGS,
        /** Everybody is to accept what was decided. */
        ACCEPTS
    }

    private Ballot promised = new Ballot(0, 0);
    private Optional<Accepted> accepted = Optional.empty();

    private Phase phase = Phase.NONE;
    /** Who has been called. */
    private List<Integer> audience = List.of();

    private final TreeMap<Integer, Report> reports = new TreeMap<>();
    private final TreeMap<Integer, List<Holding>> holdings = new TreeMap<>();
    private final TreeSet<Integer> accepts = new TreeSet<>();

    /** The view is another: what was agreed on is done. */
    void reset() {
        promised = new Ballot(0, 0);
        accepted = Optional.empty();
        phase = Phase.NONE;
    }

    /** Begins an attempt that is later than any that this drone has heard of. */
    Ballot lead(int self, List<Integer> called) {
        phase = Phase.REPORTS;
        audience = List.copyOf(called);
        reports.clear();
        holdings.clear();
        accepts.clear();
        return new Ballot(promised.attempt() + 1, self);
    }

    /** Whether this drone leads an attempt. */
    boolean isLeading() {
        return phase != Phase.NONE;
    }

    /** Whether it leads one to which exactly {@code called} are called. */
    boolean isLeading(List<Integer> called) {
        return isLeading() && audience.equals(called);
    }

    List<Integer> audience() {
        return audience;
    }

    /** The latest attempt that this drone follows. */
    Ballot promised() {
        return promised;
    }

    /** Promises to follow {@code ballot} and none before. Returns false if a later one has been promised. */
    boolean promise(Ballot ballot, int self) {
        if (ballot.compareTo(promised) < 0) {
            return false;
        }
        promised = ballot;
        if (ballot.leader() != self) {
            phase = Phase.NONE;
        }
        return true;
    }

    /** Whether this drone leads {@code ballot} and waits for what belongs to {@code wanted}. */
    boolean awaits(Ballot ballot, Phase wanted) {
        return phase == wanted && ballot.equals(promised);
    }

    /** A decision was proposed. */
    void accept(Ballot ballot, Decision decision) {
        accepted = Optional.of(new Accepted(ballot, decision));
    }

    Optional<Accepted> accepted() {
        return accepted;
    }

    void reported(int from, Report report) {
        reports.put(from, report);
    }

    Map<Integer, Report> reports() {
        return reports;
    }

    boolean haveAllReported() {
        return phase == Phase.REPORTS && reports.size() == audience.size();
    }

    /** The decision that may have been made already by an earlier leader: that of the latest attempt. */
    Optional<Decision> found() {
        return reports.values().stream()
                .flatMap(report -> report.accepted().stream())
                .max(Comparator.comparing(Accepted::ballot))
                .map(Accepted::decision);
    }

    /** Everybody knows the same, and is asked what he holds. */
    void askHoldings() {
        phase = Phase.HOLDINGS;
    }

    /** Returns whether all have said what they hold. */
    boolean held(int from, List<Holding> held) {
        holdings.put(from, held);
        return holdings.size() == audience.size();
    }

    Map<Integer, List<Holding>> holdings() {
        return holdings;
    }

    /** The decision is made, and everybody is asked to accept it. */
    void propose() {
        phase = Phase.ACCEPTS;
    }

    /** Returns whether all have accepted. */
    boolean acceptedBy(int from) {
        accepts.add(from);
        return accepts.size() == audience.size();
    }
}
