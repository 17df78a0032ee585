package io.hivemind.links;

/**
 * How much has gone over one link, or over all links of a drone. What drones say when they link and part is not counted.
 *
 * @param messagesSent messages sent, one a frame
 * @param messagesReceived messages received
 * @param bytesSent bytes of the frames sent, headers included
 * @param bytesReceived bytes of the frames received, headers included
 */
public record Traffic(long messagesSent, long messagesReceived, long bytesSent, long bytesReceived) {
    static final Traffic NONE = new Traffic(0, 0, 0, 0);

    Traffic plus(Traffic other) {
        return new Traffic(
                messagesSent + other.messagesSent,
                messagesReceived + other.messagesReceived,
                bytesSent + other.bytesSent,
                bytesReceived + other.bytesReceived);
    }
}
