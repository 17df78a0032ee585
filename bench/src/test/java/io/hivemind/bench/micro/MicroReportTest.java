package io.hivemind.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MicroReportTest {
    @Test
    void theJsonHoldsMediansAndWhatTheyAreComparedTo() {
        var report = new MicroReport(Map.of("TwinBenchmark.twin", 60.0, "TwinBenchmark.plainCopy", 50.0));
        assertThat(report.json())
                .contains("\"TwinBenchmark.twin\": 60.0")
                .contains("\"ratio\": 1.2")
                .contains("\"target\": 1.3")
                .contains("\"reached\": true")
                .doesNotContain("AccessBenchmark");
    }

    @Test
    void theTableSaysWhichTargetsAreReached() {
        var report = new MicroReport(Map.of("TwinBenchmark.twin", 100.0, "TwinBenchmark.plainCopy", 50.0));
        assertThat(report.table().lines()).anyMatch(line -> line.endsWith("2.00  ≤ 1.30 MISSED"));
    }

    @Test
    void everythingThatIsComparedIsABenchmark() {
        Set<String> benchmarks = Stream.of(AccessBenchmark.class, DiffBenchmark.class, TwinBenchmark.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(MicroReportTest::nameOf)
                .collect(Collectors.toSet());
        assertThat(Ratio.ALL).allSatisfy(ratio -> assertThat(benchmarks).contains(ratio.benchmark(), ratio.baseline()));
    }

    private static String nameOf(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
