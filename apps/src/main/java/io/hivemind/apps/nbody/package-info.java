/** Stars that attract one another, by the method of Barnes and Hut: the tree is built in parallel, in shared memory. */
@NullMarked
package io.hivemind.apps.nbody;

import org.jspecify.annotations.NullMarked;
