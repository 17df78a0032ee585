package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.HiveView;
import io.hivemind.SharedLock;
import io.hivemind.SharedLongs;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * The drones that work for a program which takes its work from a shared queue, while some come and others go. Its rules keep every
 * drone from waiting for one that does something else:
 *
 * <ul>
 *   <li>The founders wait for each other here, not at a barrier, which would count newcomers too. Newcomers wait for them.
 *   <li>A newcomer that finds the work over leaves at once; one that does not stays until it is, and comes to the barrier behind
 *       it. So at any barrier behind the work there are only drones that know of it.
 *   <li>A drone that is asked to leave goes when its workers have done what they have begun, unless it is the last, or the
 *       others have no room for what is shared: somebody must finish.
 *   <li>Nobody waits for a drone that fails, in a hive that goes on. What it had begun is for the program to see to.
 * </ul>
 */
public final class Muster {
    /** No program uses it. */
    private static final int LOCK = Integer.MIN_VALUE;

    private static final long HOURS = 12;

    /** How many drones work and want to go on. */
    private static final int STAYING = 0;

    /** From here on, for each founder, whether it is ready. */
    private static final int READY = 1;

    private final Hive hive;
    private final SharedLock lock;
    private final Condition changed;
    private final SharedLongs words;
    private volatile boolean going;

    /** Looks up who works. Every drone calls this before it works. */
    public Muster(Hive hive) {
        this.hive = hive;
        this.lock = hive.lock(LOCK);
        this.changed = lock.condition(0);
        this.words = hive.longs("frame.muster", READY + hive.size());
        hive.onViewChange(view -> {
            if (!view.lost().isEmpty()) {
                lost(view);
            }
        });
    }

    /**
     * Says that this drone is ready, and waits until all founders are.
     *
     * @param wake wakes the workers of this drone that wait for work, when it is asked to leave
     */
    public void begin(Runnable wake) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            words.set(STAYING, words.get(STAYING) + 1);
            if (!hive.isNewcomer()) {
                words.set(READY + hive.rank(), 1);
            }
            changed.signalAll();
            while (!areFoundersReady()) {
                if (!changed.await(HOURS, TimeUnit.HOURS)) {
                    throw new Mistake("The drones waited " + HOURS + " hours for each other to begin.");
                }
            }
        } finally {
            lock.unlock();
        }
        hive.onLeaveRequest(() -> {
            if (mayGo()) {
                going = true;
                wake.run();
            }
        });
    }

    /** {@return whether this drone is on its way out, so that its workers take nothing new} */
    public boolean isGoing() {
        return going;
    }

    /** This drone has come too late, and there is nothing left to do: it goes. */
    public void goUnused() {
        System.err.println("hivemind: drone " + hive.rank() + " came when the work was done, and leaves.");
        hive.leave();
    }

    /** Leaves the hive, if this drone is to. Its workers have ended. {@return whether it has left} */
    public boolean hasGone() {
        if (going) {
            System.err.println("hivemind: drone " + hive.rank() + " was asked to leave, and leaves; the others go on.");
            hive.leave();
        }
        return going;
    }

    /** {@return whether all founders are ready that are in} */
    private boolean areFoundersReady() {
        return hive.view().members().stream().allMatch(rank -> rank >= hive.size() || words.get(READY + rank) == 1);
    }

    /** Nobody waits for those who have failed. */
    private void lost(HiveView view) {
        lock.lock();
        try {
            if (view.position(hive.rank()) == 0) {
                words.set(STAYING, words.get(STAYING) - view.lost().size());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean mayGo() {
        lock.lock();
        try {
            long staying = words.get(STAYING) - 1;
            boolean may = staying > 0 && isRoomFor((int) staying);
            if (may) {
                words.set(STAYING, staying);
            } else {
                System.err.println(
                        "hivemind: drone " + hive.rank() + " was asked to leave, and stays: without it there is "
                                + (staying > 0 ? "too little memory." : "nobody."));
            }
            return may;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether so many drones can hold the shared memory} */
    private boolean isRoomFor(int drones) {
        HiveConfig config = hive.config();
        if (config.memoryPerDrone().isEmpty()) {
            return true;
        }
        try {
            var smaller = HiveConfig.builder()
                    .size(drones)
                    .coordinator("any", 1)
                    .pageSize(config.pageSize())
                    .memoryBytes(hive.memory().size())
                    .memoryPerDrone(config.memoryPerDrone().getAsLong())
                    .build();
            return smaller.size() == drones;
        } catch (IllegalArgumentException moreThanTheyOffer) {
            return false;
        }
    }
}
