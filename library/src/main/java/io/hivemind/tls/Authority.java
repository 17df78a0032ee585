package io.hivemind.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;

/**
 * The certificate authority of a hive. Its key follows from the hive's secret, so every drone is the same authority, without a
 * word being said or a file being written, and whoever does not know the secret is not. Immutable.
 */
public final class Authority {
    /** So many bytes of the secret's make a key: half as many again as a key has, so that the remainder favours none. */
    public static final int MATERIAL_BYTES = 48;

    private static final String CURVE = "secp256r1";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.kind("1.2.840.10045.4.3.2"));
    /** Clocks of different machines may differ by so much. */
    private static final Duration SKEW = Duration.ofDays(1);
    /** Longer than any hive lives: nobody but drones can have a certificate, so nothing is gained by its end. */
    private static final Duration VALID = Duration.ofDays(3650);

    private static final int SERIAL_BITS = 120;
    private static final int KEY_NUMBER_BYTES = 20;
    private static final byte[] SIGNS = Der.bits(7, new byte[] {(byte) 0x80});
    private static final byte[] SIGNS_CERTIFICATES = Der.bits(2, new byte[] {0x04});

    private final SecureRandom random = new SecureRandom();
    private final String hive;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private Authority(String hive, KeyPair keys) throws GeneralSecurityException {
        this.hive = hive;
        this.keys = keys;
        this.certificate = certificate(
                "authority of hive " + hive,
                keys.getPublic(),
                mandatory("2.5.29.19", Der.sequence(Der.TRUE)),
                mandatory("2.5.29.15", SIGNS_CERTIFICATES),
                extension("2.5.29.14", Der.octets(number(keys.getPublic()))));
    }

    /**
     * {@return the authority of the hive named {@code hive}}
     *
     * @param material {@value #MATERIAL_BYTES} bytes that follow from the hive's secret and its name
     */
    public static Authority of(byte[] material, String hive) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(CURVE));
            return new Authority(hive, keys(material, parameters.getParameterSpec(ECParameterSpec.class)));
        } catch (GeneralSecurityException impossible) {
            throw lacking(impossible);
        }
    }

    /** {@return a key for drone {@code rank} that nobody had before, and the certificate that goes with it} */
    public Badge issue(int rank) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            KeyPair own = generator.generateKeyPair();
            byte[] names = Der.sequence(Der.taggedPlain(2, Badge.name(rank).getBytes(StandardCharsets.US_ASCII)));
            X509Certificate issued = certificate(
                    "drone " + rank + " of hive " + hive,
                    own.getPublic(),
                    mandatory("2.5.29.19", Der.sequence()),
                    mandatory("2.5.29.15", SIGNS),
                    extension("2.5.29.17", names),
                    extension("2.5.29.35", Der.sequence(Der.taggedPlain(0, number(keys.getPublic())))));
            return new Badge(own.getPrivate(), issued, certificate);
        } catch (GeneralSecurityException impossible) {
            throw lacking(impossible);
        }
    }

    /** {@return what this authority is known by} */
    public Fingerprint fingerprint() {
        return Fingerprint.of(keys.getPublic());
    }

    private static KeyPair keys(byte[] material, ECParameterSpec curve) throws GeneralSecurityException {
        BigInteger most = curve.getOrder().subtract(BigInteger.ONE);
        BigInteger scalar = new BigInteger(1, material).mod(most).add(BigInteger.ONE);
        KeyFactory factory = KeyFactory.getInstance("EC");
        PrivateKey secret = factory.generatePrivate(new ECPrivateKeySpec(scalar, curve));
        // The JDK computes no public key. It does agree on keys, and who agrees with the generator itself gets the x of
        // it.
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(secret);
        agreement.doPhase(factory.generatePublic(new ECPublicKeySpec(curve.getGenerator(), curve)), true);
        BigInteger x = new BigInteger(1, agreement.generateSecret());
        BigInteger prime = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger y = root(x, curve.getCurve(), prime);
        KeyPair one = new KeyPair(factory.generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve)), secret);
        ECPoint opposite = new ECPoint(x, prime.subtract(y));
        return fits(one) ? one : new KeyPair(factory.generatePublic(new ECPublicKeySpec(opposite, curve)), secret);
    }

    /** {@return one of the two y of the points at {@code x}; a root is a power, as the prime is 3 more than a multiple of 4} */
    private static BigInteger root(BigInteger x, EllipticCurve curve, BigInteger prime) {
        BigInteger square = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return square.modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
    }

    /** {@return whether the one key verifies what the other signs} */
    private static boolean fits(KeyPair keys) throws GeneralSecurityException {
        byte[] text = keys.getPublic().getEncoded();
        Signature verifying = Signature.getInstance(SIGNATURE);
        verifying.initVerify(keys.getPublic());
        verifying.update(text);
        return verifying.verify(signed(keys.getPrivate(), text));
    }

    private static byte[] signed(PrivateKey key, byte[] text) throws GeneralSecurityException {
        Signature signing = Signature.getInstance(SIGNATURE);
        signing.initSign(key);
        signing.update(text);
        return signing.sign();
    }

    /** {@return a certificate as RFC 5280 has it} */
    private X509Certificate certificate(String subject, PublicKey key, byte[]... extensions)
            throws GeneralSecurityException {
        Instant now = Instant.now();
        byte[] told = Der.sequence(
                Der.tagged(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS)),
                ECDSA_WITH_SHA256,
                named("authority of hive " + hive),
                Der.sequence(Der.time(now.minus(SKEW)), Der.time(now.plus(VALID))),
                named(subject),
                key.getEncoded(),
                Der.tagged(3, Der.sequence(extensions)));
        byte[] whole = Der.sequence(told, ECDSA_WITH_SHA256, Der.bits(0, signed(keys.getPrivate(), told)));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] named(String name) {
        return Der.sequence(Der.set(Der.sequence(Der.kind("2.5.4.3"), Der.text(name))));
    }

    private static byte[] extension(String kind, byte[] value) {
        return Der.sequence(Der.kind(kind), Der.octets(value));
    }

    /** {@return an extension that nobody may overlook} */
    private static byte[] mandatory(String kind, byte[] value) {
        return Der.sequence(Der.kind(kind), Der.TRUE, Der.octets(value));
    }

    /** {@return what certificates call {@code key} by: the beginning of its fingerprint, as RFC 7093 has it} */
    private static byte[] number(PublicKey key) {
        return Arrays.copyOf(HexFormat.of().parseHex(Fingerprint.of(key).hex()), KEY_NUMBER_BYTES);
    }

    private static IllegalStateException lacking(GeneralSecurityException impossible) {
        return new IllegalStateException("This Java platform lacks what certificates need.", impossible);
    }
}
