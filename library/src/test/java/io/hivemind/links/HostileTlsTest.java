package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.tls.Authority;
import io.hivemind.tls.Engines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** Whatever is said where a handshake is due ends in one of two exceptions, soon, and nobody is believed for it. */
class HostileTlsTest {
    private static final int ROUNDS = 4_000;
    /** What anybody may say, and what one buffer more may hold. */
    private static final int MOST_HEARD = 16 << 10;

    private static final HexFormat HEX = HexFormat.of();
    /** Records that are no handshake: warnings, a change of ciphers, data, empty ones, one that is announced and never comes. */
    private static final List<byte[]> RECORDS = List.of(
            HEX.parseHex("15030300020100"),
            HEX.parseHex("15030300020228"),
            HEX.parseHex("140303000101"),
            HEX.parseHex("1703030005" + "0102030405"),
            HEX.parseHex("1603030000"),
            HEX.parseHex("160303ffff"),
            HEX.parseHex("1603034000" + "0b" + "00".repeat(64)),
            HEX.parseHex("1603030004" + "18000001"),
            HEX.parseHex("8080010301"));

    private final SplittableRandom random = new SplittableRandom(11);
    private final Authority authority = Authority.of(new byte[Authority.MATERIAL_BYTES], "test");
    private final Engines engines = new Engines(Optional.of(authority.issue(0)), authority.fingerprint());
    private final byte[] hello = hello(engines.calling());

    @Test
    void nothingThatIsNoHandshakeIsTakenForOneByWhoListens() throws Exception {
        assertThat(believed(engines::listening)).isZero();
    }

    @Test
    void nothingThatIsNoHandshakeIsTakenForOneByWhoCalls() throws Exception {
        assertThat(believed(engines::calling)).isZero();
    }

    @Test
    void whoNeverEndsIsCutOff() {
        for (byte[] record : RECORDS) {
            ByteArrayOutputStream much = new ByteArrayOutputStream();
            much.writeBytes(hello);
            while (much.size() < 4 * MOST_HEARD) {
                much.writeBytes(record);
            }
            ByteArrayInputStream said = new ByteArrayInputStream(much.toByteArray());
            assertThatThrownBy(() -> TlsLine.on(new Said(said), OptionalLong.empty(), engines.listening()))
                    .isInstanceOf(StrangerException.class);
            assertThat(much.size() - said.available()).isLessThan(MOST_HEARD);
        }
    }

    private int believed(Supplier<SSLEngine> end) throws IOException {
        int believed = 0;
        Set<String> sentences = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (Socket socket = new Said(new ByteArrayInputStream(said()))) {
                TlsLine.on(socket, OptionalLong.empty(), end.get());
                believed++;
            } catch (StrangerException | EOFException expected) {
                sentences.add(String.valueOf(expected.getMessage()).replaceAll("[0-9]+", "0"));
            }
        }
        assertThat(sentences).hasSizeGreaterThan(5);
        return believed;
    }

    /** {@return some records, damaged in one way or another, or other bytes} */
    private byte[] said() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (random.nextInt(4) > 0) {
            bytes.writeBytes(damaged(hello));
        }
        for (int records = random.nextInt(4); records >= 0; records--) {
            bytes.writeBytes(damaged(RECORDS.get(random.nextInt(RECORDS.size()))));
        }
        return bytes.toByteArray();
    }

    private byte[] damaged(byte[] sound) {
        byte[] record = sound.clone();
        switch (random.nextInt(6)) {
            case 0 -> record[random.nextInt(record.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                return Arrays.copyOf(record, random.nextInt(record.length));
            }
            case 2 -> random.nextBytes(record);
            case 3 -> record[random.nextInt(record.length)] = (byte) random.nextInt();
            default -> {
                return record;
            }
        }
        return record;
    }

    private static byte[] hello(SSLEngine calling) {
        try {
            ByteBuffer packet = ByteBuffer.allocate(calling.getSession().getPacketBufferSize());
            calling.wrap(ByteBuffer.allocate(0), packet);
            return Arrays.copyOf(packet.array(), packet.position());
        } catch (SSLException impossible) {
            throw new IllegalStateException("It cannot even begin.", impossible);
        }
    }
}
