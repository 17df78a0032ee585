/** Kernel IS: whole numbers are ranked by counting. Each worker adds up what all have counted for its share of the values. */
@NullMarked
package io.hivemind.apps.nas.is;

import org.jspecify.annotations.NullMarked;
