package io.hivemind.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** What is to happen to the drones of a hive, as it follows from a seed: when the next is hit, how, and who. */
final class Blows {
    /**
     * One of them.
     *
     * @param pause how long it comes after the one before it
     * @param stop for how long a drone is stopped, or nothing if it is killed
     * @param lot which of those that can be hit is, as a share of their number
     */
    record Blow(Duration pause, Optional<Duration> stop, double lot) {}

    private final Duration every;
    private final Optional<Duration> stop;
    private final SplittableRandom dice;

    /**
     * Makes those of {@code seed}.
     *
     * @param every how far they are apart on average
     * @param stop for how long at most drones are stopped, every other time, or nothing if all are killed
     */
    Blows(long seed, Duration every, Optional<Duration> stop) {
        this.every = every;
        this.stop = stop;
        this.dice = new SplittableRandom(seed);
    }

    /** {@return the next one} */
    Blow next() {
        Duration pause = share(every.multipliedBy(2));
        boolean stops = dice.nextBoolean();
        Optional<Duration> stopped = stop.map(this::share).filter(_ -> stops);
        return new Blow(pause, stopped, dice.nextDouble());
    }

    private Duration share(Duration most) {
        return Duration.ofNanos(dice.nextLong(most.toNanos()) + 1);
    }
}
