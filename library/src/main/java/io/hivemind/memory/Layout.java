package io.hivemind.memory;

/**
 * Where the hive keeps its own state at the beginning of the shared heap: a few words, the lists of pages with small blocks,
 * and a descriptor for each page. A heap of zeros is one in which nothing was allocated yet.
 */
final class Layout {
    /** Number of the first page above all that are in use; 0 stands for the first page after the hive's own state. */
    static final long FRONTIER = 8;
    /** Number of the first page above all that were ever in use: from there on all is zero. */
    static final long HIGHEST = 16;
    /** How many pages below the frontier are free. */
    static final long FREE_PAGES = 24;
    /** How many blocks there are. */
    static final long BLOCKS = 32;
    /** Address of the buckets of the directory, how many there are, and how many entries. */
    static final long BUCKETS = 40;

    static final long BUCKET_COUNT = 48;
    static final long ENTRIES = 56;
    /** First page of each list of free runs, an int each: those of 1 page, of 2 to 3, of 4 to 7, and so on. */
    static final long RUNS = 64;

    static final int RUN_LISTS = 32;
    /** First page of each list of pages with free small blocks, an int each: by drone, then by size class. */
    static final long PARTIAL = RUNS + 4L * RUN_LISTS;

    /** In a descriptor: what the page is, then the page after and before it in its list. */
    static final int NEXT = 8;

    static final int PREVIOUS = 12;
    private static final int DESCRIPTOR = 16;

    private final int pageShift;
    private final int classes;
    private final long descriptors;
    /** The first page that can be allocated, and the first that is not there. */
    private final int firstPage;

    private final int endPage;

    Layout(long heapBytes, int pageSize, int drones, int classes) {
        pageShift = Integer.numberOfTrailingZeros(pageSize);
        this.classes = classes;
        endPage = (int) (heapBytes >>> pageShift);
        descriptors = align(PARTIAL + 4L * classes * drones, DESCRIPTOR);
        long own = align(descriptors + (long) DESCRIPTOR * endPage, pageSize);
        if (own >= heapBytes) {
            throw new IllegalArgumentException("A shared heap of " + heapBytes + " bytes is too small for " + drones
                    + " drones and pages of " + pageSize + " bytes: the hive itself needs " + own
                    + " bytes of it. Configure more, with HIVEMIND_MEMORY for instance.");
        }
        firstPage = (int) (own >>> pageShift);
    }

    int firstPage() {
        return firstPage;
    }

    int endPage() {
        return endPage;
    }

    long address(int page) {
        return (long) page << pageShift;
    }

    int page(long address) {
        return (int) (address >>> pageShift);
    }

    long descriptor(int page) {
        return descriptors + (long) DESCRIPTOR * page;
    }

    long partial(int drone, int sizeClass) {
        return PARTIAL + 4L * ((long) drone * classes + sizeClass);
    }

    static long runs(int list) {
        return RUNS + 4L * list;
    }

    static long align(long bytes, long alignment) {
        return (bytes + alignment - 1) / alignment * alignment;
    }
}
