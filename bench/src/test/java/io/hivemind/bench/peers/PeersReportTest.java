package io.hivemind.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersReportTest {
    private static PeersReport report() {
        var report = new PeersReport(Map.of(Rival.PCJ, "5.3.0", Rival.HAZELCAST, "5.7.0", Rival.INFINISPAN, "16.0.7"));
        report.add(Rival.HIVEMIND, PeersReport.parse("barrier 30.04\nread 20.0\nturns 5\ncounter 1.5\n"));
        report.add(Rival.HIVEMIND, PeersReport.parse("barrier 50.0\nread 20.0\nturns 5\ncounter 1.5\n"));
        report.add(Rival.HIVEMIND, PeersReport.parse("barrier 31.0\nread 20.0\nturns 5\ncounter 1.5\n"));
        report.add(Rival.HIVEMIND, Map.of(Task.SOR, 0.25));
        report.add(Rival.PCJ, PeersReport.parse("barrier 180.5\nread 100.0\nsor 1.5\n"));
        report.add(Rival.HAZELCAST, PeersReport.parse("read 42.9\nturns 100.0\ncounter 12345.6\n"));
        return report;
    }

    @Test
    void theTableHasTheMediansOfWhatIsOffered() {
        assertThat(report().table().lines().map(line -> line.replaceAll(" {2}[a-z].*: ?.*| {2}[a-z].*;.*", "")))
                .containsExactly(
                        "                   barrier µs  remote 4 KiB µs  counter in turns µs  together µs  sor s",
                        "HiveMind                 31.0             20.0                  5.0          1.5  0.250",
                        "PCJ 5.3.0               180.5            100.0                    -            -  1.500",
                        "Hazelcast 5.7.0             -             42.9                100.0     12,345.6      -",
                        "Infinispan 16.0.7           -                -                    -            -      -");
    }

    @Test
    void theTableSaysWhatAnEditionDoesNotOffer() {
        assertThat(report().table()).contains("no lock", "FencedLock needs a licence", "no barrier");
    }

    @Test
    void theJsonHasEveryRound() {
        assertThat(report().json()).startsWith("""
                {
                  "benchmark": "peers",
                  "systems": [
                    {
                      "name": "hivemind",
                      "version": "",
                      "barrier": 31.0,
                      "barrierRounds": [
                        30.04,
                        50.0,
                        31.0
                      ],
                """);
    }

    @Test
    void whatIsNoFigureIsNotTakenForOne() {
        assertThat(PeersReport.parse("INFO: Starting\nread 7.5\n")).isEqualTo(Map.of(Task.READ, 7.5));
    }
}
