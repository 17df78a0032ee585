package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.wire.Codec;
import io.hivemind.wire.Frames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class InboundTest {
    private static final Frames FRAMES = new Frames(1 << 20);

    /** One byte comes at a time. */
    private static final class Trickle extends ByteArrayInputStream {
        Trickle(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
        }
    }

    /** Hears nothing of what is no message. */
    private static final class Deaf implements Inbound.Listener {
        @Override
        public void goodbye(int peer) {}

        @Override
        public void aborted(int peer, String sentence) {}

        @Override
        public void excluded(int peer, String sentence) {}

        @Override
        public void spent(String token) {}

        @Override
        public void left(int peer) {}

        @Override
        public void nudged(int peer) {}

        @Override
        public void broken(int peer, String how, String detail) {}
    }

    /** A long frame over a slow network takes longer than a drone may be silent. */
    @Test
    void aDroneIsHeardWhileALongFrameComes() throws IOException {
        ByteBuffer frame = FRAMES.control(Control.encode(Control.Plain.GOODBYE));
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        InputStream trickle = new Trickle(bytes);
        Inbound inbound = new Inbound(
                1,
                new PlainLine(new Said(trickle), OptionalLong.empty()),
                FRAMES,
                new Codec(2, 64, 4096),
                new Recorder(),
                new Deaf(),
                new Turns(Turns.ENOUGH));
        inbound.run();
        assertThat(inbound.heard()).isEqualTo(bytes.length);
    }
}
