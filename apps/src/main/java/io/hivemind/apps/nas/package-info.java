/** What the NAS parallel benchmarks share: their classes of size, their random numbers, and the way in which each is run. */
@NullMarked
package io.hivemind.apps.nas;

import org.jspecify.annotations.NullMarked;
