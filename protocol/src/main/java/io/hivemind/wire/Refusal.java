package io.hivemind.wire;

/**
 * The answer to a greeting with which there can be no hive; the link is closed behind it.
 *
 * @param sentence why, for a human
 */
public record Refusal(String sentence) implements Handshake {}
