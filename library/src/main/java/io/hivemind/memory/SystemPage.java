package io.hivemind.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The size of a page of the system, as Linux tells every process that it starts. */
final class SystemPage {
    /** How many bytes; 0 where the system is another, which is then not asked to take back what lies between pages. */
    static final int BYTES = bytes();

    /** Under this number the kernel tells the page size, in the pairs of words that it hands to a process. */
    private static final long PAGE_SIZE = 6;

    private SystemPage() {}

    private static int bytes() {
        try {
            ByteBuffer pairs = ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv")))
                    .order(ByteOrder.nativeOrder());
            while (pairs.remaining() >= 2 * Long.BYTES) {
                long key = pairs.getLong();
                long value = pairs.getLong();
                if (key == PAGE_SIZE) {
                    return Math.toIntExact(value);
                }
            }
            return 0;
        } catch (IOException anotherSystem) {
            return 0;
        }
    }
}
