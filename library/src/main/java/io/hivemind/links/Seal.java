package io.hivemind.links;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a hive tells a newcomer its secret where others may listen: by AES-GCM, with a key that follows from the newcomer's token and
 * both nonces of its proof. Such a key seals one text and no other, so the nonce of the cipher may be the same always.
 */
final class Seal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 16;
    private static final int TAG_BITS = 128;
    private static final int IV_BYTES = 12;

    private final SecretKeySpec key;

    /** Makes the seal of the encounter in which {@code token} was proved. */
    Seal(Secret token, Secret.Encounter at) {
        this.key = new SecretKeySpec(
                token.derive("seal of " + at.callerNonce() + " and " + at.listenerNonce(), KEY_BYTES), "AES");
    }

    /** {@return {@code text}, readable for who can make the same seal} */
    String close(String text) {
        try {
            return HexFormat.of().formatHex(cipher(Cipher.ENCRYPT_MODE).doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES-GCM.", impossible);
        }
    }

    /**
     * {@return the text that was sealed}
     *
     * @throws StrangerException if another seal was used, or somebody has changed something
     */
    String open(String sealed) throws StrangerException {
        try {
            return new String(
                    cipher(Cipher.DECRYPT_MODE).doFinal(HexFormat.of().parseHex(sealed)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new StrangerException("What it says of the hive's secret was damaged on its way.");
        }
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, new byte[IV_BYTES]));
        return cipher;
    }
}
