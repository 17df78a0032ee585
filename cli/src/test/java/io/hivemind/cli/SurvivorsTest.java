package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SurvivorsTest {
    private static Survivors begun(int size, int backup) {
        var survivors = new Survivors(size, backup);
        IntStream.range(0, size).forEach(rank -> joins(survivors, rank));
        return survivors;
    }

    private static void joins(Survivors survivors, int rank) {
        survivors.heard(
                "[%d] 13:05:07.001 INFO  Joining - Drone %d joined: HiveConfig[rank=%d]".formatted(rank, rank, rank));
    }

    private static void goOn(Survivors survivors, List<Integer> members, Integer... told) {
        Stream.of(told)
                .forEach(rank -> survivors.heard(
                        "[%d] 13:05:09.100 INFO  Outward - Drone %d: the members of the hive are drones %s."
                                .formatted(rank, rank, members)));
    }

    /** {@return everybody whom a lot can hit} */
    private static Set<Integer> victims(Survivors survivors) {
        return IntStream.range(0, 100)
                .mapToObj(lot -> survivors.victim(lot / 100.0))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** As {@link #goOn}, and they have backups again. */
    private static void recover(Survivors survivors, List<Integer> members, Integer... told) {
        goOn(survivors, members, told);
        Stream.of(told)
                .forEach(rank -> survivors.heard(
                        "[%d] 13:05:09.200 DEBUG Outward - Drone %d: a collection has ended.".formatted(rank, rank)));
    }

    @Test
    void nobodyIsHitBeforeAllHaveJoined() {
        var survivors = new Survivors(3, 1);
        joins(survivors, 0);
        joins(survivors, 2);
        assertThat(victims(survivors)).isEmpty();
        joins(survivors, 1);
        assertThat(victims(survivors)).containsOnly(0, 1, 2);
    }

    @Test
    void theNextIsHitWhenAllOthersHaveBackupsAgain() {
        Survivors survivors = begun(5, 1);
        survivors.kill(0);
        goOn(survivors, List.of(1, 2, 3, 4), 1, 2);
        assertThat(victims(survivors)).isEmpty();
        assertThat(survivors.taken()).isEmpty();

        goOn(survivors, List.of(1, 2, 3, 4), 3, 4);
        assertThat(survivors.taken()).hasSize(1);
        assertThat(victims(survivors)).isEmpty();

        recover(survivors, List.of(1, 2, 3, 4), 1, 2, 3, 4);

        assertThat(victims(survivors)).containsOnly(1, 2, 3, 4);
    }

    @Test
    void asManyAreHitAtATimeAsThereAreBackups() {
        Survivors survivors = begun(6, 2);
        survivors.kill(5);
        assertThat(victims(survivors)).containsOnly(0, 1, 2, 3, 4);
        survivors.kill(0);
        assertThat(victims(survivors)).isEmpty();
    }

    @Test
    void ofTwoOnlyTheHigherIsHitAndTheLastNever() {
        Survivors survivors = begun(3, 1);
        survivors.kill(1);
        recover(survivors, List.of(0, 2), 0, 2);
        assertThat(victims(survivors)).containsOnly(2);
        survivors.kill(2);
        recover(survivors, List.of(0), 0);
        assertThat(victims(survivors)).isEmpty();
    }

    @Test
    void whoHasNoBackupsYetIsHitNoMoreOftenThanOthers() {
        Survivors survivors = begun(5, 1);
        survivors.kill(0);
        recover(survivors, List.of(1, 2, 3, 4), 1, 2, 4);
        assertThat(survivors.victim(0.1)).isEmpty();
        assertThat(survivors.victim(0.6)).contains(3);
    }

    @Test
    void halfWithoutTheLowestAreNotEnough() {
        Survivors survivors = begun(4, 4);
        survivors.kill(1);
        assertThat(victims(survivors)).containsOnly(2, 3);
    }

    @Test
    void whoIsStoppedCountsAsGoneUntilItGoesOn() {
        Survivors survivors = begun(4, 1);
        survivors.stop(2);
        assertThat(victims(survivors)).isEmpty();
        survivors.resume(2);
        assertThat(victims(survivors)).containsOnly(0, 1, 2, 3);
    }

    @Test
    void whatADroneThatIsStoppedHoldsUpIsNotTimed() {
        Survivors survivors = begun(5, 2);
        survivors.stop(4);
        survivors.kill(3);
        survivors.resume(4);
        goOn(survivors, List.of(0, 1, 2, 4), 0, 1, 2, 4);
        assertThat(survivors.taken()).isEmpty();
    }

    @Test
    void aHiveThatADroneHasForItselfIsNotTheEnd() {
        Survivors survivors = begun(4, 1);
        joins(survivors, 0);
        survivors.heard("[0] 13:05:11.100 INFO  Hive - Drone 0 left: HiveStatistics[messages=0]");
        assertThat(victims(survivors)).containsOnly(0, 1, 2, 3);
        survivors.heard("[0] 13:05:19.100 INFO  Hive - Drone 0 left: HiveStatistics[messages=1]");
        assertThat(victims(survivors)).isEmpty();
    }

    @Test
    void nobodyIsHitWhenOneHasComeToTheEnd() {
        Survivors survivors = begun(4, 1);
        survivors.heard("[3] 13:05:19.100 INFO  Hive - Drone 3 left: HiveStatistics[messages=1]");
        assertThat(victims(survivors)).isEmpty();
    }

    @Test
    void whoEndsThoughNobodyHarmedItIsNamed() {
        Survivors survivors = begun(4, 1);
        survivors.kill(1);
        survivors.heard("hivemind: drone 1 was ended by signal 9; the others go on without it if they can.");
        survivors.heard("hivemind: drone 3 ended with exit code 3; the others go on without it if they can.");
        assertThat(survivors.unharmed()).containsExactly(3);
    }
}
