package io.hivemind.simulator;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Room;
import java.util.List;

/** Watches that no drone holds more than it has room for, and that no page is dropped under a thread. */
final class RoomWatch {
    /** Notices of all drones come at once when they meet: they may pass the room by one part in so many until they are collected. */
    private static final int NEWS_PART = 5;

    private final Room room;
    /** By drone. */
    private final List<List<AppThread>> threads;

    RoomWatch(Room room, List<List<AppThread>> threads) {
        this.room = room;
        this.threads = threads;
    }

    /** A drone lets its threads access a page in a certain way. */
    void allowed(int drone, int page, Access access) {
        for (AppThread thread : threads.get(drone)) {
            if (thread.awaits(page) && access.allows(thread.wanted)) {
                thread.lost.clear(page);
            }
        }
    }

    /** A drone forgets the bytes of a page, which it may not unless all threads have finished with it. */
    void dropping(SimDrone drone, int page) {
        if (drone.allows(page)) {
            throw new Failure.Found(
                    Failure.Kind.DROPPED,
                    "Drone " + drone.rank() + " drops page " + page + ", which its threads may access without asking.");
        }
        for (AppThread thread : threads.get(drone.rank())) {
            if (thread.uses(page)) {
                throw new Failure.Found(
                        Failure.Kind.DROPPED,
                        "Drone " + drone.rank() + " drops page " + page + ", and " + thread + " "
                                + (thread.held.get(page)
                                        ? "holds it."
                                        : "is about to access it: " + thread.doing() + "."));
            }
            if (thread.awaits(page)) {
                thread.lost.set(page);
            }
        }
    }

    /** The wait of a thread for pages ended. It has been given access to each of them; nothing may have been dropped since. */
    void granted(AppThread thread) {
        if (!thread.lost.isEmpty()) {
            throw new Failure.Found(
                    Failure.Kind.DROPPED,
                    "Drone " + thread.drone + " lets " + thread + " access page " + thread.lost.nextSetBit(0)
                            + ", which it has dropped since it gave access to it: " + thread.doing() + ".");
        }
    }

    /** Something went into the core of a drone. */
    void stepped(SimDrone drone) {
        if (!room.isBounded()) {
            return;
        }
        requireRoom(drone, "counts", drone.node().totals().heldBytes(), room.bytes() + room.bytes() / NEWS_PART);
        requireRoom(drone, "has pages and twins of", drone.frames().bytes(), room.bytes());
    }

    private void requireRoom(SimDrone drone, String does, long bytes, long most) {
        if (bytes > most) {
            throw new Failure.Found(
                    Failure.Kind.OVERFULL,
                    "Drone " + drone.rank() + " " + does + " " + bytes + " bytes, and has room for " + room.bytes()
                            + ".");
        }
    }
}
