package io.hivemind.apps.nbody;

import java.util.Arrays;

/**
 * A tree of cells as plain arrays: each node is followed by its children, with all that is below them, and knows how many
 * nodes that are. So any subtree is one piece, that means the same wherever it is copied.
 */
final class Tree {
    /** What a node has of numbers: the centre of its mass, its mass, and the square of how near it must be to be opened. */
    static final int MOMENTS = 5;

    static final int MASS = 3;
    static final int OPENING = 4;

    /** What a node has of places: how many nodes it and all below it are, and, if it is a leaf, its bodies on the curve. */
    static final int SHAPE = 3;

    static final int EXTENT = 0;
    static final int FIRST = 1;
    static final int COUNT = 2;

    private final Curve curve;
    private final double theta;
    private double[] moments = new double[MOMENTS << 10];
    private int[] shape = new int[SHAPE << 10];
    private int size;

    Tree(Curve curve, double theta) {
        this.curve = curve;
        this.theta = theta;
    }

    int size() {
        return size;
    }

    double[] moments() {
        return moments;
    }

    int[] shape() {
        return shape;
    }

    int extent(int node) {
        return shape[SHAPE * node + EXTENT];
    }

    /** Makes room for so many more nodes. {@return the first of them} */
    int add(int nodes) {
        int first = size;
        size += nodes;
        if (SHAPE * size > shape.length) {
            int room = Math.max(size, 2 * first);
            moments = Arrays.copyOf(moments, MOMENTS * room);
            shape = Arrays.copyOf(shape, SHAPE * room);
        }
        return first;
    }

    /** Adds a copy of a node of another tree, with all below it. */
    void add(Tree other, int node) {
        int extent = other.extent(node);
        int first = add(extent);
        System.arraycopy(other.moments, MOMENTS * node, moments, MOMENTS * first, MOMENTS * extent);
        System.arraycopy(other.shape, SHAPE * node, shape, SHAPE * first, SHAPE * extent);
    }

    /** Adds a leaf with the bodies from {@code from} to the one before {@code to}. */
    void addLeaf(int from, int to, int level) {
        int node = add(1);
        int at = MOMENTS * node;
        Arrays.fill(moments, at, at + MASS, 0);
        for (int place = from; place < to; place++) {
            for (int axis = 0; axis < 3; axis++) {
                moments[at + axis] += curve.positions()[3 * place + axis];
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            moments[at + axis] /= to - from;
        }
        moments[at + MASS] = (to - from) / (double) curve.bodies();
        moments[at + OPENING] = opening(node, from, level);
        shape[SHAPE * node + EXTENT] = 1;
        shape[SHAPE * node + FIRST] = from;
        shape[SHAPE * node + COUNT] = to - from;
    }

    /** Ends a node to which all nodes after it belong: what it weighs follows from its children. */
    void close(int node, int place, int level) {
        int at = MOMENTS * node;
        Arrays.fill(moments, at, at + MOMENTS, 0);
        for (int child = node + 1; child < size; child += extent(child)) {
            double mass = moments[MOMENTS * child + MASS];
            moments[at + MASS] += mass;
            for (int axis = 0; axis < 3; axis++) {
                moments[at + axis] += mass * moments[MOMENTS * child + axis];
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            moments[at + axis] /= moments[at + MASS];
        }
        moments[at + OPENING] = opening(node, place, level);
        shape[SHAPE * node + EXTENT] = size - node;
    }

    /**
     * {@return the square of the distance from which on a cell is taken as one body} It is greater by how far the centre of mass
     * is from the cell's middle, so that no cell is taken so by a body in it (Barnes, 1994).
     */
    private double opening(int node, int place, int level) {
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
            double off = moments[MOMENTS * node + axis] - curve.centre(place, level, axis);
            square += off * off;
        }
        double distance = curve.side(level) / theta + Math.sqrt(square);
        return distance * distance;
    }
}
