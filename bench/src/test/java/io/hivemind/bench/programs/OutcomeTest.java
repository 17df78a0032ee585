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
        Outcome outcome = Outcome.parse(RESULTS);

        assertThat(outcome.verified()).isTrue();
        assertThat(outcome.seconds()).isEqualTo(0.25);
        assertThat(outcome.messages()).isEqualTo(30);
        assertThat(outcome.bytes()).isEqualTo(4500);
        assertThat(outcome.extra()).isEqualTo(0.25);
    }

    @Test
    void aNumberOfTheProgramsOwnIsFoundByItsName() {
        assertThat(Outcome.parse(RESULTS).number("elements")).isEqualTo(1000);
        assertThatThrownBy(() -> Outcome.parse(RESULTS).number("rounds"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The results have no rounds, only [");
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
