/** The list that all drones sort: ranges of it are handed from drone to drone through a queue in shared memory. */
@NullMarked
package io.hivemind.apps.quicksort;

import org.jspecify.annotations.NullMarked;
