/** Programs over shared memory, each a sample of how the public interface is meant to be used, started by their names. */
@NullMarked
package io.hivemind.apps;

import org.jspecify.annotations.NullMarked;
