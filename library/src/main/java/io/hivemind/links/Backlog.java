package io.hivemind.links;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The thread that goes on writing where a socket was full, so that no other thread of the drone ever waits for a peer to read. */
final class Backlog {
    private final int rank;
    private final Queue<Outbound> full = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Selector selector;

    Backlog(int rank) {
        this.rank = rank;
    }

    Thread start() throws IOException {
        Selector opened = Selector.open();
        selector = opened;
        return Thread.ofPlatform()
                .daemon()
                .name("hivemind-" + rank + "-backlog")
                .start(() -> run(opened));
    }

    /** Goes on with {@code outbound} when its socket takes more. */
    void add(Outbound outbound) {
        full.add(outbound);
        Selector started = selector;
        if (started != null) {
            started.wakeup();
        }
    }

    void close() {
        Selector started = selector;
        if (started != null) {
            Sockets.close(started);
        }
    }

    private void run(Selector selector) {
        try {
            while (selector.isOpen()) {
                selector.select(Backlog::resume);
                watchNew(selector);
            }
        } catch (ClosedSelectorException closed) {
            // That is how the thread is told to end.
            return;
        } catch (IOException failed) {
            throw new UncheckedIOException("The wait for a full socket failed.", failed);
        }
    }

    private void watchNew(Selector selector) {
        for (Outbound outbound = full.poll(); outbound != null; outbound = full.poll()) {
            SocketChannel channel = outbound.channel();
            if (channel != null) {
                watch(selector, channel, outbound);
            }
        }
    }

    private void watch(Selector selector, SocketChannel channel, Outbound outbound) {
        try {
            channel.register(selector, SelectionKey.OP_WRITE, outbound);
        } catch (ClosedChannelException closed) {
            // The link has ended meanwhile: there is nothing left to write.
            return;
        }
    }

    private static void resume(SelectionKey key) {
        try {
            key.interestOps(0);
        } catch (CancelledKeyException closed) {
            // The link has ended meanwhile: there is nothing left to write.
            return;
        }
        if (key.attachment() instanceof Outbound outbound) {
            outbound.resume();
        }
    }
}
