/**
 * Joins the pure protocol to threads: a {@link io.hivemind.runtime.Drone} steps its node under one lock, on the thread
 * that brought the input.
 */
package io.hivemind.runtime;
