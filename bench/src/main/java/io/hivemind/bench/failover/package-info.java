/** How long a hive is held up when one of its drones is killed. */
@NullMarked
package io.hivemind.bench.failover;

import org.jspecify.annotations.NullMarked;
