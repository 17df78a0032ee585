package io.hivemind.apps.pagerank;

import java.util.Arrays;

/** A directed graph, by the edges that lead to each vertex. An edge that is given twice counts twice. */
final class Graph {
    /** By vertex: where the sources of the edges to it begin. They end where those of the next vertex begin. */
    private final int[] begins;

    /** The vertices from which edges come, by the vertex to which they lead. */
    private final int[] sources;

    /** By vertex: how many edges lead from it. */
    private final int[] outDegrees;

    /** By vertex: its number in the file that the graph came from. Nothing if a vertex is its own name. */
    private final int[] names;

    private Graph(int[] begins, int[] sources, int[] outDegrees, int[] names) {
        this.begins = begins;
        this.sources = sources;
        this.outDegrees = outDegrees;
        this.names = names;
    }

    /** {@return the graph with these edges, from {@code from[i]} to {@code to[i]}} */
    static Graph of(int vertices, int[] from, int[] to, int[] names) {
        int[] begins = new int[vertices + 1];
        int[] outDegrees = new int[vertices];
        for (int edge = 0; edge < to.length; edge++) {
            begins[to[edge] + 1]++;
            outDegrees[from[edge]]++;
        }
        for (int vertex = 0; vertex < vertices; vertex++) {
            begins[vertex + 1] += begins[vertex];
        }
        int[] sources = new int[to.length];
        int[] next = begins.clone();
        for (int edge = 0; edge < to.length; edge++) {
            sources[next[to[edge]]++] = from[edge];
        }
        return new Graph(begins, sources, outDegrees, names);
    }

    int[] begins() {
        return begins;
    }

    int[] sources() {
        return sources;
    }

    int[] outDegrees() {
        return outDegrees;
    }

    int[] names() {
        return names;
    }

    /** {@return how many vertices there are} */
    int vertices() {
        return outDegrees.length;
    }

    /** {@return how many edges there are} */
    int edges() {
        return sources.length;
    }

    /** {@return how many vertices no edge leads from} */
    long dangling() {
        return Arrays.stream(outDegrees).filter(degree -> degree == 0).count();
    }

    /** {@return by what users call the vertex} */
    int name(int vertex) {
        return names.length == 0 ? vertex : names[vertex];
    }

    /** {@return the vertices from {@code first} to the one before {@code end}, as a part} */
    Part part(int first, int end, double damping) {
        return new Part(
                first,
                vertices(),
                damping,
                Arrays.copyOfRange(begins, first, end + 1),
                Arrays.copyOfRange(sources, begins[first], begins[end]),
                Arrays.copyOfRange(outDegrees, first, end));
    }

    /**
     * {@return {@code parts + 1} vertices, between any two of which lies about the same work: one part's} They are at the
     * borders of {@link Part#BLOCK}s.
     */
    int[] shares(int parts) {
        long work = edges() + (long) vertices();
        int[] borders = new int[parts + 1];
        int vertex = 0;
        for (int part = 1; part < parts; part++) {
            while (vertex < vertices() && begins[vertex] + (long) vertex < work * part / parts) {
                vertex = Math.min(vertices(), vertex + Part.BLOCK);
            }
            borders[part] = vertex;
        }
        borders[parts] = vertices();
        return borders;
    }
}
