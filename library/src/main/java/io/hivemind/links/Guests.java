package io.hivemind.links;

import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Those who have come to a drone's port and have not been let in: few, and none for long. When one more comes than there are
 * seats, the one that has sat longest goes: drones need a moment, and who wants to keep them out sits for as long as it can.
 */
final class Guests {
    static final long SECONDS = 5;

    private final int seats;
    private final ScheduledThreadPoolExecutor clock;
    /** In the order in which they came, with what closes each when its time is over. Guarded by this. */
    private final LinkedHashMap<Socket, Future<?>> seated = new LinkedHashMap<>();

    private boolean closed;

    Guests(int rank, int seats) {
        this.seats = seats;
        this.clock = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().daemon().name("hivemind-" + rank + "-clock").factory());
        // A guest that is gone is to be forgotten at once, however many come.
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Gives {@code guest} a seat for a few seconds. */
    synchronized void seat(Socket guest) {
        if (closed) {
            Sockets.close(guest);
            return;
        }
        if (seated.size() == seats) {
            dismiss(seated.firstEntry());
        }
        seated.put(guest, clock.schedule(() -> dismiss(guest), SECONDS, TimeUnit.SECONDS));
    }

    /** {@return whether {@code guest}, which needs no seat any more, had not lost it} */
    synchronized boolean leave(Socket guest) {
        Future<?> closing = seated.remove(guest);
        if (closing == null) {
            return false;
        }
        closing.cancel(false);
        return true;
    }

    /** Sends all away, and whoever comes. */
    synchronized void close() {
        closed = true;
        clock.shutdownNow();
        seated.keySet().forEach(Sockets::close);
        seated.clear();
    }

    private synchronized void dismiss(Socket guest) {
        if (seated.remove(guest) != null) {
            Sockets.close(guest);
        }
    }

    private void dismiss(Map.Entry<Socket, Future<?>> guest) {
        guest.getValue().cancel(false);
        dismiss(guest.getKey());
    }
}
