package io.hivemind.runtime;

import io.hivemind.links.Entrance;
import io.hivemind.links.LinkException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * How a drone comes and goes: with the others that found the hive or while it runs, with all others when the hive ends or alone while
 * it goes on. It goes once.
 */
final class Membership {
    private final DroneConfig config;
    private final LockedNode node;
    private final Waits waits;
    private final Holds holds;
    private final Ticker ticker;
    private final AtomicBoolean begun = new AtomicBoolean();

    Membership(DroneConfig config, LockedNode node, Waits waits, Holds holds, Ticker ticker) {
        this.config = config;
        this.node = node;
        this.waits = waits;
        this.holds = holds;
        this.ticker = ticker;
    }

    /** Founds the hive with all other drones; then time begins, which {@code tick} is told. */
    void found(Runnable tick) {
        try {
            node.links().start();
        } catch (LinkException refused) {
            node.end(refused.getMessage());
            node.checkRunning();
        }
        ticker.start(config.rank(), tick);
    }

    /** Comes into a hive that runs, and waits until it has taken this drone in. */
    void enter(Entrance entrance, Runnable tick) {
        try {
            node.links().enter(entrance);
        } catch (LinkException refused) {
            node.end(refused.getMessage());
            node.checkRunning();
        }
        ticker.start(config.rank(), tick);
        if (!node.views().awaitIn(waits.boundNanos(), node::hasEnded)) {
            ticker.stop();
            node.fail("Drone " + config.rank() + " waited " + config.waitBound().toSeconds()
                    + " s for the drones of the hive to take it in; raise HIVEMIND_WAIT if that is normal.");
            node.links().close();
            node.checkRunning();
        }
    }

    /** Time passes. A drone that goes may not take with it what another waits for. */
    void tick() {
        if (begun.get()) {
            holds.ofProgram().forEach((lock, held) -> {
                if (node.isWanted(lock)) {
                    node.fail("Drone " + config.rank() + " left while its " + held
                            + ", for which another waits; the hive ends.");
                }
            });
        }
    }

    /** See {@link Drone#leave}. A listener may hold a lock that it gives back. */
    void leave() {
        node.views().undisturbed(waits.boundNanos(), this::leaveAlone);
    }

    private void leaveAlone() {
        node.checkRunning();
        holds.any().ifPresent(held -> {
            throw new IllegalStateException(
                    "Drone " + config.rank() + " cannot leave while its " + held + "; release it before.");
        });
        requireRoomWithoutIt();
        String sentence = "Drone " + config.rank() + " has left its hive: nothing is shared after leave().";
        node.links().closeDoor("Drone " + config.rank() + " is leaving, and takes nobody in any more; knock again.");
        Ticket ticket;
        try {
            ticket = node.leave(sentence);
        } catch (IllegalStateException waiting) {
            node.links().reopenDoor();
            throw waiting;
        }
        begun.set(true);
        try {
            if (!waits.untilOut(ticket)) {
                node.fail("Drone " + config.rank() + " waited "
                        + config.waitBound().toSeconds()
                        + " s for the others to let it go; raise HIVEMIND_WAIT if that is normal.");
                node.checkHive();
            }
            node.views().end();
            node.end(sentence);
            node.links().farewell(true);
        } finally {
            ticker.stop();
            node.links().close();
        }
    }

    /** A drone that waited for room elsewhere would wait until somebody comes. */
    private void requireRoomWithoutIt() {
        int others = node.views().now().size() - 1;
        if (others > 0
                && config.room().isBounded()
                && config.pages() > config.room().mostPages(others)) {
            throw new IllegalStateException("Drone " + config.rank() + " cannot leave, for the memory of the " + others
                    + " others is too small for the heap; let another drone come first.");
        }
    }

    /** See {@link Drone#close}. A listener may hold a lock that it gives back. */
    void close(Supplier<Ticket> lastArrival) {
        node.views().undisturbed(waits.boundNanos(), () -> {
            node.views().end();
            closeAlone(lastArrival);
        });
    }

    private void closeAlone(Supplier<Ticket> lastArrival) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!node.hasEnded()) {
                arriveForTheLastTime(lastArrival);
            }
        } finally {
            ticker.stop();
            end(); // Under the node's lock: a drone that has failed has told the others when this returns.
            node.links().close();
        }
    }

    private void arriveForTheLastTime(Supplier<Ticket> lastArrival) {
        node.links().closeDoor("The hive is ending, and takes nobody in any more.");
        Ticket ticket = lastArrival.get();
        try {
            waits.settle(ticket, waits.boundNanos(), false, false);
        } catch (RuntimeException late) {
            node.fail("Drone " + config.rank() + " left the hive before the others: " + late.getMessage());
            throw late;
        }
        if (end()) {
            node.links().farewell(false);
        }
    }

    private boolean end() {
        return node.end("Drone " + config.rank() + " has left its hive: nothing is shared after close().");
    }
}
