package io.hivemind.apps.pagerank;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Reads the edges of a graph as the SNAP collection has them: on each line two whole numbers, from and to, with blanks or
 * tabs between; empty lines and lines that begin with # do not count. The vertices are those that have an edge.
 */
final class EdgeFile implements AutoCloseable {
    private static final int END = -1;

    private final Path file;
    private final InputStream in;

    /** The byte that was read last. */
    private int next;

    private long line = 1;
    private int[] from = new int[1 << 10];
    private int[] to = new int[1 << 10];
    private int edges;

    private EdgeFile(Path file) throws IOException {
        this.file = file;
        in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** {@return the graph in the file} What makes it none is a {@link Mistake}. */
    static Graph read(Path file) {
        try (var edges = new EdgeFile(file)) {
            return edges.graph();
        } catch (IOException failed) {
            throw new Mistake("The edges in " + file + " cannot be read: " + Reasons.of(failed) + ".", failed);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private Graph graph() throws IOException {
        next = in.read();
        skipBlanks();
        while (next != END) {
            if (next == '#') {
                skipLine();
            } else if (next == '\n') {
                skipLine();
            } else {
                edge();
            }
            skipBlanks();
        }
        if (edges == 0) {
            throw new Mistake("The file " + file + " has no edges: there is nothing to rank.");
        }
        return numbered(Arrays.copyOf(from, edges), Arrays.copyOf(to, edges));
    }

    private void edge() throws IOException {
        if (edges == Settings.MOST_EDGES) {
            throw new Mistake("The file %s has more than the %,d edges that this program takes."
                    .formatted(file, Settings.MOST_EDGES));
        }
        if (edges == from.length) {
            from = Arrays.copyOf(from, 2 * edges);
            to = Arrays.copyOf(to, 2 * edges);
        }
        from[edges] = vertex();
        skipBlanks();
        to[edges] = vertex();
        skipBlanks();
        if (next != '\n' && next != END) {
            throw wrong();
        }
        edges++;
    }

    private int vertex() throws IOException {
        if (!Character.isDigit(next)) {
            throw wrong();
        }
        long vertex = 0;
        while (next >= '0' && next <= '9' && vertex <= Integer.MAX_VALUE) {
            vertex = 10 * vertex + next - '0';
            next = in.read();
        }
        if (vertex >= Integer.MAX_VALUE) {
            throw wrong();
        }
        return (int) vertex;
    }

    private void skipBlanks() throws IOException {
        while (next == ' ' || next == '\t' || next == '\r') {
            next = in.read();
        }
    }

    private void skipLine() throws IOException {
        while (next != '\n' && next != END) {
            next = in.read();
        }
        next = in.read();
        line++;
    }

    private Mistake wrong() {
        return new Mistake("Line %,d of %s must be two whole numbers from 0 to %,d, from and to, or a comment after #."
                .formatted(line, file, Integer.MAX_VALUE - 1));
    }

    /** Numbers the vertices without gaps, in the order of their names. */
    private static Graph numbered(int[] from, int[] to) {
        var named = new BitSet();
        for (int edge = 0; edge < from.length; edge++) {
            named.set(from[edge]);
            named.set(to[edge]);
        }
        long[] words = named.toLongArray();
        int[] before = new int[words.length];
        for (int word = 1; word < words.length; word++) {
            before[word] = before[word - 1] + Long.bitCount(words[word - 1]);
        }
        for (int edge = 0; edge < from.length; edge++) {
            from[edge] = number(from[edge], words, before);
            to[edge] = number(to[edge], words, before);
        }
        int[] names = named.stream().toArray();
        return Graph.of(names.length, from, to, names);
    }

    private static int number(int name, long[] words, int[] before) {
        int word = name / Long.SIZE;
        return before[word] + Long.bitCount(words[word] & (1L << name) - 1);
    }
}
