package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What is computed of a secret is what the standard says, and good for one end of one link alone. */
class SecretTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");

    @Test
    void theCodeIsThatOfTheJdk() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            String key = "k".repeat(32 + random.nextInt(70)) + i;
            byte[] message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(new Secret(key).hmac(message)).isEqualTo(mac.doFinal(message));
        }
    }

    @Test
    void aCodeIsGoodForOneEndOfOneLinkAlone() {
        var at = new Secret.Encounter("hive", 1, 0, A, B);
        String code = SECRET.code(Secret.Side.CALLER, at);
        assertThat(SECRET.proves(code, Secret.Side.CALLER, at)).isTrue();
        assertThat(SECRET.proves(code, Secret.Side.LISTENER, at)).isFalse();
        List.of(
                        new Secret.Encounter("other", 1, 0, A, B),
                        new Secret.Encounter("hive", 2, 0, A, B),
                        new Secret.Encounter("hive", 1, 2, A, B),
                        new Secret.Encounter("hive", 0, 1, A, B),
                        new Secret.Encounter("hive", 1, 0, B, B),
                        new Secret.Encounter("hive", 1, 0, A, A),
                        new Secret.Encounter("hive", 1, 0, B, A))
                .forEach(other -> assertThat(SECRET.proves(code, Secret.Side.CALLER, other))
                        .isFalse());
        assertThat(new Secret("0123456789abcdef0123456789abcdeX").proves(code, Secret.Side.CALLER, at))
                .isFalse();
    }

    @Test
    void aNonceIsNeverTheSameTwiceAndNothingElseIsOne() {
        String nonce = Secret.freshNonce();
        assertThat(Secret.isNonce(nonce)).isTrue();
        assertThat(Secret.freshNonce()).isNotEqualTo(nonce);
        assertThat(List.of("", nonce + "0", nonce.substring(1), nonce.substring(1) + "\n", "G".repeat(64)))
                .noneMatch(Secret::isNonce);
    }

    @Test
    void aShortSecretIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> new Secret("mother"))
                .hasMessage("The secret of a hive has at least 32 characters, not 6; make one with"
                        + " \"openssl rand -hex 32\".");
        assertThat(SECRET.toString()).doesNotContain("0123456789");
    }
}
