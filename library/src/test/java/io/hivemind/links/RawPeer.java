package io.hivemind.links;

import io.hivemind.wire.Address;
import io.hivemind.wire.Frames;
import io.hivemind.wire.Greeting;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.MalformedFrameException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;

/** Drone 1 of a hive of two, which greets as it should and then says whatever a test wants. */
final class RawPeer implements AutoCloseable {
    private final ServerSocketChannel port;
    private final Outlet toDrone0;
    private final SocketChannel fromDrone0;
    private final FrameReader frames;

    RawPeer(LinksConfig config) throws IOException, LinkException, InterruptedException {
        this.port = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Address listens = new Address("127.0.0.1", port.socket().getLocalPort());
        Greeting greeting = new Agreement(config).greeting(listens);
        Lines lines = Lines.of(config);
        Caller.Answered answered = new Caller(config, lines, channel -> {}, new CountDownLatch(1))
                .call(0, config.coordinator(), channel -> greeting);
        this.toDrone0 = answered.line().outlet(answered.channel());
        this.fromDrone0 = port.accept();
        Line line = lines.answer(fromDrone0.socket());
        Conversation conversation = new Conversation(line, 4096);
        Handshake heard = conversation.hear();
        if (!(heard instanceof Greeting)) {
            throw new MalformedFrameException("Drone 0 did not greet, but said " + heard + ".");
        }
        conversation.say(greeting);
        this.frames = new FrameReader(new Frames(config.frameLimit()), line::read);
    }

    /** {@return what drone 0 says next, which is no message} */
    Control hear() throws IOException {
        return Control.decode(frames.next().body());
    }

    void say(ByteBuffer bytes) throws IOException {
        while (!toDrone0.write(bytes)) {
            Thread.onSpinWait();
        }
    }

    /** Closes the sending side alone. */
    void hangUp() throws IOException {
        toDrone0.channel().close();
    }

    /** Closes the receiving side alone. */
    void stopListening() throws IOException {
        fromDrone0.close();
    }

    @Override
    public void close() throws IOException {
        toDrone0.channel().close();
        fromDrone0.close();
        port.close();
    }
}
