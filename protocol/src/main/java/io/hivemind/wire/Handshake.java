package io.hivemind.wire;

/** What two drones say to each other before the first message. */
public sealed interface Handshake
        permits Admission,
                Application,
                Challenge,
                Elsewhere,
                Greeting,
                Knock,
                Linked,
                Members,
                Patience,
                Proof,
                Refusal,
                Roster {}
