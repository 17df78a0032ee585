package io.hivemind.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Elements are written as ITU-T X.690 has them. */
class DerTest {
    @Test
    void aLengthTakesAsManyBytesAsItMust() {
        assertThat(hex(Der.octets(new byte[127]))).startsWith("047f00").hasSize(2 * 129);
        assertThat(hex(Der.octets(new byte[128]))).startsWith("04818000").hasSize(2 * 131);
        assertThat(hex(Der.octets(new byte[300]))).startsWith("0482012c00").hasSize(2 * 304);
    }

    @Test
    void numbersAndNamesOfKindsAreInTheirShortestForm() {
        assertThat(hex(Der.integer(BigInteger.valueOf(127)))).isEqualTo("02017f");
        assertThat(hex(Der.integer(BigInteger.valueOf(128)))).isEqualTo("02020080");
        assertThat(hex(Der.kind("1.2.840.10045.4.3.2"))).isEqualTo("06082a8648ce3d040302");
        assertThat(hex(Der.kind("2.5.29.17"))).isEqualTo("0603551d11");
    }

    @Test
    void elementsLieWithinEachOther() {
        assertThat(hex(Der.sequence(Der.TRUE, Der.set(Der.text("\u00e9")))))
                .isEqualTo("3009" + "0101ff" + "3104" + "0c02c3a9");
        assertThat(hex(Der.tagged(3, Der.bits(7, new byte[] {(byte) 0x80})))).isEqualTo("a304" + "03020780");
    }

    @Test
    void theCenturyIsLeftOutAsLongAsItIsUnderstood() {
        assertThat(hex(Der.time(Instant.parse("2049-12-31T23:59:59Z")))).isEqualTo("170d" + ascii("491231235959Z"));
        assertThat(hex(Der.time(Instant.parse("2050-01-01T00:00:00Z")))).isEqualTo("180f" + ascii("20500101000000Z"));
    }

    private static String ascii(String text) {
        return hex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
