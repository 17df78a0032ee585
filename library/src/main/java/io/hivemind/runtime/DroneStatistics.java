package io.hivemind.runtime;

import io.hivemind.protocol.Totals;

/**
 * What a drone has done and what it has sent, since it started.
 *
 * @param totals what the protocol did
 * @param mostBytesBesidePages the most bytes held at one time for intervals, notices, diffs and twins
 * @param messagesSent messages to other drones, start-up and farewells not counted
 * @param messagesReceived messages from other drones, counted likewise
 * @param bytesSent bytes of the messages sent, frames included
 * @param bytesReceived bytes of the messages received, frames included
 */
public record DroneStatistics(
        Totals totals,
        long mostBytesBesidePages,
        long messagesSent,
        long messagesReceived,
        long bytesSent,
        long bytesReceived) {}
