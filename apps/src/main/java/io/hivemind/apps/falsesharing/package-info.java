/** Counters of all drones in one page: what false sharing costs. */
@NullMarked
package io.hivemind.apps.falsesharing;

import org.jspecify.annotations.NullMarked;
