package io.hivemind.apps.tsp;

/**
 * How TSPLIB computes the distance of two places, rounding included: tours have whole lengths, and a length is only
 * comparable if everybody rounds alike (Reinelt, TSPLIB 95, section 2).
 */
enum Metric {
    /** In the plane, rounded to the nearest. */
    EUC_2D {
        @Override
        int distance(double x, double y, double otherX, double otherY) {
            return (int) (apart(x - otherX, y - otherY) + 0.5);
        }
    },

    /** In the plane, rounded up. */
    CEIL_2D {
        @Override
        int distance(double x, double y, double otherX, double otherY) {
            return (int) Math.ceil(apart(x - otherX, y - otherY));
        }
    },

    /** In the plane, by the square root of ten too short, rounded up. */
    ATT {
        @Override
        int distance(double x, double y, double otherX, double otherY) {
            return (int) Math.ceil(Math.sqrt(squared(x - otherX, y - otherY) / 10));
        }
    },

    /**
     * On the earth, in kilometres; the first coordinate is the latitude. Degrees are before the point and minutes behind it,
     * so 16.47 is 16 degrees and 47 minutes.
     */
    GEO {
        @Override
        int distance(double x, double y, double otherX, double otherY) {
            double acrossLongitudes = Math.cos(radians(y) - radians(otherY));
            double betweenLatitudes = Math.cos(radians(x) - radians(otherX));
            double sumOfLatitudes = Math.cos(radians(x) + radians(otherX));
            double cosine = ((1 + acrossLongitudes) * betweenLatitudes - (1 - acrossLongitudes) * sumOfLatitudes) / 2;
            return (int) (EARTH * Math.acos(cosine) + 1);
        }
    };

    private static final double EARTH = 6378.388;

    /** The value of π with which the published lengths were computed. */
    private static final double ROUNDED_PI = 3.141592;

    /** {@return the distance of two places} */
    abstract int distance(double x, double y, double otherX, double otherY);

    /** {@return the distances of all places from each other, row after row; a place is at 0 from itself alone} */
    int[] matrix(double[] x, double[] y) {
        int cities = x.length;
        int[] distances = new int[cities * cities];
        for (int i = 0; i < distances.length; i++) {
            int from = i / cities;
            int to = i % cities;
            distances[i] = from == to ? 0 : distance(x[from], y[from], x[to], y[to]);
        }
        return distances;
    }

    private static double apart(double dx, double dy) {
        return Math.sqrt(squared(dx, dy));
    }

    private static double squared(double dx, double dy) {
        return dx * dx + dy * dy;
    }

    private static double radians(double degreesAndMinutes) {
        int degrees = (int) degreesAndMinutes;
        double minutes = degreesAndMinutes - degrees;
        return ROUNDED_PI * (degrees + 5 * minutes / 3) / 180;
    }
}
