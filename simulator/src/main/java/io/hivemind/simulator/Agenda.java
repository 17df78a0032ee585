package io.hivemind.simulator;

import io.hivemind.protocol.Message;
import java.util.PriorityQueue;

/** What is going to happen: one queue of (time, sequence, event), whose head moves the clock. */
final class Agenda {
    /** What can be on the agenda. */
    sealed interface Event {
        /** No drone in particular. */
        int ANYBODY = -1;

        /** {@return the drone to which it happens, and which must run for it, or {@link #ANYBODY}} */
        int drone();

        /** A message arrives. */
        record Deliver(int from, int to, Message message) implements Event {
            @Override
            public int drone() {
                return to;
            }
        }

        /** A thread goes on. */
        record Go(AppThread thread) implements Event {
            @Override
            public int drone() {
                return thread.drone;
            }
        }

        /** A wait may be given up now, if it has not ended. */
        record GiveUp(int drone, long ticket) implements Event {}

        /** Somebody asks what a wait waits for. */
        record Ask(int drone, long ticket) implements Event {}

        /** A drone fails, or {@link #ANYBODY}. */
        record Kill(int victim) implements Event {
            @Override
            public int drone() {
                return ANYBODY;
            }
        }

        /** One of two drones is stopped, or their link breaks, or the hive is cut in two; or it befalls {@link #ANYBODY}. */
        record Isolate(int one, int other) implements Event {
            @Override
            public int drone() {
                return ANYBODY;
            }
        }

        /** A drone that was stopped goes on. */
        record Resume(int stopped) implements Event {
            @Override
            public int drone() {
                return ANYBODY;
            }
        }

        /** A drone is told by another that the hive goes on without it. */
        record Excluded(int from, int drone) implements Event {}

        /** The process of a drone ends that cannot go on. */
        record End(int drone) implements Event {}

        /** A drone lets in a newcomer that another was to let in, which is out. */
        record Admit(int drone, int newcomer) implements Event {}

        /** A newcomer gives up, unless it has been let in. */
        record Withdraw(int drone) implements Event {}

        /** A drone finds out that another has failed. */
        record Suspect(int drone, int failed) implements Event {}

        /** A drone says that what it stores in a page need not be backed up. */
        record Exempt(int drone, int page) implements Event {}

        /** A drone's clock ticks. */
        record Tick(int drone) implements Event {}

        /** A drone's runtime looks at its threads. */
        record Look(int drone) implements Event {}
    }

    private record Entry(long time, long sequence, Event event) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private long now;
    private long sequence;
    /** How many events are there that do not return by themselves for ever, as ticks and looks do. */
    private int work;

    /** {@return the present moment} */
    long now() {
        return now;
    }

    /** {@return whether anything is left but ticks and looks} */
    boolean hasWork() {
        return work > 0;
    }

    void at(long time, Event event) {
        queue.add(new Entry(Math.max(time, now), sequence++, event));
        work += isWork(event) ? 1 : 0;
    }

    void after(long moments, Event event) {
        at(now + moments, event);
    }

    /** {@return the next event; the clock moves to it} There must be one. */
    Event next() {
        Entry entry = queue.remove();
        now = entry.time();
        work -= isWork(entry.event()) ? 1 : 0;
        return entry.event();
    }

    private static boolean isWork(Event event) {
        return switch (event) {
            case Event.Deliver _,
                    Event.Go _,
                    Event.GiveUp _,
                    Event.Ask _,
                    Event.Suspect _,
                    Event.Resume _,
                    Event.Excluded _,
                    Event.End _,
                    Event.Admit _,
                    Event.Withdraw _ -> true;
            case Event.Tick _, Event.Look _, Event.Kill _, Event.Isolate _, Event.Exempt _ -> false;
        };
    }
}
