package io.hivemind.apps.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.apps.frame.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TspLibTest {
    private static final String MATRIX = """
            NAME: three
            TYPE: TSP
            DIMENSION: 3
            EDGE_WEIGHT_TYPE: EXPLICIT
            EDGE_WEIGHT_FORMAT: UPPER_ROW
            EDGE_WEIGHT_SECTION
            1 2
            3
            EOF
            """;

    private static final String PLACES = """
            NAME : square
            COMMENT : with: a colon
            TYPE : TSP
            DIMENSION : 4
            EDGE_WEIGHT_TYPE : EUC_2D
            NODE_COORD_SECTION
            1 0 0
            3 3.0e0 4
            2 3 0
            4 0 4
            EOF
            """;

    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("cities.tsp"), content);
    }

    @Test
    void aMatrixIsRead() throws IOException {
        Instance instance = TspLib.read(file(MATRIX));

        assertThat(instance.name()).isEqualTo("three");
        assertThat(instance.distances()).containsExactly(0, 1, 2, 1, 0, 3, 2, 3, 0);
        assertThat(instance.optimum()).isEmpty();
    }

    @Test
    void placesAreReadInAnyOrder() throws IOException {
        Instance instance = TspLib.read(file(PLACES));

        assertThat(instance.name()).isEqualTo("square");
        assertThat(instance.length(new int[] {0, 1, 2, 3})).isEqualTo(14);
        assertThat(instance.distance(0, 2)).isEqualTo(5);
    }

    @Test
    void whatFollowsTheEndAndWhereToDrawIsIgnored() throws IOException {
        String drawn = MATRIX.replace("EOF\n", "DISPLAY_DATA_SECTION\n1 5 5\n2 6 6\n3 7 7\nEOF\nanything\n");

        assertThat(TspLib.read(file(drawn)).cities()).isEqualTo(3);
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        Path none = folder.resolve("none");
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> TspLib.read(none))
                .withMessage("The cities cannot be read from " + none + ": " + none + " does not exist.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TYPE: TSP | TYPE: ATSP | is of the type ATSP, but this program solves the type TSP",
                "DIMENSION: 3 | SIZE: 3 | has no field DIMENSION",
                "DIMENSION: 3 | DIMENSION: x | has \"x\" as its DIMENSION, which must be a whole number",
                "DIMENSION: 3 | DIMENSION: 1000 | has the DIMENSION 1,000, but this program takes from 3 to 100 cities",
                "DIMENSION: 3 | DIMENSION: 4 | lists 3 distances, but 4 cities as UPPER_ROW have 6",
                "EDGE_WEIGHT_TYPE: EXPLICIT | KIND: 1 | has no field EDGE_WEIGHT_TYPE",
                "EDGE_WEIGHT_TYPE: EXPLICIT | EDGE_WEIGHT_TYPE: MAN_3D | has the EDGE_WEIGHT_TYPE MAN_3D, but this"
                        + " program knows EXPLICIT and [EUC_2D, CEIL_2D, ATT, GEO]",
                "EDGE_WEIGHT_TYPE: EXPLICIT | EDGE_WEIGHT_TYPE: GEO | has no NODE_COORD_SECTION",
                "UPPER_ROW | FUNCTION | has the EDGE_WEIGHT_FORMAT FUNCTION, but this program knows [FULL_MATRIX,"
                        + " UPPER_ROW, LOWER_ROW, UPPER_DIAG_ROW, LOWER_DIAG_ROW, UPPER_COL, LOWER_COL,"
                        + " UPPER_DIAG_COL, LOWER_DIAG_COL]",
                "EDGE_WEIGHT_SECTION | FIXED_EDGES_SECTION | has a FIXED_EDGES_SECTION, which this program does not know",
                "EDGE_WEIGHT_FORMAT: | EDGE_WEIGHT_FORMAT | has the line \"EDGE_WEIGHT_FORMAT UPPER_ROW\", which is"
                        + " neither a field with a colon nor a section",
                "1 2 | 1 2.5 | has \"2.5\" as a distance, which must be a whole number"
            })
    void whatIsWrongWithAMatrixIsSaidInOneSentence(String right, String wrong, String clause) throws IOException {
        refuses(MATRIX.replace(right, wrong), clause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 3 0 | 2 3 | has 11 numbers in its NODE_COORD_SECTION, but 4 cities have 12: each its own number and"
                        + " two coordinates",
                "2 3 0 | 3 3 0 | names city 3, but its cities are numbered from 1 to 4, each once",
                "2 3 0 | 5 3 0 | names city 5, but its cities are numbered from 1 to 4, each once",
                "2 3 0 | two 3 0 | has \"two\" as a city, which must be a whole number",
                "2 3 0 | 2 x 0 | has \"x\" as a coordinate, which must be a number",
                "2 3 0 | 2 NaN 0 | has NaN as a coordinate, but this program takes up to 10,000,000"
            })
    void whatIsWrongWithPlacesIsSaidInOneSentence(String right, String wrong, String clause) throws IOException {
        refuses(PLACES.replace(right, wrong), clause);
    }

    @Test
    void distancesMustBeTheSameBothWaysAndOfSomeSize() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> TspLib.read(
                        file(MATRIX.replace("UPPER_ROW", "FULL_MATRIX").replace("1 2\n3", "0 1 2 1 0 3 2 4 0"))))
                .withMessage("From city 2 to city 3 it is 3 in \"three\", and back 4; this program takes only distances"
                        + " that are the same both ways.");
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> TspLib.read(file(MATRIX.replace("1 2", "-1 2"))))
                .withMessage("From city 1 to city 2 it is -1 in \"three\"; this program takes distances from 0 to"
                        + " 10,000,000.");
    }

    private void refuses(String content, String clause) throws IOException {
        Path file = file(content);
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> TspLib.read(file))
                .withMessage("The file " + file + " " + clause + ".");
    }
}
