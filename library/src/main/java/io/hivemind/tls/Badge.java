package io.hivemind.tls;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one drone shows to others: a key that never leaves it, and a certificate which says that the key is that of this rank.
 *
 * @param key the drone's own
 * @param certificate what its hive's authority says of it
 * @param authority what the authority says of itself, for those who know its fingerprint only
 */
public record Badge(PrivateKey key, X509Certificate certificate, X509Certificate authority) {
    /** No name in this domain will ever be given to anybody: ICANN keeps it for private use. */
    private static final Pattern NAME = Pattern.compile("drone-(0|[1-9]\\d{0,8})\\.hive\\.internal");

    private static final Integer DNS_NAME = 2;

    /** {@return how certificates name the drone {@code rank}} */
    static String name(int rank) {
        return "drone-" + rank + ".hive.internal";
    }

    /** {@return the rank that {@code certificate} is for, if it is for one} */
    static OptionalInt rank(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null || names.size() != 1) {
                return OptionalInt.empty();
            }
            List<?> name = names.iterator().next();
            Matcher matcher = NAME.matcher(String.valueOf(name.getLast()));
            return DNS_NAME.equals(name.getFirst()) && matcher.matches()
                    ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                    : OptionalInt.empty();
        } catch (CertificateParsingException unreadable) {
            return OptionalInt.empty();
        }
    }

    @Override
    public String toString() {
        return "the badge of " + certificate.getSubjectX500Principal();
    }
}
