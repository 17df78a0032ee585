package io.hivemind.apps.nbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {
    private static double[] ball(int bodies) {
        double[] positions = new double[3 * bodies];
        Plummer.fill(positions, new double[3 * bodies], 4);
        return positions;
    }

    private static Tree tree(Curve curve, double theta, int workers) {
        var builder = new Builder(curve, theta, workers);
        var all = new Tree(curve, theta);
        for (int worker = 0; worker < workers; worker++) {
            Tree subtrees = builder.subtrees(worker);
            assertThat(subtrees.size())
                    .isLessThanOrEqualTo(Builder.mostNodes(curve.bodies()) - builder.firstNode(worker));
            for (int node = 0; node < subtrees.size(); node += subtrees.extent(node)) {
                all.add(subtrees, node);
            }
        }
        return builder.whole(all);
    }

    @Test
    void theCurvePassesEachOctantBeforeTheNext() {
        var curve = new Curve(ball(2_000));

        int last = 0;
        for (int place = 0; place < 2_000; place++) {
            assertThat(curve.octant(place, 0)).isGreaterThanOrEqualTo(last);
            last = curve.octant(place, 0);
            for (int axis = 0; axis < 3; axis++) {
                double off = curve.positions()[3 * place + axis] - curve.centre(place, 5, axis);
                assertThat(off).isBetween(-0.5001 * curve.side(5), 0.5001 * curve.side(5));
            }
        }
    }

    @Test
    void theOrderHasEveryBodyOnce() {
        double[] ball = ball(500);
        var curve = new Curve(ball);
        boolean[] met = new boolean[500];
        for (int place = 0; place < 500; place++) {
            int body = curve.body(place);
            assertThat(met[body]).isFalse();
            met[body] = true;
            assertThat(Arrays.copyOfRange(curve.positions(), 3 * place, 3 * place + 3))
                    .isEqualTo(Arrays.copyOfRange(ball, 3 * body, 3 * body + 3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 100, 3_000})
    void theTreeIsTheSameHoweverManyBuildIt(int bodies) {
        var curve = new Curve(ball(bodies));
        Tree alone = tree(curve, 0.7, 1);
        for (int workers : new int[] {2, 3, 8, 200}) {
            Tree together = tree(curve, 0.7, workers);
            assertThat(together.size()).isEqualTo(alone.size());
            assertThat(Arrays.copyOf(together.moments(), Tree.MOMENTS * alone.size()))
                    .isEqualTo(Arrays.copyOf(alone.moments(), Tree.MOMENTS * alone.size()));
            assertThat(Arrays.copyOf(together.shape(), Tree.SHAPE * alone.size()))
                    .isEqualTo(Arrays.copyOf(alone.shape(), Tree.SHAPE * alone.size()));
        }
        assertThat(alone.moments()[Tree.MASS]).isEqualTo(1, within(1e-12));
        assertThat(alone.extent(0)).isEqualTo(alone.size());
    }

    @Test
    void bodiesInOnePlaceAreATreeToo() {
        Tree tree = tree(new Curve(new double[300]), 0.7, 2);

        assertThat(tree.size()).isEqualTo(1);
        assertThat(tree.shape()[Tree.COUNT]).isEqualTo(100);
    }

    @Test
    void withoutThetaTheForceIsTheSumOverAllBodies() {
        var curve = new Curve(ball(700));
        var force = new Force(tree(curve, 0, 1), curve);
        for (int place = 0; place < 700; place += 50) {
            double[] sum = direct(curve, place);
            force.find(
                    curve.positions()[3 * place], curve.positions()[3 * place + 1], curve.positions()[3 * place + 2]);
            assertThat(force.interactions()).isEqualTo(700);
            assertThat(new double[] {force.x(), force.y(), force.z(), force.potential()})
                    .containsExactly(sum, within(1e-11));
        }
    }

    @Test
    void withThetaItIsNearlyThatWithFarLessWork() {
        var curve = new Curve(ball(3_000));
        var force = new Force(tree(curve, 0.5, 1), curve);
        for (int place = 0; place < 3_000; place += 100) {
            double[] sum = direct(curve, place);
            force.find(
                    curve.positions()[3 * place], curve.positions()[3 * place + 1], curve.positions()[3 * place + 2]);
            assertThat(force.interactions()).isLessThan(1_500);
            assertThat(force.potential()).isEqualTo(sum[3], within(-0.003 * sum[3]));
            double off = Math.hypot(Math.hypot(force.x() - sum[0], force.y() - sum[1]), force.z() - sum[2]);
            assertThat(off).isLessThan(0.02);
        }
    }

    @Test
    void theBallIsInEquilibrium() {
        double[] positions = new double[3 * 20_000];
        double[] velocities = new double[3 * 20_000];
        Plummer.fill(positions, velocities, 9);

        double kinetic = 0.5 * Arrays.stream(velocities).map(v -> v * v).sum() / 20_000;
        assertThat(kinetic).isBetween(0.14, 0.16); // 3π/64, but for what is left away
        assertThat(Arrays.stream(positions).sum()).isEqualTo(0, within(1e-8));
    }

    private static double[] direct(Curve curve, int place) {
        double[] sum = new double[4];
        double[] at = curve.positions();
        for (int other = 0; other < curve.bodies(); other++) {
            double[] to = new double[3];
            double square = 0.05 * 0.05;
            for (int axis = 0; axis < 3; axis++) {
                to[axis] = at[3 * other + axis] - at[3 * place + axis];
                square += to[axis] * to[axis];
            }
            for (int axis = 0; axis < 3; axis++) {
                sum[axis] += to[axis] / Math.pow(square, 1.5) / curve.bodies();
            }
            sum[3] -= other == place ? 0 : 1 / Math.sqrt(square) / curve.bodies();
        }
        return sum;
    }
}
