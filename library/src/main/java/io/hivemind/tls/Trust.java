package io.hivemind.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Who is trusted: whoever shows a certificate that one authority has signed. A chain is that certificate and the authority's own;
 * there is nothing between them, and no list of those that are good no more: a hive whose secret got out is over.
 */
final class Trust extends X509ExtendedTrustManager {
    private static final int CHAIN = 2;

    private final Fingerprint authority;

    Trust(Fingerprint authority) {
        this.authority = authority;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length != CHAIN || !Fingerprint.of(chain[1].getPublicKey()).equals(authority)) {
            throw new CertificateException("its certificate is of another authority");
        }
        try {
            chain[0].verify(chain[1].getPublicKey());
        } catch (GeneralSecurityException forged) {
            throw new CertificateException("its certificate was not signed by the authority that it names", forged);
        }
        try {
            chain[0].checkValidity();
        } catch (CertificateException untimely) {
            throw new CertificateException("its certificate is not valid by the clock of this machine", untimely);
        }
        if (Badge.rank(chain[0]).isEmpty()) {
            throw new CertificateException("its certificate names no drone");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
