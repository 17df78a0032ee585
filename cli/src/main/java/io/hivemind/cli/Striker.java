package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The thread that kills and stops the drones of one hive as long as the others can do without them, and that ends the hive if it takes
 * too long.
 */
final class Striker {
    /** How long drones may take to write down what their threads do. */
    private static final Duration DUMP = Duration.ofSeconds(3);

    /** How long a signal may be on its way. */
    private static final Duration SIGNAL = Duration.ofSeconds(5);

    /** A drone that is stopped, and when it goes on. */
    private record Stopped(int rank, long untilNanos) {}

    private final Survivors survivors;
    private final Launcher launcher;
    private final Blows blows;
    private final long deadlineNanos;
    private final Supplier<List<String>> tail;
    private final IntConsumer kills;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** Guarded by itself. */
    private final List<Integer> victims = new ArrayList<>();
    /** Guarded by {@link #victims}. */
    private int stops;

    private Optional<Stopped> stopped = Optional.empty();
    private volatile Optional<List<String>> lastWords = Optional.empty();

    /**
     * Makes one that has not begun.
     *
     * @param deadlineNanos when the hive is ended, by {@link System#nanoTime}
     * @param tail what the drones have said last
     * @param kills hears how many were killed so far, each time that a drone was hit
     */
    Striker(
            Survivors survivors,
            Launcher launcher,
            Blows blows,
            long deadlineNanos,
            Supplier<List<String>> tail,
            IntConsumer kills) {
        this.survivors = survivors;
        this.launcher = launcher;
        this.blows = blows;
        this.deadlineNanos = deadlineNanos;
        this.tail = tail;
        this.kills = kills;
    }

    /** Begins to wait until all drones have joined, and then to hit them. */
    void start() {
        Thread.ofPlatform().daemon().name("striker").start(() -> {
            try {
                strike();
                done.complete(null);
            } catch (RuntimeException | InterruptedException failure) {
                // Nobody would end the hive if it hung.
                launcher.stop();
                done.completeExceptionally(failure);
            }
        });
    }

    /** Returns when it has seen that all processes of the hive have ended. Throws what made it fail. */
    void end() {
        done.join();
    }

    /** {@return who was killed, in that order} */
    List<Integer> victims() {
        synchronized (victims) {
            return List.copyOf(victims);
        }
    }

    /** {@return how often a drone was stopped} */
    int stops() {
        synchronized (victims) {
            return stops;
        }
    }

    /** {@return what the drones had said when they had taken too long, if they had} */
    Optional<List<String>> lastWords() {
        return lastWords;
    }

    private void strike() throws InterruptedException {
        long known = survivors.news();
        while (!survivors.hasBegun() && !survivors.hasEnded() && !isOverdue()) {
            survivors.awaitNews(known, deadlineNanos);
            known = survivors.news();
        }
        if (survivors.hasBegun()) {
            strikeAgainAndAgain();
        }
        if (!survivors.hasEnded()) {
            giveUp();
        }
    }

    private void strikeAgainAndAgain() throws InterruptedException {
        Blows.Blow blow = blows.next();
        long next = System.nanoTime() + blow.pause().toNanos();
        while (!survivors.hasEnded() && !isOverdue()) {
            long known = survivors.news();
            long now = System.nanoTime();
            if (stopped.isPresent() && now - stopped.get().untilNanos() >= 0) {
                resume(stopped.get().rank());
            }
            Optional<Integer> victim = now - next >= 0 ? survivors.victim(blow.lot()) : Optional.empty();
            if (victim.isEmpty()) {
                survivors.awaitNews(known, wakeNanos(now, next));
            } else {
                hit(blow, victim.get());
                blow = blows.next();
                next = System.nanoTime() + blow.pause().toNanos();
            }
        }
    }

    private boolean isOverdue() {
        return deadlineNanos - System.nanoTime() <= 0;
    }

    /** {@return until when nothing is to be done unless something happens} */
    private long wakeNanos(long now, long next) {
        long wait = deadlineNanos - now;
        if (next - now > 0) {
            wait = Math.min(wait, next - now);
        }
        if (stopped.isPresent()) {
            wait = Math.min(wait, stopped.get().untilNanos() - now);
        }
        return now + wait;
    }

    /** One drone is stopped at a time: while one is, others are killed. */
    private void hit(Blows.Blow blow, int rank) {
        Process process = launcher.processes().get(rank);
        if (blow.stop().isPresent() && stopped.isEmpty()) {
            survivors.stop(rank);
            signal("STOP", process);
            stopped = Optional.of(
                    new Stopped(rank, System.nanoTime() + blow.stop().get().toNanos()));
            synchronized (victims) {
                stops++;
            }
        } else {
            synchronized (victims) {
                victims.add(rank);
            }
            survivors.kill(rank);
            process.destroyForcibly();
        }
        kills.accept(victims().size());
    }

    private void resume(int rank) {
        signal("CONT", launcher.processes().get(rank));
        survivors.resume(rank);
        stopped = Optional.empty();
    }

    /** Ends the hive. Before that its drones write down what their threads do. */
    private void giveUp() throws InterruptedException {
        stopped.ifPresent(drone -> resume(drone.rank()));
        lastWords = Optional.of(tail.get());
        launcher.processes().stream().filter(Process::isAlive).forEach(process -> signal("QUIT", process));
        long until = System.nanoTime() + DUMP.toNanos();
        while (!survivors.hasEnded() && until - System.nanoTime() > 0) {
            survivors.awaitNews(survivors.news(), until);
        }
        launcher.stop();
    }

    private static void signal(String name, Process process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(SIGNAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException failed) {
            throw new Mistake("No shell can be started to send drones signals: " + Reasons.of(failed) + ".", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
