package io.hivemind.memory;

import io.hivemind.protocol.Access;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that uses a heap and drops its pages, and looks at what the system says about its memory meanwhile. */
final class Dropping {
    private static final int MEBIBYTES = 100;

    private Dropping() {}

    /**
     * Fails unless all goes well.
     *
     * @param arguments by what means the memory is to be had
     */
    public static void main(String[] arguments) throws IOException {
        expect(Anonymous.isAllowed() == arguments[0].equals("anonymous"), "the memory is not " + arguments[0]);
        try (Arena arena = Arena.ofShared()) {
            for (int pageSize = 256; pageSize <= 65_536; pageSize *= 4) {
                ReserveTest.checkDrops(Reserve.asUsed(arena, 203L * pageSize, pageSize), pageSize);
            }
        }
        for (int pageSize : new int[] {256, 4096, 65_536}) {
            use(pageSize);
        }
    }

    private static void use(int pageSize) throws IOException {
        int pages = (MEBIBYTES << 20) / pageSize;
        try (Heap heap = new Heap((long) MEBIBYTES << 20, pageSize, true)) {
            long before = residentMebibytes();
            for (int page = 0; page < pages; page++) {
                heap.allow(page, Access.WRITE);
            }
            expect(residentMebibytes() - before < 10, "a heap that nobody has used takes up memory");
            heap.bytes().fill((byte) 1);
            expect(residentMebibytes() - before > 90, "a heap that is used takes up no memory");
            for (int page = 0; page < pages; page++) {
                heap.allow(page, Access.INVALID);
                heap.drop(page);
            }
            expect(residentMebibytes() - before < 10, "dropped pages of " + pageSize + " bytes take up memory");
        }
    }

    private static long residentMebibytes() throws IOException {
        String[] words = Files.readString(Path.of("/proc/self/statm")).split(" ", 3);
        return (Long.parseLong(words[1]) * SystemPage.BYTES) >> 20;
    }

    private static void expect(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalStateException(otherwise);
        }
    }
}
