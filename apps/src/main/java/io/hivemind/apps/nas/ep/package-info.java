/** Kernel EP: pairs of Gaussian deviates, made and counted by workers who meet only to add up. */
@NullMarked
package io.hivemind.apps.nas.ep;

import org.jspecify.annotations.NullMarked;
