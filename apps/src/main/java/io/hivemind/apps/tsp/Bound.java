package io.hivemind.apps.tsp;

/** The shortest tour that anybody has found: parts of the tree whose tours are all as long need not be searched. */
interface Bound {
    /** {@return how long the shortest tour is, as far as the calling worker can know} It may be longer than the shortest known. */
    int length();

    /** Makes the tour the shortest, unless there is one at least as short. {@return how long the shortest is now} */
    int offer(int length, int[] tour);
}
