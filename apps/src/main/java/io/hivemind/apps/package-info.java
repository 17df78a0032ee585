/**
 * Programs over shared memory, each a sample of how the public interface is meant to be used, and the frame they share:
 * options, the measured part, results.
 */
@NullMarked
package io.hivemind.apps;

import org.jspecify.annotations.NullMarked;
