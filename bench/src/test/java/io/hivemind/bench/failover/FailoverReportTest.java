package io.hivemind.bench.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.bench.failover.FailoverReport.Victim;
import org.junit.jupiter.api.Test;

class FailoverReportTest {
    @Test
    void timesCountFromTheKill() {
        var failover = Failover.parse(
                "1700000000000000 1700000000150000 1700000000120500 1700000000200000 11500\n", 1700000000020000L);
        assertThat(failover).isEqualTo(new Failover(20, 150, 120.5, 200, 11.5));
    }

    @Test
    void theTableHasMediansAndTheWorstWhichMustReachTheTarget() {
        var report = new FailoverReport(4);
        report.add(Victim.PLAIN, new Failover(30, 300, 250, 400, 12));
        report.add(Victim.PLAIN, new Failover(20, 150, 120.5, 1200, 11));
        report.add(Victim.PLAIN, new Failover(99, 200, 180, 310, 10));
        report.add(Victim.FIRST, new Failover(101, 160, 150, 320, 13));

        assertThat(report.table()).isEqualTo("""
                ms after the kill, 4 drones            median    worst  target
                a drone is killed, 3 times
                  noticed by all others                  30.0     99.0  ≤ 100 reached
                  all others in the next view           200.0    300.0
                  the lock that it held is taken over   180.0    250.0  ≤ 1,000 reached
                  all others past the barrier           400.0  1,200.0  ≤ 1,000 MISSED
                drone 0 is killed, 1 times
                  noticed by all others                 101.0    101.0  ≤ 100 MISSED
                  all others in the next view           160.0    160.0
                  the lock that it held is taken over   150.0    150.0  ≤ 1,000 reached
                  all others past the barrier           320.0    320.0  ≤ 1,000 reached
                A round trip of 64 bytes between two of the processes takes 12.0 µs.
                """);
    }

    @Test
    void programsGetAllTimes() {
        var report = new FailoverReport(3);
        report.add(Victim.FIRST, new Failover(2, 3, 4, 5, 12));
        report.add(Victim.FIRST, new Failover(1, 2, 3, 4, 12));
        assertThat(report.json().replaceAll("\\s+", " "))
                .contains("\"drones\": 3", "\"drone0\": {", "\"lockMilliseconds\": [ 3.0, 4.0 ]");
    }
}
