/** Runs thousands of drones in one thread, with faults, and checks every word they read. */
package io.hivemind.simulator;
