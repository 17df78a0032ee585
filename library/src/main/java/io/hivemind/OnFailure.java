package io.hivemind;

import io.hivemind.wire.Survival;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What becomes of a hive when a drone of it fails: its process ends without leaving, is silent for too long, or its network is cut. All
 * drones of a hive have the same.
 *
 * <p>A hive that goes on is for programs that look at {@link HiveView#lost()} and do what the lost drones had begun: a program that gave each
 * drone its part at the beginning would go on to a wrong result. Of the members of the last {@linkplain HiveView view} more than half must
 * be left, or half with the lowest rank; those who are fewer end, for the others may go on without them. So of two drones only drone 0
 * goes on alone.
 *
 * @param goesOn whether the hive goes on without the drone; if not, it ends
 * @param backup how many other drones have what a drone has released before anybody hears of it: nothing released is lost when so many
 *     drones fail at a time. Empty: 1 in a hive that goes on and does not bound the memory of drones, else 0
 * @param heartbeat how often a drone that goes on is heard at least; whole milliseconds, at least 1
 * @param beats for so many heartbeats a drone may be silent, at least 1. Then it is asked, and when it does not answer either it is taken to
 *     have failed
 */
public record OnFailure(boolean goesOn, OptionalInt backup, Duration heartbeat, int beats) {
    /** The hive ends. */
    public static final OnFailure END = new OnFailure(false, OptionalInt.empty(), Duration.ofSeconds(1), 30);

    /** The hive goes on, with the usual backup and heartbeats. */
    public static final OnFailure GO_ON = new OnFailure(true, OptionalInt.empty(), Duration.ofSeconds(1), 30);

    /** Checks the ranges. */
    public OnFailure {
        Checks.require(backup.orElse(0) >= 0, "The backup is at least 0 other drones, not " + backup.orElse(0) + ".");
        Checks.require(
                heartbeat.toMillis() >= 1 && heartbeat.compareTo(Duration.ofHours(1)) <= 0,
                "A heartbeat is from 1 ms to 1 h, not " + heartbeat + ".");
        Checks.require(beats >= 1, "A drone may be silent for at least 1 heartbeat, not " + beats + ".");
    }

    /** {@return the same with what a drone has released at so many others} */
    public OnFailure withBackup(int drones) {
        return new OnFailure(goesOn, OptionalInt.of(drones), heartbeat, beats);
    }

    /** {@return the same with other heartbeats} */
    public OnFailure withHeartbeat(Duration every, int silentFor) {
        return new OnFailure(goesOn, backup, every, silentFor);
    }

    static OnFailure of(Survival survival) {
        return new OnFailure(
                survival.goesOn(),
                OptionalInt.of(survival.backup()),
                Duration.ofMillis(survival.heartbeatMillis()),
                survival.beats());
    }

    /** {@return what drones tell each other of this, in a hive that bounds their memory or not} */
    Survival survival(boolean isBounded) {
        int usual = goesOn && !isBounded ? 1 : 0;
        return new Survival(goesOn, backup.orElse(usual), (int) heartbeat.toMillis(), beats);
    }

    /** Checks that there is room for the backup. */
    void requireRoom(boolean isBounded) {
        Checks.require(
                !isBounded || backup.orElse(0) == 0,
                "Where the memory of drones is bounded there is no room for backups: leave HIVEMIND_BACKUP or"
                        + " HIVEMIND_MEMORY_PER_DRONE out.");
    }
}
