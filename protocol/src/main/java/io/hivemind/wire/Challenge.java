package io.hivemind.wire;

/**
 * Asks the other end of a link to prove that it knows the secret of the hive. Both ends ask, and who called asks first.
 *
 * @param rank the rank of the drone that asks, or that it says it has
 * @param nonce what has never been asked before: what was proved on an earlier link proves nothing on this one
 */
public record Challenge(int rank, String nonce) implements Handshake {}
