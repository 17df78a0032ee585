package io.hivemind.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;

/**
 * Makes the two ends of connections under TLS 1.3, of one suite of ciphers, so that there is nothing to negotiate. Any thread may
 * call any method.
 */
public final class Engines {
    private static final String[] PROTOCOLS = {"TLSv1.3"};
    private static final String[] SUITES = {"TLS_AES_128_GCM_SHA256"};
    private static final String[] GROUPS = {"secp256r1"};
    private static final String[] SIGNATURES = {"ecdsa_secp256r1_sha256"};
    /**
     * No session is resumed, so nobody needs tickets for that, which a caller that only writes would never read. A server that
     * keeps sessions longer than a ticket may live, seven days by RFC 8446, sends none.
     */
    private static final int SESSION_SECONDS =
            Math.toIntExact(Duration.ofDays(8).toSeconds());

    private final SSLContext context;

    /**
     * Makes engines.
     *
     * @param badge what this end shows of itself; a guest, who is no drone yet, has none
     * @param authority who must have signed what the other end shows
     */
    public Engines(Optional<Badge> badge, Fingerprint authority) {
        try {
            this.context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    badge.map(shown -> new KeyManager[] {new OneBadge(shown)}).orElseGet(() -> new KeyManager[0]),
                    new TrustManager[] {new Trust(authority)},
                    null);
            context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java platform lacks TLS 1.3.", impossible);
        }
    }

    /** {@return the end that calls: the other must be a drone} */
    public SSLEngine calling() {
        return engine(true);
    }

    /** {@return the end that listens: the other may be a guest, which shows nothing} */
    public SSLEngine listening() {
        SSLEngine engine = engine(false);
        engine.setWantClientAuth(true);
        return engine;
    }

    /** {@return the rank of the drone at the other end of {@code engine}, or nothing if a guest is there} */
    public static OptionalInt peer(SSLEngine engine) {
        try {
            return engine.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
                    ? Badge.rank(shown)
                    : OptionalInt.empty();
        } catch (SSLPeerUnverifiedException guest) {
            return OptionalInt.empty();
        }
    }

    private SSLEngine engine(boolean calls) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(calls);
        SSLParameters parameters = new SSLParameters(SUITES, PROTOCOLS);
        parameters.setNamedGroups(GROUPS);
        parameters.setSignatureSchemes(SIGNATURES);
        engine.setSSLParameters(parameters);
        return engine;
    }
}
