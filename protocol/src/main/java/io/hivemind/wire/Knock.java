package io.hivemind.wire;

/**
 * The first thing that a newcomer says to a member of a running hive: that it has a token, and which. What follows is asked and
 * proved with what the token alone knows beside the hive's secret.
 *
 * @param protocol the version of the messages that it speaks, {@link Greeting#PROTOCOL}
 * @param token which token, of which this is no secret
 * @param nonce what has never been asked before, see {@link Challenge}
 */
public record Knock(int protocol, String token, String nonce) implements Handshake {}
