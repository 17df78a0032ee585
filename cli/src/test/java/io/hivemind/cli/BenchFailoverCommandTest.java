package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BenchFailoverCommandTest extends CommandTesting {
    @Test
    void ofTwoDronesOneCannotDoWithoutTheOther() {
        assertThat(hivemind("bench", "failover", "-n", "2")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("hivemind: The option -n takes a whole number from 3 to 64, but was given \"2\".\n");
    }

    @Test
    @Timeout(120)
    void eitherDroneIsKilledAndTheOthersTellHowLongTheyWaited() {
        assertThat(hivemind("bench", "failover", "-n", "3", "--rounds", "1"))
                .as("%s", err)
                .isZero();
        assertThat(out().lines())
                .contains("a drone is killed, 1 times", "drone 0 is killed, 1 times")
                .anyMatch(
                        line -> line.matches(
                                "  the lock that it held is taken over +[\\d,]+\\.\\d +[\\d,]+\\.\\d  ≤ 1,000 (reached|MISSED)"));
    }
}
