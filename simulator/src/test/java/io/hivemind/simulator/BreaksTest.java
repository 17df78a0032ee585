package io.hivemind.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.simulator.Agenda.Event;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Links that break, drones that are stopped, and who is in danger by that. */
class BreaksTest {
    private final Agenda agenda = new Agenda();
    private final Dangers dangers = new Dangers();
    private final Members members = new Members(3, dangers);
    private final Breaks breaks = new Breaks(members, agenda, Chances.calm(), 3, new SplittableRandom(1));
    private final Pauses pauses = new Pauses(agenda, new SplittableRandom(2));

    @Test
    void ofWhatIsOnItsWayOverALinkThatBreaksTheBeginningArrives() {
        breaks.breaks(0, 1, 10);
        assertThat(breaks.arrives(0, 1)).isTrue();
        agenda.after(11, new Event.Tick(0));
        agenda.next();
        assertThat(breaks.arrives(0, 1)).isFalse();
        assertThat(breaks.arrives(1, 0)).isTrue();
        assertThat(breaks.isWhole(1, 0)).isFalse();
    }

    @Test
    void whoTakesAnotherToHaveFailedSaysNothingMoreToItAndIsFoundOut() {
        breaks.closes(0, 1);
        assertThat(breaks.isClosed(0, 1)).isTrue();
        assertThat(agenda.next()).isEqualTo(new Event.Suspect(1, 0));
        breaks.closes(0, 1);
        assertThat(agenda.hasWork()).isFalse();
    }

    @Test
    void theEndOfAProcessIsFoundOutByAllOthersOnce() {
        breaks.ends(1);
        breaks.findsOut(0, 1);
        assertThat(List.of(agenda.next(), agenda.next()))
                .containsExactlyInAnyOrder(new Event.Suspect(0, 1), new Event.Suspect(2, 1));
        assertThat(agenda.hasWork()).isFalse();
    }

    @Test
    void whatHappensToAStoppedDroneWaitsAndKeepsTheOrderOfEachLink() {
        pauses.stop(1, 50);
        for (int i = 0; i < 20; i++) {
            Event word = new Event.Excluded(2, 1);
            assertThat(pauses.holdsUp(word)).isTrue();
            assertThat(pauses.holdsUp(new Event.GiveUp(1, i))).isTrue();
        }
        assertThat(pauses.holdsUp(new Event.Suspect(0, 2))).isFalse();
        assertThat(agenda.next()).isEqualTo(new Event.Resume(1));
        List<Event> noticed = pauses.resume(1);
        assertThat(noticed).hasSize(40);
        assertThat(noticed.stream()
                        .filter(Event.GiveUp.class::isInstance)
                        .map(event -> ((Event.GiveUp) event).ticket()))
                .isSorted();
        assertThat(pauses.isStopped(1)).isFalse();
    }

    @Test
    void ofTwoWhoDoNotHearEachOtherOneIsOutAndTheOtherSafe() {
        dangers.split(0, 1, 3);
        assertThat(dangers.threaten(0)).isTrue();
        dangers.out(1);
        assertThat(dangers.threaten(0)).isFalse();
        assertThat(dangers.haveSpared(2)).isFalse();
    }

    @Test
    void ofThoseWhoAreCutOffAllWillBeOut() {
        dangers.cutOff(Set.of(1, 2));
        dangers.out(1);
        assertThat(dangers.threaten(2)).isTrue();
        assertThat(dangers.haveSpared(0)).isTrue();
        assertThat(dangers.mayAllEnd()).isFalse();
        dangers.overlap();
        assertThat(dangers.mayAllEnd()).isTrue();
    }
}
