package io.hivemind.links;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connection over which all comes that ever will, and that nobody listens to. */
final class Said extends Socket {
    private final InputStream in;

    Said(InputStream in) {
        this.in = in;
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }
}
