/** PageRank of a graph, pulled along its edges, with the ranks exchanged through shared memory once an iteration. */
@NullMarked
package io.hivemind.apps.pagerank;

import org.jspecify.annotations.NullMarked;
