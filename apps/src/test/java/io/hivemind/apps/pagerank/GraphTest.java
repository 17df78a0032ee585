package io.hivemind.apps.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.hivemind.apps.frame.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTest {
    @TempDir
    private Path folder;

    private Graph read(String text) throws IOException {
        return EdgeFile.read(Files.writeString(folder.resolve("edges"), text));
    }

    @Test
    void aFileOfSnapIsReadAndItsVerticesNumberedWithoutGaps() throws IOException {
        Graph graph = read("# Directed graph\n# FromNodeId\tToNodeId\n30\t10\r\n\n  10 1000000 \n30 1000000");

        assertThat(graph.vertices()).isEqualTo(3);
        assertThat(graph.edges()).isEqualTo(3);
        assertThat(graph.names()).containsExactly(10, 30, 1_000_000);
        assertThat(graph.outDegrees()).containsExactly(1, 2, 0);
        assertThat(graph.begins()).containsExactly(0, 1, 1, 3);
        assertThat(graph.sources()).containsExactly(1, 0, 1);
        assertThat(graph.dangling()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1 2\n3\n", "1 2\n3 x\n", "1 2\n3 4 5\n", "1 2\n-3 4\n", "1 2\n3 2147483647\n", "1 2\n1.5 2\n"})
    void aLineThatIsNoEdgeIsNamed(String text) {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> read(text))
                .withMessage("Line 2 of " + folder.resolve("edges")
                        + " must be two whole numbers from 0 to 2,147,483,646, from and to, or a comment after #.");
    }

    @Test
    void aFileWithoutEdgesAndAMissingOneAreMistakes() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> read("# nothing\n\n"))
                .withMessage("The file " + folder.resolve("edges") + " has no edges: there is nothing to rank.");
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> EdgeFile.read(folder.resolve("none")))
                .withMessageEndingWith("does not exist.");
    }

    @Test
    void aMadeUpGraphHasItsSizeAndFewVerticesOfManyEdges() {
        Graph graph = MadeUpGraph.of(1_000, 8, 5);

        assertThat(graph.vertices()).isEqualTo(1_000);
        assertThat(graph.edges()).isEqualTo(8_000).isEqualTo(graph.begins()[1_000]);
        assertThat(Arrays.stream(graph.sources())).allMatch(source -> source >= 0 && source < 1_000);
        assertThat(Arrays.stream(graph.outDegrees()).sum()).isEqualTo(8_000);
        assertThat(Arrays.stream(graph.outDegrees()).max().orElseThrow()).isGreaterThan(100);
        assertThat(graph.dangling()).isPositive();
        assertThat(graph.sources()).isEqualTo(MadeUpGraph.of(1_000, 8, 5).sources());
        assertThat(graph.sources()).isNotEqualTo(MadeUpGraph.of(1_000, 8, 6).sources());
    }

    @Test
    void partsHaveAboutTheSameWorkAndBeginWithBlocks() {
        Graph graph = MadeUpGraph.of(100_000, 8, 5);
        int[] borders = graph.shares(4);

        assertThat(borders).isSorted().startsWith(0).endsWith(100_000);
        for (int part = 0; part < 4; part++) {
            assertThat(borders[part] % Part.BLOCK).isZero();
            int work = graph.begins()[borders[part + 1]]
                    - graph.begins()[borders[part]]
                    + borders[part + 1]
                    - borders[part];
            assertThat(work).isBetween(180_000, 270_000);
        }
    }

    @Test
    void aSmallGraphHasTheRanksThatAreEasilyWorkedOut() throws IOException {
        // Two vertices point at the third, which points nowhere: each gets a, the third b = a + 2da, and 2a + b = 1.
        double[] ranks = PlainRanks.textbook(read("1 3\n2 3\n"), 0.85, 100);

        double a = 1 / (3 + 2 * 0.85);
        assertThat(ranks).containsExactly(new double[] {a, a, a + 2 * 0.85 * a}, within(1e-12));
        assertThat(RankJob.areRight(ranks, new double[] {a, a, a + 2 * 0.85 * a}))
                .isTrue();
        assertThat(RankJob.areRight(ranks, new double[] {a, a + 2e-12, a + 2 * 0.85 * a}))
                .isFalse();
        assertThat(RankJob.areRight(new double[] {0.5, 0.4}, new double[] {0.5, 0.4}))
                .isFalse();
    }
}
