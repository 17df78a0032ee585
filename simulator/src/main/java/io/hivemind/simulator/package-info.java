/**
 * Runs hives of up to thousands of drones in one thread, with the product's own protocol core and pages, and checks every
 * byte they read.
 *
 * <p>Words, each defined once:
 *
 * <ul>
 *   <li><b>seed</b>: a number from which a whole run follows: climate, program and course.
 *   <li><b>climate</b>: the probabilities and sizes of a run ({@code Chances}), drawn anew for every seed.
 *   <li><b>program</b>: what the application threads do ({@code Program}, a list of chapters of operations). It ends by
 *       construction and has no race but the deliberate ones.
 *   <li><b>course</b>: in which order things happen ({@code World}): one queue of (time, sequence, event).
 *   <li><b>checkers</b>: what watches a run from outside ({@code PlainMemory}, {@code RacyMemory}, {@code LockWatch},
 *       {@code BarrierWatch}, {@code RoomWatch}, {@code Members}), with a happened-before of their own ({@code Order}).
 *   <li><b>journal</b>: all that went into the cores and came out of them; two runs of one seed have the same.
 *   <li><b>scenario</b>: a text file of commands and the transcript they must give.
 * </ul>
 *
 * <p>The command {@code ./hivemind simulate} maps its options one to one to {@link
 * io.hivemind.simulator.SimulationOptions} and calls {@link io.hivemind.simulator.Simulation#run}, whose result is its
 * exit code: {@code --drones}, {@code --seeds}, {@code --seed}, {@code --workload} (a {@link
 * io.hivemind.simulator.Workload#label}), {@code --page-size}, {@code --threads}, {@code --length}, {@code --room}, {@code --changes}, {@code --failures}, {@code --[no-]twice},
 * {@code --parallel}, {@code --[no-]shrink}, {@code --diagram}, {@code --json}.
 */
@NullMarked
package io.hivemind.simulator;

import org.jspecify.annotations.NullMarked;
