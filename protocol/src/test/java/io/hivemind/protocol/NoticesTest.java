package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The notices of one page against a plain list: invariants I7, I44, I45 and I48 of docs/protocol.md. */
class NoticesTest {
    private static final int DRONES = 5;

    private final Notices notices = new Notices();
    private final List<Interval> plain = new ArrayList<>();
    private VectorTime time = VectorTime.zero(DRONES);

    private Interval happen(int creator) {
        time = time.with(creator, time.get(creator) + 1);
        Interval interval = new Interval(creator, time.get(creator), time, PageSet.of(0));
        notices.add(interval);
        plain.add(interval);
        return interval;
    }

    private List<Interval> beyond(Contents included, boolean alsoCollected) {
        return notices.beyond(included, alsoCollected).stream()
                .map(Notice::interval)
                .toList();
    }

    @Test
    @DisplayName("I7: what a copy lacks agrees with a plain list, through collections and forgetting")
    void everythingAgreesWithAPlainList() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 300; round++) {
            happen(random.nextInt(DRONES));
            Contents included = new Contents();
            for (int creator = 0; creator < DRONES; creator++) {
                included.include(creator, random.nextInt(time.get(creator) + 1));
            }
            List<Interval> lacking = plain.stream()
                    .filter(interval -> !included.includes(interval))
                    .toList();
            assertThat(beyond(included, true)).containsExactlyInAnyOrderElementsOf(lacking);
            assertThat(notices.goBeyond(included, true)).isEqualTo(!lacking.isEmpty());
            if (round % 25 == 24) {
                collectAndForget(random);
            }
        }
    }

    private void collectAndForget(SplittableRandom random) {
        VectorTime cut = VectorTime.zero(DRONES);
        for (int creator = 0; creator < DRONES; creator++) {
            cut = cut.with(creator, time.get(creator) - random.nextInt(Math.min(3, time.get(creator) + 1)));
        }
        VectorTime to = cut;
        notices.collect(cut);
        List<Interval> collected = plain.stream()
                .filter(interval -> to.covers(interval.creator(), interval.index()))
                .toList();
        List<Interval> rest = new ArrayList<>(plain);
        rest.removeAll(collected);
        assertThat(beyond(new Contents(), false)).containsExactlyInAnyOrderElementsOf(rest);
        assertThat(beyond(new Contents(), true)).containsExactlyInAnyOrderElementsOf(plain);
        List<Interval> forgotten = new ArrayList<>();
        notices.forget(cut, notice -> forgotten.add(notice.interval()));
        assertThat(forgotten).containsExactlyInAnyOrderElementsOf(collected);
        plain.removeAll(collected);
        assertThat(beyond(new Contents(), true)).containsExactlyInAnyOrderElementsOf(plain);
    }

    @Test
    @DisplayName("I25: a notice is found by its interval, and none where there is none")
    void aNoticeIsFoundByItsInterval() {
        happen(3);
        happen(1);
        happen(1);
        Notice found = Objects.requireNonNull(notices.get(new IntervalId(1, 2)));
        assertThat(found.interval().id()).isEqualTo(new IntervalId(1, 2));
        assertThat(notices.get(new IntervalId(1, 3))).isNull();
        assertThat(notices.get(new IntervalId(1, 0))).isNull();
        assertThat(notices.get(new IntervalId(2, 1))).isNull();
    }

    @Test
    @DisplayName("I44: the last notice of a collection is the last in the order of application, not the last learnt")
    void theLastNoticeOfACollectionIsTheLastToApply() {
        notices.add(new Interval(0, 1, VectorTime.of(1, 1, 0), PageSet.of(0)));
        notices.add(new Interval(1, 1, VectorTime.of(0, 1, 0), PageSet.of(0)));
        notices.add(new Interval(2, 5, VectorTime.of(1, 1, 5), PageSet.of(0)));
        Notice last = Objects.requireNonNull(notices.collect(VectorTime.of(1, 1, 0)));
        assertThat(last.interval().creator()).isZero();
        assertThat(new Notices().collect(VectorTime.of(1, 1, 0))).isNull();
    }

    @Test
    @DisplayName("I45: a copy is whole if it holds the newest collected notice of each creator")
    void aCopyIsWholeIfItHoldsAllThatIsCollected() {
        happen(0);
        happen(2);
        VectorTime cut = time;
        happen(2);
        notices.collect(cut);
        Contents included = new Contents();
        included.include(0, 1);
        assertThat(notices.collectedAreIn(included)).isFalse();
        included.include(2, 1);
        assertThat(notices.collectedAreIn(included)).isTrue();
    }
}
