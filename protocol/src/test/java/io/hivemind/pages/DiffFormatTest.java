package io.hivemind.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Diff;
import io.hivemind.protocol.ProtocolException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiffFormatTest {
    private static final int PAGE_SIZE = 256;

    private static byte[] diffFromZeros(byte[] page) {
        return new SegmentPages(MemorySegment.ofArray(page), page.length, MemorySegment.ofArray(new byte[1]))
                .diff(0, false)
                .encoded();
    }

    @Test
    void noChangeIsNoByte() {
        assertThat(diffFromZeros(new byte[4096])).isEmpty();
        assertThat(DiffFormat.flaw(new byte[0], PAGE_SIZE)).isEmpty();
    }

    @Test
    void oneChangedByteTakesFour() {
        byte[] page = new byte[PAGE_SIZE];
        page[100] = 9;
        assertThat(diffFromZeros(page)).containsExactly(1, 100, 1, 9);
    }

    @Test
    void aPageThatChangedAltogetherIsOneRun() {
        byte[] page = new byte[4096];
        Arrays.fill(page, (byte) 7);
        assertThat(diffFromZeros(page)).hasSize(4096 + 4);
    }

    @Test
    void scatteredBytesTakeTheirBitsAndThemselves() {
        byte[] page = new byte[4096];
        for (int i = 0; i < 4096; i += 2) {
            page[i] = 1;
        }
        assertThat(diffFromZeros(page)).hasSize(4096 / 2 + 4096 / 8 + 4).startsWith(2);
    }

    @Test
    void aBitmapBeginsAtTheFirstChangedWord() {
        byte[] page = new byte[4096];
        for (int i = 2048; i < 2048 + 64; i += 2) {
            page[i] = 1;
        }
        assertThat(diffFromZeros(page)).hasSize(32 + 8 + 4);
    }

    @Test
    void theShorterFormIsTaken() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 500; round++) {
            byte[] page = new byte[1024];
            for (int i = random.nextInt(600); i > 0; i--) {
                page[random.nextInt(1024)] = 1;
            }
            int runs = 1;
            int first = -1;
            int last = -1;
            int changed = 0;
            for (int i = 0, end = 0; i < 1024; i++) {
                if (page[i] != 0) {
                    int from = i;
                    while (i < 1024 && page[i] != 0) {
                        i++;
                    }
                    runs += DiffFormat.varintBytes(from - end) + DiffFormat.varintBytes(i - from) + i - from;
                    first = first < 0 ? from / 8 : first;
                    last = (i - 1) / 8;
                    changed += i - from;
                    end = i;
                }
            }
            int words = last - first + 1;
            int bitmap = 1 + DiffFormat.varintBytes(first) + DiffFormat.varintBytes(words) + words + changed;
            assertThat(diffFromZeros(page)).hasSize(changed == 0 ? 0 : Math.min(runs, bitmap));
        }
    }

    @Test
    void everyDiffThatIsMadeIsSound() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 2000; round++) {
            byte[] page = new byte[PAGE_SIZE];
            for (int i = random.nextInt(PAGE_SIZE); i > 0; i--) {
                page[random.nextInt(PAGE_SIZE)] = 1;
            }
            assertThat(DiffFormat.flaw(diffFromZeros(page), PAGE_SIZE)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00", // no such form
                "03 00 01 05",
                "01", // no run
                "01 00", // no length
                "01 00 00", // an empty run
                "01 00 02 05", // too few bytes
                "01 00 01 05 00", // half a run
                "01 ff 01 02 05 06", // a run from 255 to 257
                "01 80 02 01 05", // a run from 256 on
                "01 ff ff ff 7f 01 05", // a number too long
                "01 ff ff 7f ff ff 7f 05",
                "02",
                "02 00",
                "02 00 00", // no words
                "02 00 01", // no bitmap
                "02 00 01 01", // no byte
                "02 00 01 01 05 06", // a byte too many
                "02 20 01 01 05", // word 32 of 32
                "02 00 21 01 05",
                "02 1f 02 01 01 05 06"
            })
    void aDiffThatIsNotOneIsRejectedBeforeAnyByteIsWritten(String hex) {
        byte[] encoded = HexFormat.ofDelimiter(" ").parseHex(hex);
        byte[] page = new byte[PAGE_SIZE];
        SegmentPages pages =
                new SegmentPages(MemorySegment.ofArray(page), PAGE_SIZE, MemorySegment.ofArray(new byte[1]));
        assertThatThrownBy(() -> pages.apply(0, Diff.of(encoded)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("A diff for page 0 cannot be applied. The diff of ")
                .hasMessageEndingWith("change bytes of a page of 256 bytes alone.");
        assertThat(page).containsOnly(0);
    }

    @Test
    void anyBytesAreAppliedWithinThePageOrRejected() {
        SplittableRandom random = new SplittableRandom(3);
        byte[] heap = new byte[3 * 64];
        SegmentPages pages = new SegmentPages(MemorySegment.ofArray(heap), 64, MemorySegment.ofArray(new byte[3]));
        int applied = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] encoded = new byte[1 + random.nextInt(20)];
            random.nextBytes(encoded);
            for (int b = 0; b < encoded.length; b++) {
                encoded[b] &= (byte) (random.nextInt(8) == 0 ? 0xff : 0x07);
            }
            encoded[0] = (byte) (1 + random.nextInt(2));
            if (DiffFormat.flaw(encoded, 64).isEmpty()) {
                pages.apply(1, Diff.of(encoded));
                applied++;
            }
        }
        assertThat(applied).isGreaterThan(1000);
        assertThat(Arrays.copyOf(heap, 64)).containsOnly(0);
        assertThat(Arrays.copyOfRange(heap, 128, 192)).containsOnly(0);
    }
}
