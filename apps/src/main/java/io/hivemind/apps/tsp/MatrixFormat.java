package io.hivemind.apps.tsp;

/**
 * Which distances a TSPLIB file lists, and in which order. Distances are the same both ways, so the columns above the
 * diagonal are the rows below it.
 */
enum MatrixFormat {
    FULL_MATRIX(true, true, true),
    UPPER_ROW(true, false, false),
    LOWER_ROW(false, true, false),
    UPPER_DIAG_ROW(true, false, true),
    LOWER_DIAG_ROW(false, true, true),
    UPPER_COL(false, true, false),
    LOWER_COL(true, false, false),
    UPPER_DIAG_COL(false, true, true),
    LOWER_DIAG_COL(true, false, true);

    private final boolean above;
    private final boolean below;
    private final boolean diagonal;

    /** Row by row, a format lists what is above the diagonal, below it, and on it. */
    MatrixFormat(boolean above, boolean below, boolean diagonal) {
        this.above = above;
        this.below = below;
        this.diagonal = diagonal;
    }

    /** {@return how many numbers a file lists for so many cities} */
    int count(int cities) {
        int half = cities * (cities - 1) / 2;
        return (above ? half : 0) + (below ? half : 0) + (diagonal ? cities : 0);
    }

    /** {@return all distances, row after row, from those that the file lists} */
    int[] matrix(int cities, int[] listed) {
        int[] matrix = new int[cities * cities];
        int next = 0;
        for (int row = 0; row < cities; row++) {
            int first = below ? 0 : row;
            int end = above ? cities : row + 1;
            for (int column = first; column < end; column++) {
                if (column == row && !diagonal) {
                    continue;
                }
                int distance = listed[next++];
                matrix[row * cities + column] = distance;
                if (!above || !below) {
                    matrix[column * cities + row] = distance;
                }
            }
        }
        return matrix;
    }
}
