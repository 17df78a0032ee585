/** Molecules of water that pull at each other: a step of molecular dynamics after the other, with a lock for each molecule. */
@NullMarked
package io.hivemind.apps.water;

import org.jspecify.annotations.NullMarked;
