package io.hivemind.wire;

/**
 * The answer to a newcomer that asked a drone which takes none in.
 *
 * @param coordinator the drone that does
 */
public record Elsewhere(Member coordinator) implements Handshake {}
