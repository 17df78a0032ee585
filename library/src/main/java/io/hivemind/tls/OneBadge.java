package io.hivemind.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** What a drone shows of itself: always its one badge. */
final class OneBadge extends X509ExtendedKeyManager {
    private static final String ALIAS = "drone";
    private static final String[] ALIASES = {ALIAS};

    private final Badge badge;

    OneBadge(Badge badge) {
        this.badge = badge;
    }

    @Override
    public String chooseEngineClientAlias(
            String @Nullable [] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public String chooseEngineServerAlias(
            @Nullable String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public String chooseClientAlias(
            String @Nullable [] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return ALIAS;
    }

    @Override
    public String chooseServerAlias(@Nullable String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return ALIAS;
    }

    @Override
    public String[] getClientAliases(@Nullable String type, Principal @Nullable [] issuers) {
        return ALIASES.clone();
    }

    @Override
    public String[] getServerAliases(@Nullable String type, Principal @Nullable [] issuers) {
        return ALIASES.clone();
    }

    @Override
    public X509Certificate[] getCertificateChain(@Nullable String alias) {
        return new X509Certificate[] {badge.certificate(), badge.authority()};
    }

    @Override
    public PrivateKey getPrivateKey(@Nullable String alias) {
        return badge.key();
    }
}
