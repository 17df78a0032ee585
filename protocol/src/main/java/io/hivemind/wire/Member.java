package io.hivemind.wire;

/**
 * A drone of a hive, and where it listens.
 *
 * @param rank its rank
 * @param at where it listens
 */
public record Member(int rank, Address at) {}
