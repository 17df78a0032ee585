/**
 * The bytes of messages: a codec for every {@link io.hivemind.protocol.Message}, the frames that carry them, and what two
 * drones say to each other before the first message. Like the core it knows no thread, no clock and no socket.
 */
package io.hivemind.wire;
