package io.hivemind.links;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Writes on the channel of a line, as far as the channel takes it. One thread at a time. */
interface Outlet {
    /** {@return what it writes on} */
    SocketChannel channel();

    /**
     * Writes of {@code bytes} what can be written now. What it takes and cannot write it keeps, to be written first the next time.
     *
     * @return whether the channel took all of them and all that was kept
     */
    boolean write(ByteBuffer bytes) throws IOException;

    /** {@return whether nothing is kept} */
    boolean isEmpty();
}
