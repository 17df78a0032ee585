package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.SharedBytes;
import io.hivemind.SharedLock;
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
    static final int LOCK = Integer.MIN_VALUE;

    private static final long HOURS = 12;

    /** The name of what drones have said. */
    static final String NAME = "frame.muster";

    /** More ranks than are ever given in one hive. */
    static final int MOST_RANKS = 1 << 16;

    /** What a drone has said of itself. */
    private static final byte WORKING = 1;

    private static final byte GOING = 2;

    private final Hive hive;
    private final SharedLock lock;
    private final Condition changed;

    /** By rank, what that drone has said; zero if nothing yet. Whoever has failed may have said it, but is no member. */
    private final SharedBytes said;

    private volatile boolean going;

    /** Looks up who works. Every drone calls this before it works. */
    public Muster(Hive hive) {
        this.hive = hive;
        this.lock = hive.lock(LOCK);
        this.changed = lock.condition(0);
        this.said = hive.bytes(NAME, MOST_RANKS);
        hive.onViewChange(view -> {
            if (!view.lost().isEmpty()) {
                waitForNobodyLost();
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
            said.set(hive.rank(), WORKING);
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
        return hive.view().members().stream().allMatch(rank -> rank >= hive.size() || said.get(rank) != 0);
    }

    /** Each drone makes the others look again, when it has heard itself: whoever looked before may not have. */
    private void waitForNobodyLost() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** This drone is asked to leave. {@return whether it may} */
    boolean mayGo() {
        lock.lock();
        try {
            int staying = (int) hive.view().members().stream()
                    .filter(rank -> rank != hive.rank() && said.get(rank) == WORKING)
                    .count();
            boolean may = staying > 0 && isRoomFor(staying);
            if (may) {
                said.set(hive.rank(), GOING);
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
