/**
 * What a hive's own operations cost: locks, barriers, pages, diffs, between processes of one machine, as multiples of that
 * machine's round trip. The times themselves say more of the machine than of the protocol; the multiples can be compared
 * with what others have published.
 */
@NullMarked
package io.hivemind.bench.primitives;

import org.jspecify.annotations.NullMarked;
