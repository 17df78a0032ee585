package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Sizes;
import io.hivemind.protocol.Room;
import java.util.function.IntToLongFunction;

/**
 * What drones with bounded memory can hold together: how large their shared heap can be at most.
 *
 * @param drones how many there are
 * @param bytesPerDrone how many bytes each of them has for pages and what is kept beside them
 * @param pageSize how many bytes a page has
 */
record Offer(int drones, long bytesPerDrone, int pageSize) {
    /** Less than this is no heap. */
    private static final int FEWEST_PAGES = 16;

    /** {@return what they can hold} Memory with no room for any heap is a {@link Mistake}. */
    static Offer of(int drones, long bytesPerDrone, int pageSize) {
        var offer = new Offer(drones, bytesPerDrone, pageSize);
        if (offer.mostPages(drones) < FEWEST_PAGES) {
            throw new Mistake(
                    "With pages of %,d bytes a drone needs at least %s, for it keeps %,d pages to work in, but --memory-per-drone gives it %s."
                            .formatted(
                                    pageSize,
                                    Sizes.text(offer.leastPerDrone((long) FEWEST_PAGES * pageSize)),
                                    offer.reserve() / pageSize,
                                    Sizes.text(bytesPerDrone)));
        }
        return offer;
    }

    /** {@return the largest heap in bytes} */
    long bytes() {
        return mostPages(drones) * pageSize;
    }

    /**
     * Refuses a heap that is larger.
     *
     * @param subject what wants it, such as "the program quicksort needs"
     * @param heapBytes how large the heap must be for so many drones
     */
    void require(String subject, IntToLongFunction heapBytes) {
        long needed = heapBytes.applyAsLong(drones);
        if (pages(needed) > mostPages(drones)) {
            throw new Mistake("%s %s, because each keeps %s of its %s to work in; %s %s: use %s--memory-per-drone %s."
                    .formatted(
                            drones == 1 ? "1 drone offers" : "%,d drones offer".formatted(drones),
                            Sizes.textDown(bytes()),
                            Sizes.text(reserve()),
                            Sizes.text(bytesPerDrone),
                            subject,
                            Sizes.text(needed),
                            moreDrones(heapBytes),
                            Sizes.option(leastPerDrone(needed))));
        }
    }

    /** {@return how many bytes each drone must have, so that all of them together offer {@code heap}} */
    long leastPerDrone(long heap) {
        long share = Math.ceilDiv(pages(heap), drones) * pageSize;
        long least = share;
        while (least - Room.reserve(least, pageSize) < share) {
            least = share + Room.reserve(least, pageSize);
        }
        return least;
    }

    private String moreDrones(IntToLongFunction heapBytes) {
        for (int more = drones + 1; more <= DroneSettings.MOST_DRONES; more++) {
            if (pages(heapBytes.applyAsLong(more)) <= mostPages(more)) {
                return "-n %d or ".formatted(more);
            }
        }
        return "";
    }

    private long mostPages(int count) {
        return new Room(bytesPerDrone, pageSize, Room.Choice.SCAN_RESISTANT).mostPages(count);
    }

    private long pages(long bytes) {
        return Math.ceilDiv(bytes, pageSize);
    }

    private long reserve() {
        return Room.reserve(bytesPerDrone, pageSize);
    }
}
