/** The command {@code hivemind}: runs programs, launches hives, simulates, and reads traces. */
@NullMarked
package io.hivemind.cli;

import org.jspecify.annotations.NullMarked;
