package io.hivemind.links;

import io.hivemind.wire.Address;
import io.hivemind.wire.Greeting;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.MalformedFrameException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** Drone 1 of a hive of two, which greets as it should and then says whatever a test wants. */
final class RawPeer implements AutoCloseable {
    private final ServerSocketChannel port;
    private final SocketChannel toDrone0;
    private final SocketChannel fromDrone0;

    RawPeer(LinksConfig config) throws IOException, LinkException, InterruptedException {
        this.port = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Address listens = new Address("127.0.0.1", port.socket().getLocalPort());
        Greeting greeting = new Agreement(config).greeting(listens);
        Caller caller = new Caller(config, channel -> {}, new CountDownLatch(1));
        this.toDrone0 =
                caller.call(0, config.coordinator(), channel -> greeting).channel();
        this.fromDrone0 = port.accept();
        Conversation conversation = new Conversation(
                fromDrone0.socket(), 4096, OptionalLong.of(System.nanoTime() + TestLinks.BOUND.toNanos()));
        Handshake heard = conversation.hear();
        if (!(heard instanceof Greeting)) {
            throw new MalformedFrameException("Drone 0 did not greet, but said " + heard + ".");
        }
        conversation.say(greeting);
    }

    void say(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            toDrone0.write(bytes);
        }
    }

    /** Closes the sending side alone. */
    void hangUp() throws IOException {
        toDrone0.close();
    }

    /** Closes the receiving side alone. */
    void stopListening() throws IOException {
        fromDrone0.close();
    }

    @Override
    public void close() throws IOException {
        toDrone0.close();
        fromDrone0.close();
        port.close();
    }
}
