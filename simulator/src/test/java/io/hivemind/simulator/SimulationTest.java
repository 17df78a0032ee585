package io.hivemind.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Room;
import io.hivemind.simulator.Program.Bond;
import io.hivemind.simulator.Program.Chapter;
import io.hivemind.simulator.Program.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SimulationTest {
    @TempDir
    private Path folder;

    @Test
    void theLastLineCounts() throws IOException {
        String output = output(SimulationOptions.of(3, 4, 1, Workload.MIX));
        assertThat(output.lines().toList().getLast())
                .matches(
                        "seeds 4, drones 3, steps \\d+, joins \\d+, leaves \\d+, failures \\d+, evictions \\d+, reads checked \\d+, wrong 0");
    }

    @Test
    void theOutputDoesNotDependOnHowManySeedsRunAtATime() throws IOException {
        SimulationOptions options = SimulationOptions.of(3, 6, 1, Workload.MIX);
        assertThat(output(parallel(options, 1))).isEqualTo(output(parallel(options, 4)));
    }

    @Test
    void aSeedHasTheSameProgramAndTheSameJournalEveryTime() {
        SimulationOptions options = SimulationOptions.of(4, 1, 1, Workload.MIX);
        Trial first = Trial.of(77, options);
        Trial second = Trial.of(77, options);
        assertThat(second.program()).isEqualTo(first.program());
        assertThat(second.run(Journal.ofDigest()).journal().digest())
                .isEqualTo(first.run(Journal.ofDigest()).journal().digest());
    }

    @Test
    void anotherCourseIsNoticedAtItsFirstDifference() {
        Trial trial = Trial.of(77, SimulationOptions.of(4, 1, 1, Workload.MIX));
        Journal first = trial.run(Journal.ofMarks()).journal();
        Optional<Failure> failure =
                trial.with(trial.worldSeed() + 1).run(Journal.like(first)).failure();
        assertThat(failure.map(Failure::kind)).contains(Failure.Kind.UNREPEATABLE);
    }

    @Test
    void aFailingProgramShrinksToWhatItNeeds() {
        Trial trial = Trial.of(3, SimulationOptions.of(4, 1, 1, Workload.LOCKS));
        List<Chapter> chapters = new ArrayList<>(trial.program().chapters());
        List<Part> race = List.of(
                new Part(0, List.of(new Op.Store(0, 1), new Op.Pause(1_000), new Op.Load(0, 1))),
                new Part(trial.program().threads(), List.of(new Op.Store(0, 1), new Op.Load(0, 1))));
        chapters.add(1, new Chapter("a race by mistake", Bond.NONE, race));
        Trial racing = trial.with(trial.program().withChapters(chapters));
        Failure failure = racing.run(Journal.ofDigest()).failure().orElseThrow();
        Shrinker.Shrunk shrunk = Shrinker.shrink(racing, failure, 20_000);
        assertThat(shrunk.failure().kind()).isEqualTo(Failure.Kind.RACY_PROGRAM);
        int operations = shrunk.trial().program().byThread().stream()
                .mapToInt(OpText::count)
                .sum();
        assertThat(operations).as(shrunk.trial().program().print()).isLessThanOrEqualTo(3);
    }

    @Test
    void theDiagramIsAPictureWithALineForEachDrone() throws Exception {
        Path picture = folder.resolve("run.svg");
        SimulationOptions options = SimulationOptions.of(3, 1, 5, Workload.MIX);
        output(with(options, Optional.of(picture), Optional.empty()));
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(picture))));
        int lines = 0;
        for (int i = 0; i < svg.getElementsByTagName("line").getLength(); i++) {
            String style =
                    svg.getElementsByTagName("line").item(i).getAttributes().getNamedItem("class") == null
                            ? ""
                            : "drone";
            lines += "drone".equals(style) ? 1 : 0;
        }
        assertThat(lines).isEqualTo(3);
    }

    @Test
    void theJsonCountsWhatTheLastLineCounts() throws IOException {
        Path file = folder.resolve("run.json");
        SimulationOptions options = SimulationOptions.of(2, 3, 5, Workload.LOCKS);
        String output = output(with(options, Optional.empty(), Optional.of(file)));
        String reads = output.replaceAll("(?s).*reads checked (\\d+).*", "$1");
        assertThat(Files.readString(file))
                .contains("\"readsChecked\": " + reads + ",", "\"seeds\": 3,", "\"wrong\": 0,", "\"failures\": []");
    }

    @Test
    void optionsOutOfRangeAreRefusedInWords() {
        assertThatThrownBy(() -> SimulationOptions.of(0, 1, 1, Workload.MIX))
                .hasMessage("The number of drones is 0; it must be at least 1.");
    }

    @Test
    void roomIsForAtLeastAPage() {
        assertThatThrownBy(() -> withRoom(-2))
                .hasMessage(
                        "The number of pages with room is -2; it must be at least 1, 0 to draw it, or -1 for no bound.");
    }

    @Test
    void roomThatTheHeapDoesNotFitIntoBecomesWhatItNeeds() {
        Trial tight = Trial.of(5, withRoom(1));
        assertThat(tight.chances().room().isBounded()).isTrue();
        assertThat(tight.chances().room().mostPages(3))
                .isGreaterThanOrEqualTo(tight.program().pages());
        assertThat(Trial.of(5, withRoom(100_000)).chances().room().mostPages(3)).isGreaterThan(200_000);
        assertThat(Trial.of(5, withRoom(SimulationOptions.NO_BOUND)).chances().room())
                .isEqualTo(Room.UNBOUNDED);
    }

    @Test
    void aTrialWithADroneLessHasRoomForItsHeapAllTheSame() {
        Trial tight = Trial.of(5, withRoom(1));
        Trial smaller = tight.with(Cutting.withoutDrone(tight.program(), 2));
        assertThat(smaller.chances().room().mostPages(2))
                .isGreaterThanOrEqualTo(smaller.program().pages());
        assertThat(smaller.run(Journal.ofDigest()).failure()).isEmpty();
    }

    @Test
    void theCommandThatRepeatsASeedSaysWhatIsNotAsUsual() {
        assertThat(SimulationOptions.of(7, 300, 1, Workload.READERS).command(42))
                .isEqualTo("./hivemind simulate --drones 7 --seeds 1 --seed 42 --workload readers");
    }

    @Test
    void theCommandThatRepeatsASeedSaysHowMuchRoomThereIs() {
        assertThat(withRoom(40).command(42)).endsWith(" --seed 42 --workload room --room 40");
        assertThat(withRoom(SimulationOptions.NO_BOUND).command(42)).endsWith(" --workload room --room none");
    }

    private static SimulationOptions withRoom(int pages) {
        return SimulationOptions.of(3, 1, 1, Workload.ROOM).withRoom(pages);
    }

    private static String output(SimulationOptions options) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Simulation.run(options, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static SimulationOptions parallel(SimulationOptions options, int parallel) {
        return new SimulationOptions(
                options.drones(),
                options.seeds(),
                options.seed(),
                options.workload(),
                0,
                0,
                options.length(),
                options.room(),
                options.changes(),
                options.failures(),
                options.cuts(),
                true,
                parallel,
                true,
                Optional.empty(),
                Optional.empty());
    }

    private static SimulationOptions with(SimulationOptions options, Optional<Path> diagram, Optional<Path> json) {
        return new SimulationOptions(
                options.drones(),
                options.seeds(),
                options.seed(),
                options.workload(),
                0,
                0,
                options.length(),
                options.room(),
                options.changes(),
                options.failures(),
                options.cuts(),
                false,
                1,
                true,
                diagram,
                json);
    }
}
