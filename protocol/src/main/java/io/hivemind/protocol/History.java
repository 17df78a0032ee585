package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.List;

/** The intervals that a drone has heard of and not yet forgotten, and the vector time that they add up to (I1 to I3). */
final class History {
    /** What an interval costs in memory beside its pages and its time, roughly. */
    private static final int INTERVAL_BYTES = 64;

    private final int self;
    /** By creator, the intervals after {@link #forgotten}, ascending and without gaps, up to {@link #time}. */
    private final List<ArrayList<Interval>> byCreator = new ArrayList<>();
    /** Everything up to here has been collected by every drone. */
    private VectorTime forgotten;
    /** What was known to all when this drone came, so that it was not told of the intervals one by one. */
    private VectorTime entered;
    /** Covers every interval in {@link #byCreator}, and whatever precedes one of them is covered as well. */
    private VectorTime time;

    /** The newest own interval that this drone has brought to a meeting. */
    private int brought;

    private long bytes;
    /** Of {@link #bytes}, those of intervals that this drone made. */
    private long ownBytes;

    private long made;

    History(int self, int size) {
        this.self = self;
        this.forgotten = VectorTime.zero(size);
        this.entered = forgotten;
        this.time = forgotten;
    }

    /** This drone comes to a hive in which everything up to {@code cut} is known to all, and forgotten. */
    void enter(VectorTime cut) {
        entered = cut;
        forgotten = cut;
        time = cut;
    }

    VectorTime time() {
        return time;
    }

    /** Whether {@code id} was over before this drone came, which has no notice of it. */
    boolean precedesEntry(IntervalId id) {
        return entered.covers(id.creator(), id.index());
    }

    long bytes() {
        return bytes;
    }

    long ownBytes() {
        return ownBytes;
    }

    /** How many intervals this drone made. */
    long made() {
        return made;
    }

    /** Ends an interval of this drone in which {@code pages} were changed. */
    Interval close(PageSet pages) {
        int index = time.get(self) + 1;
        time = time.with(self, index);
        Interval interval = new Interval(self, index, time, pages);
        add(interval);
        made++;
        return interval;
    }

    /** Of {@code news}, the intervals that this drone has not heard of, in the same order. */
    List<Interval> unknown(List<Interval> news) {
        List<Interval> unknown = new ArrayList<>(news.size());
        for (Interval interval : news) {
            if (!time.covers(interval.creator(), interval.index())) {
                unknown.add(interval);
            }
        }
        return unknown;
    }

    /**
     * Takes in {@code fresh}, all of them unknown, each creator's ascending. Afterwards everything that precedes one of
     * them must be known too: the sender answers for that.
     */
    void learn(List<Interval> fresh) {
        for (Interval interval : fresh) {
            int creator = interval.creator();
            if (creator == self || interval.index() != time.get(creator) + 1) {
                throw new ProtocolException(
                        "Drone " + self + " at time " + time + " was told of interval " + interval.id()
                                + ", but the next it can learn of drone " + creator + " is " + (time.get(creator) + 1)
                                + " and none of its own: intervals come ascending and without gaps.");
            }
            time = time.with(creator, interval.index());
            add(interval);
        }
        for (Interval interval : fresh) {
            if (!time.dominates(interval.time())) {
                throw new ProtocolException("Drone " + self + " knows up to " + time + " but was told of " + interval
                        + ": whoever tells of an interval must tell of all that precede it.");
            }
        }
    }

    /** All intervals that a drone at time {@code theirs} has not heard of, creator by creator, ascending. */
    List<Interval> since(VectorTime theirs) {
        List<Interval> news = new ArrayList<>();
        for (int creator = 0; creator < byCreator.size(); creator++) {
            after(creator, theirs.get(creator), news);
        }
        return news;
    }

    /** The intervals of this drone that it has brought to no meeting; from now on it has. */
    List<Interval> bring() {
        List<Interval> own = ownSince(brought);
        brought = time.get(self);
        return own;
    }

    /** The intervals of this drone with the given numbers. */
    List<Interval> own(List<Integer> numbers) {
        List<Interval> own = new ArrayList<>(numbers.size());
        for (int number : numbers) {
            own.add(of(self).get(number - forgotten.get(self) - 1));
        }
        return own;
    }

    /** The intervals of {@code creator} that have not been forgotten. */
    List<Interval> by(int creator) {
        return List.copyOf(of(creator));
    }

    /** The intervals of this drone after number {@code index}. */
    List<Interval> ownSince(int index) {
        List<Interval> own = new ArrayList<>();
        after(self, index, own);
        return own;
    }

    /** Forgets everything that {@code cut} covers; every drone knows it, and nobody will ask for it again. */
    void forget(VectorTime cut) {
        for (int creator = 0; creator < byCreator.size(); creator++) {
            List<Interval> covered = of(creator).subList(0, Math.max(0, cut.get(creator) - forgotten.get(creator)));
            for (Interval interval : covered) {
                bytes -= bytesOf(interval);
                ownBytes -= creator == self ? bytesOf(interval) : 0;
            }
            covered.clear();
        }
        forgotten = forgotten.max(cut);
    }

    private void add(Interval interval) {
        of(interval.creator()).add(interval);
        bytes += bytesOf(interval);
        ownBytes += interval.creator() == self ? bytesOf(interval) : 0;
    }

    private void after(int creator, int index, List<Interval> news) {
        if (time.get(creator) > index) {
            List<Interval> intervals = of(creator);
            news.addAll(intervals.subList(Math.max(0, index - forgotten.get(creator)), intervals.size()));
        }
    }

    private List<Interval> of(int creator) {
        while (byCreator.size() <= creator) {
            byCreator.add(new ArrayList<>(0));
        }
        return byCreator.get(creator);
    }

    private static long bytesOf(Interval interval) {
        return INTERVAL_BYTES
                + interval.time().bytes()
                + (long) Integer.BYTES * interval.pages().size();
    }
}
