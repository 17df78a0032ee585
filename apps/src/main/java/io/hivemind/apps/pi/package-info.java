/** π by adding up the area under a curve, whose parts the drones share out. */
@NullMarked
package io.hivemind.apps.pi;

import org.jspecify.annotations.NullMarked;
