package io.hivemind.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All who know a secret are one authority, whose certificates anybody can check, and nobody else is. */
class AuthorityTest {
    /** The order, prime and generator of P-256, FIPS 186-5. */
    private static final BigInteger ORDER = hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    private static final BigInteger PRIME = hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static final ECPoint GENERATOR = new ECPoint(
            hex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
            hex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"));

    @Test
    void whoKnowsTheSameIsTheSameAuthorityAndNobodyElseIs() {
        assertThat(authority(1).fingerprint()).isEqualTo(authority(1).fingerprint());
        assertThat(authority(1).fingerprint()).isNotEqualTo(authority(2).fingerprint());
        assertThat(authority(1).fingerprint().hex()).matches("[0-9a-f]{64}");
    }

    @Test
    void thePublicKeyIsThatOfThePrivateOneOnEitherSideOfTheCurve() {
        assertThat(publicPoint(BigInteger.ONE)).isEqualTo(GENERATOR);
        assertThat(publicPoint(ORDER.subtract(BigInteger.ONE)))
                .isEqualTo(new ECPoint(GENERATOR.getAffineX(), PRIME.subtract(GENERATOR.getAffineY())));
    }

    @Test
    void aCertificateSaysWhoseItIsAndIsSignedByItsAuthority() throws Exception {
        Badge badge = authority(1).issue(12);
        badge.certificate().verify(badge.authority().getPublicKey());
        badge.authority().verify(badge.authority().getPublicKey());
        assertThat(Badge.rank(badge.certificate())).hasValue(12);
        assertThat(Badge.rank(badge.authority())).isEmpty();
        assertThat(badge.certificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=drone 12 of hive bees \u00fc");
        assertThat(badge.certificate().getIssuerX500Principal())
                .isEqualTo(badge.authority().getSubjectX500Principal());
        assertThat(badge.certificate().getBasicConstraints()).isEqualTo(-1);
        assertThat(badge.authority().getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void whoKnowsNothingOfHivesFindsTheCertificatesInOrder() throws Exception {
        Badge badge = authority(1).issue(12);
        PKIXParameters anchored = new PKIXParameters(Set.of(new TrustAnchor(badge.authority(), null)));
        anchored.setRevocationEnabled(false);
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(badge.certificate()));
        assertThat(CertPathValidator.getInstance("PKIX").validate(path, anchored))
                .isNotNull();
    }

    @Test
    void noTwoDronesHaveOneKeyNorOneDroneTwice() {
        Authority authority = authority(1);
        assertThat(List.of(authority.issue(1), authority.issue(1), authority.issue(2)))
                .extracting(badge -> badge.certificate().getPublicKey())
                .doesNotHaveDuplicates();
    }

    @Test
    void aCertificateHoldsForClocksThatAreADayLateAndForYears() {
        X509Certificate certificate = authority(1).issue(0).certificate();
        Instant now = Instant.now();
        assertThatCode(() -> certificate.checkValidity(Date.from(now.minus(Duration.ofHours(23)))))
                .doesNotThrowAnyException();
        assertThatCode(() -> certificate.checkValidity(Date.from(now.plus(Duration.ofDays(3000)))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> certificate.checkValidity(Date.from(now.minus(Duration.ofHours(25)))))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void onlyWhatTheAuthorityHasSignedIsTrusted() throws Exception {
        Badge ours = authority(1).issue(3);
        Badge theirs = authority(2).issue(3);
        Trust trust = new Trust(authority(1).fingerprint());
        trust.checkServerTrusted(chain(ours.certificate(), ours.authority()), "");
        trust.checkClientTrusted(chain(ours.certificate(), authority(1).issue(1).authority()), "");
        distrusts(trust, "of another authority", theirs.certificate(), theirs.authority());
        distrusts(trust, "of another authority", ours.certificate());
        distrusts(trust, "of another authority", ours.certificate(), theirs.authority());
        distrusts(trust, "not signed by the authority", theirs.certificate(), ours.authority());
        distrusts(trust, "names no drone", ours.authority(), ours.authority());
    }

    private static void distrusts(Trust trust, String why, X509Certificate... chain) {
        assertThatThrownBy(() -> trust.checkServerTrusted(chain, ""))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining(why);
        assertThatThrownBy(() -> trust.checkClientTrusted(chain, ""))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining(why);
    }

    private static X509Certificate[] chain(X509Certificate... chain) {
        return chain;
    }

    private static Authority authority(int seed) {
        byte[] material = new byte[Authority.MATERIAL_BYTES];
        new Random(seed).nextBytes(material);
        return Authority.of(material, "bees \u00fc");
    }

    /** {@return the public key for the private key {@code scalar}} */
    private static ECPoint publicPoint(BigInteger scalar) {
        byte[] digits = scalar.subtract(BigInteger.ONE).toByteArray();
        byte[] material = new byte[Authority.MATERIAL_BYTES];
        System.arraycopy(digits, 0, material, material.length - digits.length, digits.length);
        X509Certificate certificate = Authority.of(material, "bees").issue(0).authority();
        return ((ECPublicKey) certificate.getPublicKey()).getW();
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }
}
