/**
 * The same small tasks on HiveMind and on what else a Java programmer might take: PCJ, Hazelcast, Infinispan. Two processes
 * of one machine each; one class for each system, and one way to measure all of them.
 */
@NullMarked
package io.hivemind.peers;

import org.jspecify.annotations.NullMarked;
