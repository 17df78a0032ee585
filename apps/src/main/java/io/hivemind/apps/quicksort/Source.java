package io.hivemind.apps.quicksort;

/** Where the numbers of a list come from. Read again, it gives the same numbers in the same order. */
sealed interface Source permits RandomSource, FileSource, SharedSource {
    /** {@return how many numbers there are} */
    long count();

    /** Begins to read. */
    Numbers open();

    /** The numbers of a source, one after another. */
    interface Numbers extends AutoCloseable {
        /**
         * Reads the next numbers.
         *
         * @return how many were read into {@code target} from its beginning on: all that it holds, unless the source ends
         *     before
         */
        int read(int[] target);

        @Override
        void close();
    }
}
