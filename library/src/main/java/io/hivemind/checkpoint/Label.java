package io.hivemind.checkpoint;

/**
 * What every part of one checkpoint says, so that parts of different ones are not taken together.
 *
 * @param number the number of the checkpoint in its directory, from 1, growing
 * @param id a random number, which no other checkpoint has
 * @param pageSize bytes in a page
 * @param heapBytes bytes in the shared heap
 */
public record Label(long number, long id, int pageSize, long heapBytes) {
    /** What a block holds, unless a page is larger. */
    private static final int BLOCK_BYTES = 1 << 20;

    /** {@return how many pages the heap has} */
    public int pages() {
        return Math.toIntExact(heapBytes / pageSize);
    }

    /** {@return how many pages a block holds at most} */
    int blockPages() {
        return Math.max(1, BLOCK_BYTES / pageSize);
    }
}
