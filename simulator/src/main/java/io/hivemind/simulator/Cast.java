package io.hivemind.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/** Who plays in a program, and who of them is there at the point that has been written so far. */
final class Cast {
    private final int founders;
    private final int newcomers;
    private final int workers;
    private final BitSet silent;
    private final BitSet present = new BitSet();
    private final BitSet left = new BitSet();

    /**
     * Makes a cast of which the founders are there.
     *
     * @param workers how many working threads every drone has; after them comes the one that audits
     * @param silent the drones whose last worker never synchronises
     */
    private Cast(int founders, int newcomers, int workers, BitSet silent) {
        this.founders = founders;
        this.newcomers = newcomers;
        this.workers = workers;
        this.silent = silent;
        present.set(0, founders);
    }

    static Cast draw(SplittableRandom random, int founders, int newcomers, int workers, double silence) {
        BitSet silent = new BitSet();
        for (int drone = 0; drone < founders + newcomers; drone++) {
            silent.set(drone, workers > 1 && random.nextDouble() < silence);
        }
        return new Cast(founders, newcomers, workers, silent);
    }

    int founders() {
        return founders;
    }

    int newcomers() {
        return newcomers;
    }

    int workers() {
        return workers;
    }

    /** {@return how many drones are ever there} */
    int drones() {
        return founders + newcomers;
    }

    /** From here on a newcomer has a part. */
    void enter(int drone) {
        present.set(drone);
    }

    /** From here on a drone has no part any more. */
    void leave(int drone) {
        present.clear(drone);
        left.set(drone);
    }

    boolean isPresent(int drone) {
        return present.get(drone);
    }

    boolean isNewcomer(int drone) {
        return drone >= founders;
    }

    /** {@return whether a drone is not there any more} */
    boolean hasLeft(int drone) {
        return left.get(drone);
    }

    /** {@return the drones that are there, ascending; at least one} */
    List<Integer> present() {
        return present.stream().boxed().toList();
    }

    /** {@return the drones that are there whose last worker never synchronises} */
    List<Integer> silent() {
        return present().stream().filter(silent::get).toList();
    }

    /** {@return how many threads every drone has} */
    int threads() {
        return workers + 1;
    }

    int thread(int drone, int local) {
        return drone * threads() + local;
    }

    /** {@return whether the drone of a thread is there} */
    boolean plays(int thread) {
        return present.get(thread / threads());
    }

    /** {@return the thread that audits a drone's memory when all others have ended} */
    int auditor(int drone) {
        return thread(drone, workers);
    }

    /** {@return the worker of a drone that never synchronises; there must be one} */
    int silentOf(int drone) {
        return thread(drone, workers - 1);
    }

    /** {@return how many workers of a drone synchronise} */
    int talkative(int drone) {
        return silent.get(drone) ? workers - 1 : workers;
    }

    /** {@return how many workers synchronise on the drone that has fewest of them} */
    int fewestTalkative() {
        int fewest = workers;
        for (int drone = 0; drone < drones(); drone++) {
            fewest = Math.min(fewest, talkative(drone));
        }
        return fewest;
    }

    /** {@return the threads that are there and synchronise} */
    List<Integer> talkers() {
        List<Integer> threads = new ArrayList<>();
        for (int drone : present()) {
            for (int local = 0; local < talkative(drone); local++) {
                threads.add(thread(drone, local));
            }
        }
        return threads;
    }

    /** {@return the threads that are there and work, the silent ones too} */
    List<Integer> all() {
        return everybody().stream().filter(this::plays).toList();
    }

    /** {@return the threads that ever work, the silent ones too} */
    List<Integer> everybody() {
        List<Integer> threads = new ArrayList<>();
        for (int drone = 0; drone < drones(); drone++) {
            for (int local = 0; local < workers; local++) {
                threads.add(thread(drone, local));
            }
        }
        return threads;
    }

    /** {@return some of the threads, at least {@code fewest} of them if there are, in an order drawn} */
    static List<Integer> some(SplittableRandom random, List<Integer> threads, int fewest) {
        List<Integer> shuffled = new ArrayList<>(threads);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Integer other = shuffled.get(j);
            shuffled.set(j, shuffled.get(i));
            shuffled.set(i, other);
        }
        int count = Math.min(shuffled.size(), fewest + random.nextInt(shuffled.size()));
        return shuffled.subList(0, count);
    }
}
