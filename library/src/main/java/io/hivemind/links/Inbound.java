package io.hivemind.links;

import io.hivemind.wire.Codec;
import io.hivemind.wire.Frames;
import io.hivemind.wire.MalformedFrameException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiving side of one link: a thread that reads it and hands over what comes, before it reads on. */
final class Inbound implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

    /** Hears how reading ended, from the reader thread. */
    interface Ending {
        /** The peer said goodbye, and will send no more. */
        void goodbye(int peer);

        /**
         * The link ended without that.
         *
         * @param how the middle of a sentence that begins "Drone 3 at 127.0.0.1:4567" and ends "; the hive ends."
         * @param detail a sentence to follow that one, or nothing
         */
        void broken(int peer, String how, String detail);
    }

    private final int peer;
    private final SocketChannel channel;
    private final FrameReader reader;
    private final Codec codec;
    private final Receiver receiver;
    private final Ending ending;
    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    Inbound(int peer, SocketChannel channel, Frames frames, Codec codec, Receiver receiver, Ending ending) {
        this.peer = peer;
        this.channel = channel;
        this.reader = new FrameReader(frames, channel::read);
        this.codec = codec;
        this.receiver = receiver;
        this.ending = ending;
    }

    long messages() {
        return messages.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    @Override
    public void run() {
        try {
            while (hear(reader.next())) {}
            ending.goodbye(peer);
        } catch (EOFException closed) {
            ending.broken(peer, "closed its link while the hive was running", "");
        } catch (IOException broken) {
            ending.broken(peer, "broke its link (" + broken.getMessage() + ")", "");
        } catch (MalformedFrameException malformed) {
            ending.broken(
                    peer, "sent what cannot be used, so its link was closed", String.valueOf(malformed.getMessage()));
        } catch (RuntimeException | Error failure) {
            // Whatever this is, nobody reads the link any more, and nobody must wait for it.
            LOG.error("The reader of the link from drone {} failed.", peer, failure);
            ending.broken(peer, "sent what could not be handled (" + failure + ")", "");
        } finally {
            Sockets.close(channel);
        }
    }

    /** {@return whether more is to come} */
    private boolean hear(FrameReader.Frame frame) {
        return switch (frame.kind()) {
            case MESSAGE -> {
                messages.increment();
                bytes.add(frame.bytes());
                receiver.received(peer, codec.decode(frame.body()));
                yield true;
            }
            case CONTROL -> {
                obey(Control.decode(frame.body()));
                yield false;
            }
            case GREETING ->
                throw new MalformedFrameException("It greets again, which is done once, at the beginning.");
        };
    }

    private void obey(Control control) {
        if (control instanceof Control.Abort(String sentence)) {
            receiver.aborted(peer, sentence);
        }
    }
}
