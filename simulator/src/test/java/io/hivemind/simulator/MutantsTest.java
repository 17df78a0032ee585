package io.hivemind.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plants each bug of {@code mutants.txt} in the protocol and demands that simulated hives notice. An ordinary build hunts
 * every fifth; {@code ./hivemind mutants} hunts them all.
 */
@Timeout(1_200)
class MutantsTest {
    private static final Path LIST = Path.of("src", "test", "resources", "mutants", "mutants.txt");
    private static final Path SOURCES = Path.of("..", "protocol", "src", "main", "java");
    private static final boolean ALL = "all".equals(System.getProperty("hivemind.mutants"));
    private static final int SHARE = 5;
    private static final int SEEDS = 3_000;

    private static Stream<Mutant> mutants() throws IOException {
        List<Mutant> all = Mutant.read(LIST);
        return all.stream().filter(mutant -> ALL || all.indexOf(mutant) % SHARE == 0);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void theSwarmNotices(Mutant mutant, TestReporter reporter) throws IOException, ReflectiveOperationException {
        MutantLoader loader = MutantLoader.of(mutant.file(), mutant.plantIn(SOURCES));
        Optional<String> caught = hunt(loader, mutant);
        caught.ifPresent(how -> reporter.publishEntry("caught " + mutant, how));
        assertThat(caught)
                .as("Mutant " + mutant + " survived. It breaks: " + mutant.breaks())
                .isPresent();
    }

    @Test
    void everyMutantStillFitsTheSourcesAndHasANameOfItsOwn() throws IOException {
        List<Mutant> all = Mutant.read(LIST);
        for (Mutant mutant : all) {
            assertThat(mutant.plantIn(SOURCES)).isNotEmpty();
        }
        assertThat(all).hasSizeGreaterThan(20).extracting(Mutant::name).doesNotHaveDuplicates();
    }

    @SuppressWarnings("unchecked")
    private static Optional<String> hunt(MutantLoader loader, Mutant mutant) throws ReflectiveOperationException {
        var constructor = loader.loadClass(Hunt.class.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        BiFunction<String, Integer, Optional<String>> hunt =
                (BiFunction<String, Integer, Optional<String>>) constructor.newInstance();
        for (Workload workload : mutant.workloads()) {
            Optional<String> caught = hunt.apply(
                    workload.label() + " " + mutant.season().label(),
                    SEEDS / mutant.workloads().size());
            if (caught.isPresent()) {
                return caught;
            }
        }
        return Optional.empty();
    }
}
