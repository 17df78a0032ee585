package io.hivemind.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Diff;
import io.hivemind.protocol.PageCopy;
import io.hivemind.protocol.ProtocolException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentPagesTest {
    private static final int PAGES = 3;
    private static final int PAGE = 1;

    /** Pages and the plain bytes that the page under test should have, page and twin. */
    private static final class Bench {
        private final int pageSize;
        private final byte[] heap;
        private final byte[] access = new byte[PAGES];
        private final SegmentPages pages;

        Bench(int pageSize) {
            this.pageSize = pageSize;
            this.heap = new byte[PAGES * pageSize];
            this.pages = new SegmentPages(MemorySegment.ofArray(heap), pageSize, MemorySegment.ofArray(access));
        }

        byte[] page() {
            return Arrays.copyOfRange(heap, PAGE * pageSize, (PAGE + 1) * pageSize);
        }

        void fill(byte[] bytes) {
            System.arraycopy(bytes, 0, heap, PAGE * pageSize, pageSize);
        }

        /** Stores from one to eight bytes at once, as a program would, wherever {@code mine} allows all of them. */
        void stores(SplittableRandom random, int count, IntPredicate mine) {
            for (int i = 0; i < count; i++) {
                int length = 1 << random.nextInt(4);
                int at = random.nextInt(pageSize / length) * length;
                byte[] value = bytes(random, length);
                for (int b = 0; b < length; b++) {
                    if (mine.test(at + b)) {
                        heap[PAGE * pageSize + at + b] = value[b];
                    }
                }
            }
        }
    }

    private static byte[] bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Diff diffBetween(byte[] before, byte[] after) {
        Bench bench = new Bench(before.length);
        bench.fill(before);
        bench.pages.twin(PAGE);
        bench.fill(after);
        return bench.pages.diff(PAGE, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32, 64, 128, 256, 1024, 4096, 65536})
    void aDiffTurnsTheTwinIntoThePage(int pageSize) {
        SplittableRandom random = new SplittableRandom(pageSize);
        for (int round = 0; round < 200; round++) {
            Bench writer = new Bench(pageSize);
            byte[] before = bytes(random, pageSize);
            writer.fill(before);
            writer.pages.twin(PAGE);
            writer.stores(random, random.nextInt(1 + pageSize / 4), at -> true);
            Diff diff = writer.pages.diff(PAGE, false);

            Bench reader = new Bench(pageSize);
            reader.fill(before);
            reader.pages.apply(PAGE, diff);
            assertThat(reader.page()).isEqualTo(writer.page());
            assertThat(diff.length()).isLessThanOrEqualTo(DiffFormat.longest(pageSize));
            assertThat(writer.pages.hasTwin(PAGE)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 256, 4096})
    void aDiffHoldsNoByteThatDidNotChange(int pageSize) {
        SplittableRandom random = new SplittableRandom(pageSize);
        for (int round = 0; round < 300; round++) {
            byte[] before = bytes(random, pageSize);
            byte[] after = before.clone();
            for (int i = random.nextInt(pageSize); i > 0; i--) {
                after[random.nextInt(pageSize)] += (byte) random.nextInt(2);
            }
            Diff diff = diffBetween(before, after);

            Bench other = new Bench(pageSize);
            byte[] opposite = new byte[pageSize];
            for (int i = 0; i < pageSize; i++) {
                opposite[i] = (byte) ~before[i];
            }
            other.fill(opposite);
            other.pages.apply(PAGE, diff);
            byte[] expected = opposite.clone();
            for (int i = 0; i < pageSize; i++) {
                expected[i] = before[i] == after[i] ? opposite[i] : after[i];
            }
            assertThat(other.page()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 256, 4096, 65536})
    void theDiffsOfTwoWritersMergeInEitherOrder(int pageSize) {
        SplittableRandom random = new SplittableRandom(pageSize);
        for (int round = 0; round < 100; round++) {
            byte[] before = bytes(random, pageSize);
            byte[] owner = bytes(random, pageSize);
            Bench even = new Bench(pageSize);
            Bench odd = new Bench(pageSize);
            for (Bench writer : new Bench[] {even, odd}) {
                writer.fill(before);
                writer.pages.twin(PAGE);
                int mine = writer == even ? 0 : 1;
                writer.stores(random, random.nextInt(1 + pageSize / 4), at -> (owner[at] & 1) == mine);
            }
            byte[] merged = new byte[pageSize];
            for (int i = 0; i < pageSize; i++) {
                merged[i] = ((owner[i] & 1) == 0 ? even : odd).heap[PAGE * pageSize + i];
            }
            Diff ofEven = even.pages.diff(PAGE, true);
            Diff ofOdd = odd.pages.diff(PAGE, true);
            even.pages.apply(PAGE, ofOdd);
            odd.pages.apply(PAGE, ofEven);
            assertThat(even.page()).isEqualTo(merged);
            assertThat(odd.page()).isEqualTo(merged);
            assertThat(even.pages.changed(PAGE)).isFalse();
            assertThat(odd.pages.diff(PAGE, false).isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 4096})
    void aChainOfDiffsThatKeepTheTwinMissesNothing(int pageSize) {
        SplittableRandom random = new SplittableRandom(pageSize);
        for (int round = 0; round < 50; round++) {
            Bench writer = new Bench(pageSize);
            Bench reader = new Bench(pageSize);
            for (int step = 0; step < 20; step++) {
                writer.stores(random, random.nextInt(20), at -> true);
                reader.pages.apply(PAGE, writer.pages.diff(PAGE, true));
                assertThat(reader.page()).isEqualTo(writer.page());
                assertThat(writer.pages.hasTwin(PAGE)).isTrue();
            }
            assertThat(writer.pages.diff(PAGE, false).isEmpty()).isTrue();
        }
    }

    @Test
    void applyingADiffKeepsLocalStoresInTheNextDiff() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            Bench bench = new Bench(256);
            byte[] before = bytes(random, 256);
            bench.fill(before);
            bench.pages.twin(PAGE);
            bench.stores(random, 30, at -> at % 2 == 0);
            byte[] remote = before.clone();
            for (int i = 1; i < 256; i += 2) {
                remote[i] = (byte) random.nextInt();
            }
            byte[] local = bench.page();
            bench.pages.apply(PAGE, diffBetween(before, remote));
            Diff diff = bench.pages.diff(PAGE, false);
            assertThat(diff).isEqualTo(diffBetween(before, local));
        }
    }

    @Test
    void aPageWithoutATwinIsComparedWithZeros() {
        Bench bench = new Bench(256);
        assertThat(bench.pages.changed(PAGE)).isFalse();
        assertThat(bench.pages.diff(PAGE, false).isEmpty()).isTrue();
        bench.heap[256 + 17] = 5;
        assertThat(bench.pages.changed(PAGE)).isTrue();
        assertThat(bench.pages.changed(0)).isFalse();
        assertThat(bench.pages.diff(PAGE, false).isEmpty()).isFalse();
        assertThat(bench.pages.hasTwin(PAGE)).isFalse();
    }

    @Test
    void anUnchangedPageWhoseTwinIsKeptHasATwinAfterwards() {
        Bench bench = new Bench(256);
        assertThat(bench.pages.diff(PAGE, true).isEmpty()).isTrue();
        assertThat(bench.pages.hasTwin(PAGE)).isTrue();
        bench.heap[256] = 1;
        assertThat(bench.pages.diff(PAGE, true).isEmpty()).isFalse();
        assertThat(bench.pages.diff(PAGE, true).isEmpty()).isTrue();
    }

    @Test
    void aCopyMadeWithATwinHoldsWhatTheTwinHolds() {
        SplittableRandom random = new SplittableRandom(3);
        Bench bench = new Bench(1024);
        bench.fill(bytes(random, 1024));
        PageCopy copy = bench.pages.copyAndTwin(PAGE);
        assertThat(copy.bytes()).isEqualTo(bench.page());
        byte[] before = bench.page();
        bench.stores(random, 10, at -> true);
        assertThat(copy.bytes()).isEqualTo(before);
        assertThat(bench.pages.diff(PAGE, false)).isEqualTo(diffBetween(before, bench.page()));
        assertThat(bench.pages.copy(PAGE).bytes()).isEqualTo(bench.page());
    }

    @Test
    void aCopyLeavesOutTheStoresThatNoDiffHasMentioned() {
        SplittableRandom random = new SplittableRandom(8);
        Bench bench = new Bench(1024);
        bench.fill(bytes(random, 1024));
        byte[] before = bench.page();
        bench.pages.twin(PAGE);
        bench.stores(random, 10, at -> true);
        assertThat(bench.pages.copy(PAGE).bytes()).isEqualTo(before);
    }

    @Test
    void installingACopyWithItsDiffsShowsTheirResultAlone() {
        SplittableRandom random = new SplittableRandom(9);
        for (boolean twin : new boolean[] {false, true}) {
            Bench bench = new Bench(256);
            byte[] copy = bytes(random, 256);
            byte[] later = copy.clone();
            later[17] = (byte) (copy[17] + 1);
            byte[] last = later.clone();
            last[17] = (byte) (copy[17] + 2);
            bench.fill(last);
            if (twin) {
                bench.pages.twin(PAGE);
                last[200]++;
                bench.heap[256 + 200]++;
            }
            bench.pages.install(
                    PAGE,
                    PageCopy.of(copy),
                    List.of(diffBetween(copy, later), diffBetween(later, copyOf(later, last[17]))));
            assertThat(bench.page()).isEqualTo(last);
        }
    }

    @Test
    void anUntoldStoreStaysWhenADiffWritesTheSameByte() {
        Bench bench = new Bench(256);
        bench.pages.twin(PAGE);
        bench.heap[256 + 5] = 7;
        byte[] remote = new byte[256];
        remote[5] = 9;
        remote[6] = 9;
        bench.pages.apply(PAGE, diffBetween(new byte[256], remote));
        assertThat(bench.page()[5]).isEqualTo((byte) 7);
        assertThat(bench.page()[6]).isEqualTo((byte) 9);
        assertThat(bench.pages.diff(PAGE, false)).isEqualTo(diffBetween(remote, bench.page()));
    }

    private static byte[] copyOf(byte[] page, byte value) {
        byte[] changed = page.clone();
        changed[17] = value;
        return changed;
    }

    @Test
    void installingACopyReplacesThePage() {
        SplittableRandom random = new SplittableRandom(4);
        Bench bench = new Bench(1024);
        bench.fill(bytes(random, 1024));
        byte[] copy = bytes(random, 1024);
        bench.pages.install(PAGE, PageCopy.of(copy), List.of());
        assertThat(bench.page()).isEqualTo(copy);
        assertThat(bench.pages.hasTwin(PAGE)).isFalse();
    }

    @Test
    void installingACopyOverATwinKeepsLateLocalStores() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            Bench bench = new Bench(256);
            byte[] before = bytes(random, 256);
            bench.fill(before);
            bench.pages.twin(PAGE);
            bench.stores(random, random.nextInt(40), at -> at % 3 == 0);
            byte[] local = bench.page();
            byte[] copy = before.clone();
            for (int i = 0; i < 256; i++) {
                copy[i] = i % 3 == 0 ? before[i] : (byte) random.nextInt();
            }
            bench.pages.install(PAGE, PageCopy.of(copy), List.of());
            byte[] expected = copy.clone();
            for (int i = 0; i < 256; i += 3) {
                expected[i] = local[i];
            }
            assertThat(bench.page()).isEqualTo(expected);
            assertThat(bench.pages.diff(PAGE, false)).isEqualTo(diffBetween(copy, expected));
        }
    }

    @Test
    void neighbouringPagesStayUntouched() {
        SplittableRandom random = new SplittableRandom(6);
        Bench bench = new Bench(256);
        byte[] all = bytes(random, bench.heap.length);
        System.arraycopy(all, 0, bench.heap, 0, all.length);
        bench.pages.apply(PAGE, diffBetween(new byte[256], bytes(random, 256)));
        bench.pages.install(PAGE, PageCopy.of(new byte[256]), List.of());
        assertThat(Arrays.copyOf(bench.heap, 256)).isEqualTo(Arrays.copyOf(all, 256));
        assertThat(Arrays.copyOfRange(bench.heap, 512, 768)).isEqualTo(Arrays.copyOfRange(all, 512, 768));
    }

    @Test
    void accessIsWrittenIntoTheTable() {
        Bench bench = new Bench(256);
        for (Access access : Access.values()) {
            bench.pages.allow(2, access);
            assertThat(bench.access).containsExactly((byte) 0, (byte) 0, access.level());
        }
    }

    @Test
    void twinsOfManyPagesAreKeptApart() {
        int pageCount = 5000;
        MemorySegment heap = MemorySegment.ofArray(new byte[pageCount * 8]);
        SegmentPages pages = new SegmentPages(heap, 8, MemorySegment.ofArray(new byte[pageCount]));
        for (int page = 0; page < pageCount; page += 3) {
            heap.set(ValueLayout.JAVA_LONG_UNALIGNED, page * 8L, page);
            pages.twin(page);
        }
        for (int page = 0; page < pageCount; page++) {
            assertThat(pages.hasTwin(page)).isEqualTo(page % 3 == 0);
            assertThat(pages.changed(page)).isFalse();
        }
        for (int page = 0; page < pageCount; page += 3) {
            pages.dropTwin(page);
            assertThat(pages.hasTwin(page)).isFalse();
            assertThat(pages.changed(page)).isEqualTo(page != 0);
        }
    }

    @Test
    void aTwinTooManyOrTooFewIsAnImpossibleState() {
        Bench bench = new Bench(256);
        assertThatThrownBy(() -> bench.pages.dropTwin(PAGE))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("The twin of page 1 is to be dropped, but the page has none.");
        bench.pages.twin(PAGE);
        assertThatThrownBy(() -> bench.pages.twin(PAGE))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("A twin of page 1 is to be made, but the page has one.");
        assertThatThrownBy(() -> bench.pages.copyAndTwin(PAGE)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aCopyOfTheWrongLengthIsRejected() {
        Bench bench = new Bench(256);
        assertThatThrownBy(() -> bench.pages.install(PAGE, PageCopy.of(new byte[255]), List.of()))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("A copy of page 1 has 255 bytes and cannot be installed: it must have 256.");
    }

    @Test
    void aHeapThatDoesNotFitItsPagesIsRefused() {
        MemorySegment access = MemorySegment.ofArray(new byte[2]);
        assertThatThrownBy(() -> new SegmentPages(MemorySegment.ofArray(new byte[300]), 100, access))
                .hasMessage("The page size is 100 bytes; it must be a power of two from 8 to 65536.");
        assertThatThrownBy(() -> new SegmentPages(MemorySegment.ofArray(new byte[300]), 256, access))
                .hasMessageStartingWith("The heap has 300 bytes;");
        assertThatThrownBy(() -> new SegmentPages(MemorySegment.ofArray(new byte[768]), 256, access))
                .hasMessage("The access table has 2 bytes; it must have one for each of the 3 pages.");
    }
}
