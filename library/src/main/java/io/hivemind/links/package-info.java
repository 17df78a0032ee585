/**
 * Carries messages between the drones of a hive over TCP, and knows nothing of what they mean.
 *
 * <pre>
 *   drone 1                                                drone 2
 *
 *   Outbound to 2  ──non-blocking write──►  blocking read── Inbound from 1 ──► Receiver
 *   Receiver ◄── Inbound from 2 ──blocking read  ◄──non-blocking write── Outbound to 1
 *       ▲
 *       └ one reader thread a link            Backlog: one thread a drone, for sockets that are full
 * </pre>
 *
 * Two drones share two connections, each used in one direction: so every read can be a plain blocking read, the fastest
 * there is, while no write ever blocks, and two drones that flood each other cannot wait for each other for ever.
 *
 * <p>What a connection carries is a {@link io.hivemind.links.Line}: bytes as they are, or under TLS, whose handshake comes first of all and
 * whose certificates follow from the hive's secret. Nothing else here knows which of the two it is.
 */
package io.hivemind.links;
