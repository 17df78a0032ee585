package io.hivemind.apps.nas.mg;

import io.hivemind.SharedDoubles;

/** Planes of one grid that workers show each other, each at a place of its own, without their ghosts. */
sealed interface Planes {
    /** Shows a plane at a place. */
    void put(int place, double[][] plane);

    /** Copies the plane at a place. */
    void get(int place, double[][] plane);

    /** Says that all places are about to be read. */
    void expectAll();

    /** Planes in shared memory. */
    final class Shared implements Planes {
        private final SharedDoubles numbers;
        private final int width;

        Shared(SharedDoubles numbers, int width) {
            this.numbers = numbers;
            this.width = width;
        }

        @Override
        public void put(int place, double[][] plane) {
            double[] rows = new double[width * width];
            for (int y = 0; y < width; y++) {
                System.arraycopy(plane[y + 1], 1, rows, y * width, width);
            }
            numbers.set((long) place * rows.length, rows);
        }

        @Override
        public void get(int place, double[][] plane) {
            double[] rows = new double[width * width];
            numbers.get((long) place * rows.length, rows);
            for (int y = 0; y < width; y++) {
                System.arraycopy(rows, y * width, plane[y + 1], 1, width);
            }
        }

        /** {@inheritDoc} A span over all of them fetches what is missing in one request for each drone. */
        @Override
        public void expectAll() {
            numbers.read();
        }
    }

    /** Planes that threads of one process show each other. */
    final class Plain implements Planes {
        private final double[][][] planes;

        /** Makes so many places for planes of that width. */
        Plain(int places, int width) {
            planes = new double[places][width + 2][width + 2];
        }

        @Override
        public void put(int place, double[][] plane) {
            copy(plane, planes[place]);
        }

        @Override
        public void get(int place, double[][] plane) {
            copy(planes[place], plane);
        }

        @Override
        public void expectAll() {}

        private static void copy(double[][] source, double[][] target) {
            for (int y = 0; y < source.length; y++) {
                System.arraycopy(source[y], 0, target[y], 0, source[y].length);
            }
        }
    }
}
