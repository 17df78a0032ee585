package io.hivemind.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who plays in a program.
 *
 * @param workers how many working threads every drone has; after them comes the one that audits
 * @param silent the drones whose last worker never synchronises
 */
record Cast(int drones, int workers, BitSet silent) {
    static Cast draw(SplittableRandom random, int drones, int workers, double silence) {
        BitSet silent = new BitSet();
        for (int drone = 0; drone < drones; drone++) {
            silent.set(drone, workers > 1 && random.nextDouble() < silence);
        }
        return new Cast(drones, workers, silent);
    }

    /** {@return how many threads every drone has} */
    int threads() {
        return workers + 1;
    }

    int thread(int drone, int local) {
        return drone * threads() + local;
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
        for (int drone = 0; drone < drones; drone++) {
            fewest = Math.min(fewest, talkative(drone));
        }
        return fewest;
    }

    /** {@return the threads that synchronise} */
    List<Integer> talkers() {
        List<Integer> threads = new ArrayList<>();
        for (int drone = 0; drone < drones; drone++) {
            for (int local = 0; local < talkative(drone); local++) {
                threads.add(thread(drone, local));
            }
        }
        return threads;
    }

    /** {@return the threads that work, the silent ones too} */
    List<Integer> all() {
        List<Integer> threads = new ArrayList<>();
        for (int drone = 0; drone < drones; drone++) {
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
