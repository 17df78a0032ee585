package io.hivemind.bench.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final String RESULTS = """
            {
              "app": "quicksort",
              "drones": 2,
              "elements": 1000,
              "memory": 1024,
              "verified": true,
              "seconds": 0.25,
              "serialSeconds": null,
              "options": {"--elements": "1000"},
              "totals": {"messages": 30, "bytes": 4500},
              "perDrone": [{"rank": 0, "messages": 10, "extraBytes": 64}, {"rank": 1, "messages": 20, "extraBytes": 256}]
            }
            """;

    @Test
    void theTotalsOfAllDronesCount() {
        assertThat(Outcome.parse(RESULTS)).isEqualTo(new Outcome(true, 0.25, 1000, 30, 4500, 0.25));
    }

    @Test
    void aResultThatIsNotVerifiedIsNot() {
        assertThat(Outcome.parse(RESULTS.replace("true", "false")).verified()).isFalse();
    }

    @Test
    void resultsWithoutACountAreRefusedByItsName() {
        assertThatThrownBy(() -> Outcome.parse(RESULTS.replace("\"messages\": 30, ", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The results have no messages, only [bytes].");
    }
}
