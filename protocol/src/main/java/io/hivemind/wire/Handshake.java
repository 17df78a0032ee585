package io.hivemind.wire;

/** What two drones say to each other before the first message. */
public sealed interface Handshake permits Challenge, Greeting, Proof, Refusal, Roster {}
