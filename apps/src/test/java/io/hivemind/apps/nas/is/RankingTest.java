package io.hivemind.apps.nas.is;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Share;
import io.hivemind.apps.nas.NpbClass;
import io.hivemind.apps.nas.Steps;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final Problem PROBLEM = Problem.of(NpbClass.S);

    @Test
    void aShareOfTheKeysIsThoseKeys() {
        int[] all = PROBLEM.keys(new Share(0, PROBLEM.keys()));

        assertThat(PROBLEM.keys(new Share(1000, 1003))).containsExactly(all[1000], all[1001], all[1002]);
        assertThat(Arrays.stream(all)).allMatch(key -> key >= 0 && key < PROBLEM.values());
    }

    @Test
    void onlyKeysOfTheShareChange() {
        int[] keys = {100, 100, 100};

        PROBLEM.change(keys, new Share(11, 14), 3);

        assertThat(keys).containsExactly(100, 100, PROBLEM.values() - 3);
    }

    @Test
    void aRankIsHowManyKeysAreSmaller() {
        int[] ranks = new int[3];

        Counting.rank(new int[] {9, 2, 0, 5}, 1, 9, ranks);

        assertThat(ranks).containsExactly(9, 11, 11);
    }

    @Test
    void publishedRanksRiseAndFallWithTheIterations() {
        assertThat(Problem.of(NpbClass.S).rank(2, 4)).isEqualTo(350);
        assertThat(Problem.of(NpbClass.S).rank(3, 4)).isEqualTo(64_913);
        assertThat(Problem.of(NpbClass.W).rank(1, 4)).isEqualTo(11_700);
        assertThat(Problem.of(NpbClass.W).rank(2, 4)).isEqualTo(1_039_983);
        assertThat(Problem.of(NpbClass.A).rank(0, 4)).isEqualTo(107);
        assertThat(Problem.of(NpbClass.A).rank(4, 4)).isEqualTo(8_388_261);
    }

    @Test
    void ranksOfOtherKeysDoNotSortTheseKeys() throws InterruptedException {
        var exchange = new PlainExchange(0, new PlainExchange.Table(1, PROBLEM.values()));
        var ranking = new Ranking(PROBLEM, 0, 1, exchange);
        for (int iteration = 1; iteration <= Problem.ITERATIONS; iteration++) {
            ranking.check();
            assertThat(exchange.passed()).isEqualTo(5 * (iteration - 1));
            ranking.rank(iteration);
        }

        ranking.check();
        assertThat(exchange.passed()).isEqualTo(51);
    }

    @Test
    void aRunThatSkipsAnIterationIsNotVerified() throws InterruptedException {
        var exchange = new PlainExchange(0, new PlainExchange.Table(1, PROBLEM.values()));
        var team = new IsTeam(PROBLEM, 0, 1, List.of(exchange));
        team.prepare(0);
        team.check(0);
        assertThat(team.verdict().verified()).isFalse();

        team.run(0, Steps.plain(Progress.ofThisDrone()));
        team.check(0);
        assertThat(team.verdict().verified()).isTrue();
    }
}
