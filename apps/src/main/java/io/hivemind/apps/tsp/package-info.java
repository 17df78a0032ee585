/** The shortest tour through all cities: drones search different parts of the tree of all tours, and share the shortest found. */
@NullMarked
package io.hivemind.apps.tsp;

import org.jspecify.annotations.NullMarked;
