package io.hivemind.apps.nbody;

import io.hivemind.apps.frame.Share;
import java.util.ArrayList;
import java.util.List;

/**
 * How the tree is built in parts. Space is divided into cells of about a hundredth of all bodies; the workers build the
 * subtrees of these cells, each those of its share, and each then puts the few nodes above them on top. Which cells there
 * are does not depend on the workers, and so the tree is the same, to the last bit, whoever builds it.
 */
final class Builder {
    /** How many bodies a leaf has at most. */
    private static final int LEAF = 8;

    private static final int PARTS = 96;

    /** A cell whose subtree one worker builds. */
    private record Cell(int from, int to, int level) {}

    private final Curve curve;
    private final double theta;
    private final int workers;
    private final List<Cell> cells = new ArrayList<>();

    Builder(Curve curve, double theta, int workers) {
        this.curve = curve;
        this.theta = theta;
        this.workers = workers;
        walk(new Cells() {
            @Override
            public void cell(int from, int to, int level) {
                cells.add(new Cell(from, to, level));
            }

            @Override
            public int open() {
                return 0;
            }

            @Override
            public void close(int opened, int place, int level) {
                // What is above the cells is put on top later.
            }
        });
    }

    /** {@return the most nodes that all subtrees together can have: every cell that is opened has two parts at least} */
    static int mostNodes(int bodies) {
        return 2 * bodies;
    }

    /** {@return where the nodes of a worker's subtrees go, among those of all workers, so that they have room} */
    int firstNode(int worker) {
        Share share = share(worker);
        return share.length() == 0 ? 0 : mostNodes(cells.get(share.from()).from());
    }

    /** {@return the subtrees of a worker's cells, one after another} */
    Tree subtrees(int worker) {
        Tree tree = new Tree(curve, theta);
        for (Cell cell : cells.subList(share(worker).from(), share(worker).to())) {
            Cells.walk(curve, cell.from, cell.to, cell.level, LEAF, new Leaves(tree));
        }
        return tree;
    }

    /** {@return the whole tree, from the subtrees of all workers, one after another} */
    Tree whole(Tree subtrees) {
        Tree tree = new Tree(curve, theta);
        walk(new Cells() {
            private int next;

            @Override
            public void cell(int from, int to, int level) {
                tree.add(subtrees, next);
                next += subtrees.extent(next);
            }

            @Override
            public int open() {
                return tree.add(1);
            }

            @Override
            public void close(int opened, int place, int level) {
                tree.close(opened, place, level);
            }
        });
        return tree;
    }

    private void walk(Cells visitor) {
        Cells.walk(curve, 0, curve.bodies(), 0, Math.max(LEAF, curve.bodies() / PARTS), visitor);
    }

    /** {@return the cells of a worker: those whose first body is in its share of all bodies} */
    private Share share(int worker) {
        return new Share(firstCell(worker), firstCell(worker + 1));
    }

    private int firstCell(int worker) {
        int cell = 0;
        while (cell < cells.size() && (long) cells.get(cell).from() * workers < (long) worker * curve.bodies()) {
            cell++;
        }
        return cell;
    }

    private record Leaves(Tree tree) implements Cells {
        @Override
        public void cell(int from, int to, int level) {
            tree.addLeaf(from, to, level);
        }

        @Override
        public int open() {
            return tree.add(1);
        }

        @Override
        public void close(int opened, int place, int level) {
            tree.close(opened, place, level);
        }
    }
}
