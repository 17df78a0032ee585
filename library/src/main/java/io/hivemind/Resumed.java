package io.hivemind;

import java.time.Instant;

/**
 * The checkpoint that a hive began from.
 *
 * @param step the number that the program gave it
 * @param note the words that the program gave it
 * @param drones how many drones wrote it
 * @param written when, by the clock of the machine of their drone 0, to the millisecond
 */
public record Resumed(long step, String note, int drones, Instant written) {}
