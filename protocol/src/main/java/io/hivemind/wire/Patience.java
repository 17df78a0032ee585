package io.hivemind.wire;

/**
 * Tells a newcomer what it waits for.
 *
 * @param reason the end of a sentence that begins "waits for"
 */
public record Patience(String reason) implements Handshake {}
