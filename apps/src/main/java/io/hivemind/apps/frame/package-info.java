/** What all programs share: options and their help, the measured part, results, and mistakes told in one sentence. */
@NullMarked
package io.hivemind.apps.frame;

import org.jspecify.annotations.NullMarked;
