package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.checkpoint.Folder;
import io.hivemind.checkpoint.Label;
import io.hivemind.checkpoint.Manifest;
import io.hivemind.cli.Comeback.Again;
import io.hivemind.cli.Comeback.Enough;
import io.hivemind.cli.Comeback.Next;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComebackTest {
    private static final int KILLED = 137;
    private static final int ENDED = 3;

    @TempDir
    private Path path;

    @Test
    void whoIsLeftBeginsWithTheNewestCheckpoint() throws IOException {
        var comeback = comeback(4);
        save(1, 10);
        save(2, 20);

        assertThat(after(comeback, KILLED, ENDED, ENDED))
                .isEqualTo(new Again(
                        3,
                        Optional.of(path),
                        "the program is started anew with 3 drones, from the checkpoint of step 20 in " + path + "."));
    }

    @Test
    void withoutACheckpointItBeginsAsBefore() {
        assertThat(after(comeback(2), ENDED, KILLED))
                .isEqualTo(new Again(
                        1,
                        Optional.empty(),
                        "the program is started anew with 1 drone, from the beginning, as it has no checkpoint yet."));
    }

    @Test
    void aCheckpointThatWasThereBeforeIsNotTheProgramsOwn() throws IOException {
        save(7, 900);
        var comeback = comeback(3);

        assertThat(after(comeback, KILLED))
                .isInstanceOfSatisfying(
                        Again.class, again -> assertThat(again.from()).isEmpty());
        save(8, 10);
        assertThat(after(comeback, KILLED))
                .isInstanceOfSatisfying(
                        Again.class, again -> assertThat(again.from()).hasValue(path));
    }

    @Test
    void aProgramThatBeganWithACheckpointBeginsWithThatAgain() throws IOException {
        save(7, 900);
        var comeback = new Comeback(path, 3, Optional.of(path));

        assertThat(after(comeback, KILLED)).isInstanceOfSatisfying(Again.class, again -> {
            assertThat(again.from()).hasValue(path);
            assertThat(again.sentence()).contains("step 900");
        });
    }

    @Test
    void asManyAreLostAsFailedOfThemselvesAndOneAlwaysIsLeft() {
        var comeback = comeback(4);
        assertThat(after(comeback, KILLED, KILLED, ENDED))
                .isInstanceOfSatisfying(
                        Again.class, again -> assertThat(again.drones()).isEqualTo(2));
        assertThat(after(comeback, KILLED, KILLED))
                .isInstanceOfSatisfying(
                        Again.class, again -> assertThat(again.drones()).isOne());
    }

    @Test
    void soManyDronesThatComeNoFurtherTwiceAreEnough() throws IOException {
        var comeback = comeback(1);
        assertThat(after(comeback, KILLED)).isInstanceOf(Again.class);
        save(1, 10);
        assertThat(after(comeback, KILLED)).isInstanceOf(Again.class);
        assertThat(after(comeback, KILLED)).isInstanceOf(Again.class);
        assertThat(after(comeback, KILLED))
                .isEqualTo(new Enough(
                        "with 1 drone it came to no new checkpoint twice in a row: the program is not started anew."));
    }

    @Test
    void fewerDronesMayTryWhatMoreHaveTriedInVain() {
        var comeback = comeback(3);
        assertThat(after(comeback, ENDED)).isInstanceOf(Again.class);
        assertThat(after(comeback, KILLED)).isInstanceOf(Enough.class);

        var other = comeback(3);
        assertThat(after(other, KILLED)).isInstanceOf(Again.class);
        assertThat(after(other, KILLED)).isInstanceOf(Again.class);
    }

    @Test
    void aProgramThatFailsOfItselfIsNotStartedAnew() {
        assertThat(after(comeback(3), 1, ENDED, ENDED))
                .isEqualTo(new Enough("the program failed of itself, and would do so again: it is not started anew."));
    }

    @Test
    void aDamagedManifestIsAMistake() throws IOException {
        save(1, 10);
        Files.writeString(path.resolve("manifest"), "HiveMind checkpoint, format 1\nnumber 1\n");
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> comeback(2))
                .withMessage(path.resolve("manifest") + " is damaged: its text and its checksum do not fit.");
    }

    private Comeback comeback(int drones) {
        return new Comeback(path, drones, Optional.empty());
    }

    private static Next after(Comeback comeback, int... codes) {
        var casualties = new Casualties();
        for (int code : codes) {
            casualties.count(code);
        }
        return comeback.after(casualties);
    }

    private void save(int number, int step) throws IOException {
        var folder = new Folder(path);
        folder.propose(
                new Manifest(
                        new Label(number, 100L + number, 4096, 1 << 20),
                        Instant.EPOCH,
                        step,
                        "a note",
                        ByteOrder.nativeOrder(),
                        1,
                        0,
                        List.of(new Manifest.Part(1, 1, "host", path.toString()))),
                0);
        folder.commit(number, 0);
    }
}
