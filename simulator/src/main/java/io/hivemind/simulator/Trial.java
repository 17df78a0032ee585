package io.hivemind.simulator;

import io.hivemind.protocol.Room;
import io.hivemind.protocol.Totals;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One seed: the climate, the program and the course of one hive, all of which follow from it.
 *
 * @param worldSeed what the course is drawn from; with another the same program meets another course
 */
record Trial(Program program, Chances chances, long worldSeed) {
    /**
     * How a run went.
     *
     * @param reads how many loads were checked
     * @param joins how many drones came in
     * @param leaves how many went
     * @param failures how many failed
     * @param totals what the protocols of all drones have done, in sum
     */
    record Run(
            long steps,
            long reads,
            int joins,
            int leaves,
            int failures,
            Journal journal,
            Totals totals,
            Optional<Failure> failure) {}

    /** {@return the trial of a seed} */
    static Trial of(long seed, SimulationOptions options) {
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom climate = random.split();
        SplittableRandom writing = random.split();
        Chances chances =
                options.workload() == Workload.SCALE ? Chances.calm() : Chances.draw(climate, options.workload());
        long worldSeed = random.nextLong();
        boolean failing =
                Faults.mayBe(options) && (options.failures() > 0 || options.cuts() > 0 || random.nextInt(4) == 0);
        boolean bounded = !failing && Rooms.areBounded(random, options);
        Program program = Generator.program(writing, options, bounded, failing);
        Room room = bounded ? Rooms.draw(random, program, options) : Room.UNBOUNDED;
        Faults faults = failing ? Faults.draw(random, options) : Faults.NONE;
        return new Trial(program, chances.with(room).with(faults), worldSeed);
    }

    /** Runs it, noting everything in {@code journal}. */
    Run run(Journal journal) {
        World world = new World(program, chances, new SplittableRandom(worldSeed), journal);
        Optional<Failure> failure = Optional.empty();
        try {
            world.run();
        } catch (Failure.Found found) {
            failure = Optional.of(found.failure());
        } catch (RuntimeException e) {
            failure = Optional.of(new Failure(Failure.Kind.STOPPED, sentence(e)));
        }
        Members members = world.members();
        return new Run(
                world.steps(),
                world.checkers().reads(),
                members.joins(),
                members.leaves(),
                members.failures(),
                journal,
                sum(world),
                failure);
    }

    Trial with(Chances other) {
        return new Trial(program, other, worldSeed);
    }

    /** {@return a trial of another program, with more room if its heap needs it} */
    Trial with(Program other) {
        return new Trial(other, chances.with(Rooms.fitting(chances.room(), other)), worldSeed);
    }

    Trial with(long otherWorldSeed) {
        return new Trial(program, chances, otherWorldSeed);
    }

    private static String sentence(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        String place = trace.length == 0 ? "" : " (" + trace[0] + ")";
        return e.getClass().getSimpleName() + ": " + e.getMessage() + place;
    }

    private static Totals sum(World world) {
        Totals sum = Totals.NONE;
        for (SimDrone drone : world.drones()) {
            sum = sum(sum, drone.node().totals());
        }
        return sum;
    }

    static Totals sum(Totals a, Totals b) {
        return new Totals(
                a.lockAcquires() + b.lockAcquires(),
                a.remoteLockAcquires() + b.remoteLockAcquires(),
                a.barriers() + b.barriers(),
                a.pageFetches() + b.pageFetches(),
                a.diffsMade() + b.diffsMade(),
                a.diffsFetched() + b.diffsFetched(),
                a.twins() + b.twins(),
                a.intervals() + b.intervals(),
                a.collections() + b.collections(),
                a.consistencyBytes() + b.consistencyBytes(),
                a.twinPages() + b.twinPages(),
                a.evictions() + b.evictions(),
                a.refetches() + b.refetches(),
                a.heldBytes() + b.heldBytes(),
                a.mostHeldBytes() + b.mostHeldBytes());
    }
}
