package io.hivemind.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What drones send in one iteration of Jacobi does not grow out of hand when there are many. */
class TrafficTest {
    private static Meter.Count barriers(int drones) {
        return Traffic.measure(drones).barriers();
    }

    @Test
    void twoBarriersCostFourMessagesForEachOtherDrone() {
        for (int drones : new int[] {2, 9, 33}) {
            assertThat(barriers(drones).messages().getSum()).isEqualTo(8L * (drones - 1));
        }
    }

    @Test
    void aDroneAndItsNeighboursSendEachOtherTheirPagesUnasked() {
        Meter.Count pages = Traffic.measure(33).pages();
        assertThat(pages.messages().getMax()).isEqualTo(4);
        assertThat(pages.messages().getSum()).isEqualTo(2 * (2 * 31 + 2));
        assertThat(pages.intervals().getMax()).isZero();
    }

    @Test
    void theIterationMeasuredIsLikeTheNext() {
        JacobiHive hive = new JacobiHive(17);
        hive.iterate();
        hive.iterate();
        hive.iterate();
        Meter.Count first = hive.measure().barriers();
        Meter.Count second = hive.measure().barriers();
        assertThat(second.messages()).hasToString(first.messages().toString());
        assertThat(second.bytes()).hasToString(first.bytes().toString());
        assertThat(second.intervals()).hasToString(first.intervals().toString());
    }

    @Test
    void theTableHasARowForEachNumberOfDrones() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Traffic.print(List.of(2, 3), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.getLast().strip().split(" +")).hasSize(11).startsWith("3", "5.3", "8");
    }
}
