package io.hivemind.wire;

/**
 * The answer to a {@link Challenge}.
 *
 * @param code what only a drone can compute that knows the secret
 */
public record Proof(String code) implements Handshake {}
