package io.hivemind.wire;

/**
 * What becomes of a hive when a drone of it fails. All its drones say the same.
 *
 * @param goesOn whether it goes on without that drone, rather than ending
 * @param backup how many other drones have what a drone has released
 * @param heartbeatMillis a drone that goes on is heard at least so often, in milliseconds, at least 1
 * @param beats for so many heartbeats a drone may be silent before the others begin to doubt that it is there, at least 1
 */
public record Survival(boolean goesOn, int backup, int heartbeatMillis, int beats) {
    /** A hive that ends when one of its drones fails. */
    public static final Survival NONE = new Survival(false, 0, 1000, 30);

    /** Checks the ranges. */
    public Survival {
        if (backup < 0 || heartbeatMillis < 1 || beats < 1) {
            throw new IllegalArgumentException("backup " + backup + ", a heartbeat of " + heartbeatMillis
                    + " ms, silence for " + beats + " heartbeats: the first must be at least 0, the others at least 1");
        }
    }

    @Override
    public String toString() {
        return goesOn
                ? "backup " + backup + " and " + beats + " heartbeats of " + heartbeatMillis + " ms"
                : "backup " + backup;
    }
}
