package io.hivemind.bench.primitives;

import io.hivemind.tls.Authority;
import io.hivemind.tls.Badge;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A connection under TLS by the JDK's own sockets, with the suite that hives have: the unit of all that a hive does under TLS. What it
 * keeps secret is known to everybody who reads this.
 */
final class SealedChannel implements ByteChannel {
    private static final String[] SUITES = {"TLS_AES_128_GCM_SHA256"};

    private final SSLSocket socket;

    private SealedChannel(SSLSocket socket, boolean calls) throws IOException {
        this.socket = socket;
        socket.setUseClientMode(calls);
        socket.setEnabledCipherSuites(SUITES);
        socket.startHandshake();
    }

    /** {@return the end of {@code socket} that has called} */
    static SealedChannel calling(Socket socket) throws IOException {
        return new SealedChannel(sealed(socket), true);
    }

    /** {@return the end of {@code socket} that was called} */
    static SealedChannel called(Socket socket) throws IOException {
        return new SealedChannel(sealed(socket), false);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int read = socket.getInputStream().read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        into.position(into.position() + Math.max(0, read));
        return read;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int written = bytes.remaining();
        socket.getOutputStream().write(bytes.array(), bytes.arrayOffset() + bytes.position(), written);
        bytes.position(bytes.limit());
        return written;
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static SSLSocket sealed(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        try {
            return (SSLSocket) context().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java platform lacks what TLS needs.", impossible);
        }
    }

    private static SSLContext context() throws GeneralSecurityException, IOException {
        Badge badge = Authority.of(new byte[Authority.MATERIAL_BYTES], "bench").issue(0);
        char[] password = new char[0];
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, password);
        keys.setKeyEntry("drone", badge.key(), password, new Certificate[] {badge.certificate(), badge.authority()});
        keys.setCertificateEntry("authority", badge.authority());
        KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
        shown.init(keys, password);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
