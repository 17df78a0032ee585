package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import io.hivemind.runtime.Tether;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The processes of one hive, from their start until none of them is left. Used once, by one thread; {@link #stop} may be
 * called by another.
 */
final class Launcher {
    /** How long the drones may take to say why they cannot go on without the one that failed. */
    private static final long LAST_WORDS_MILLIS = 500;

    /** How long a drone that was asked to end may take. */
    private static final long ASKED_MILLIS = 600;

    /** How long the kernel may take to end a drone for good. */
    private static final long KILLED_MILLIS = 500;

    /** How long output may still come after its process has ended, from processes that inherited it. */
    private static final long DRAIN_MILLIS = 200;

    /** How many drones may be on their way to other machines at a time: an ssh server turns more than ten away that have not logged in. */
    private static final int MOST_STARTING = 8;

    private static final int SECRET_BYTES = 32;

    /** There are no signals of higher numbers; ssh ends with 255 when it has lost the host. */
    private static final int LAST_SIGNAL = 64;

    /** The end of one drone's process. */
    private record Ended(DroneStart drone, int code) {}

    private final Output output;

    /** Whether the drones go on when one of them fails. */
    private final boolean goesOn;

    /** What the drones prove to each other that they know: made anew for each hive, and told nobody else. */
    private final String secret = freshSecret();

    /** By rank. A process that is held here keeps its standard input open, to which its drone is tethered. */
    private final List<Process> processes = new ArrayList<>();

    private final List<Thread> readers = new ArrayList<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

    /** How those ended that did so before this launcher wanted them to. Used by the thread that runs it. */
    private final Casualties casualties = new Casualties();

    /** Whether the drones have been told of one that failed. Used by the thread that runs it. */
    private boolean toldOfFailure;

    /** Whether the processes end because this launcher wants them to. */
    private volatile boolean stopping;

    /** Whether they had been told to when the last of them ended. */
    private volatile boolean stopped;

    /** Makes the launcher of a hive that ends when one of its drones fails. */
    Launcher(Output output) {
        this(output, false);
    }

    Launcher(Output output, boolean goesOn) {
        this.output = output;
        this.goesOn = goesOn;
    }

    /** {@return what the drones prove to each other that they know} */
    String secret() {
        return secret;
    }

    /** {@return the processes that were started so far, in the order of their drones} */
    List<Process> processes() {
        synchronized (processes) {
            return List.copyOf(processes);
        }
    }

    /** {@return how the drones ended, as far as they did of themselves, when {@link #run} is over} */
    Casualties casualties() {
        return casualties;
    }

    /** {@return whether the drones had not come to their end when {@link #run} was over, because somebody called {@link #stop}} */
    boolean wasStopped() {
        return stopped;
    }

    /**
     * Starts the drones and waits until all have ended. When one fails, the others are stopped, unless they go on.
     *
     * @return 0 if no drone failed, or only such as the others could go on without; else the exit code of the first that did
     */
    int run(List<? extends DroneStart> drones) throws InterruptedException {
        var hook = new Thread(this::stop, "stop-drones");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            start(drones);
            return await();
        } finally {
            stop();
            output.end();
            forget(hook);
        }
    }

    /** Stops every process that still runs, first asking, then not, and returns when none is left. */
    void stop() {
        stopping = true;
        List<ProcessHandle> running;
        List<Thread> reading;
        List<Process> held;
        synchronized (processes) {
            held = List.copyOf(processes);
            running = processes.stream().flatMap(Launcher::family).toList();
            reading = List.copyOf(readers);
        }
        // A drone may take its time to leave a hive when it is asked to end; one that loses its launcher does not.
        held.forEach(Launcher::letGo);
        running.forEach(ProcessHandle::destroy);
        awaitEnd(running, ASKED_MILLIS);
        running.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(running, KILLED_MILLIS);
        drain(reading);
    }

    private void start(List<? extends DroneStart> drones) throws InterruptedException {
        for (int i = 0; i < drones.size() + MOST_STARTING; i++) {
            if (i < drones.size()) {
                start(drones.get(i));
            }
            if (i >= MOST_STARTING) {
                follow(drones.get(i - MOST_STARTING), i - MOST_STARTING);
            }
        }
    }

    private void start(DroneStart drone) {
        synchronized (processes) {
            if (stopping) {
                return;
            }
            Process process;
            try {
                process = drone.start();
            } catch (IOException failed) {
                throw new Mistake("Drone " + drone.rank() + " cannot be started: " + Reasons.of(failed) + ".", failed);
            }
            processes.add(process);
            write(secret + "\n", process);
            Thread.ofPlatform()
                    .daemon()
                    .name("drone-" + drone.rank())
                    .start(() ->
                            ended.add(new Ended(drone, process.onExit().join().exitValue())));
        }
    }

    /** Passes on what a drone says, from when the process is the drone's. */
    private void follow(DroneStart drone, int index) throws InterruptedException {
        Process process;
        synchronized (processes) {
            if (stopping) {
                return;
            }
            process = processes.get(index);
        }
        try {
            drone.awaitDrone(process);
        } catch (Mistake refused) {
            if (stopping) {
                return;
            }
            throw refused;
        }
        synchronized (processes) {
            read(drone.rank(), process.getInputStream(), false);
            read(drone.rank(), process.getErrorStream(), true);
        }
    }

    /** Tells a drone something over its standard input, where no other user of the machine can read it. */
    private static void write(String line, Process process) {
        try {
            var input = process.getOutputStream();
            input.write(line.getBytes(StandardCharsets.US_ASCII));
            input.flush();
        } catch (IOException ended) {
            // It has ended already, and that is what will be told of it.
        }
    }

    /** {@return a secret for a hive that nobody else has, nor can foresee} */
    static String freshSecret() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private void read(int rank, InputStream from, boolean isError) {
        String name = "drone-" + rank + (isError ? "-err" : "-out");
        readers.add(Thread.ofPlatform().daemon().name(name).start(() -> output.pass(rank, from, isError)));
    }

    private int await() throws InterruptedException {
        for (int running = processes.size(); running > 0; running--) {
            Ended next = ended.take();
            if (next.code != 0 && !stopping && !goesOn) {
                return failed(next, running - 1);
            }
            if (next.code != 0 && !stopping) {
                tellWithout(next, running - 1);
            }
            casualties.count(next.code);
        }
        stopped = stopping;
        return stopped ? 0 : casualties.code();
    }

    /**
     * Tells that a drone has failed, also the others. Whether they go on they know best: a hive that is not complete cannot begin without it,
     * and one of which too few are left ends.
     */
    private void tellWithout(Ended failed, int running) {
        if (failed.code == Tether.NOT_BEGUN && toldOfFailure) {
            output.note(failed.drone.name() + " cannot begin, for not all drones of the hive had joined.");
            return;
        }
        output.note(failed.drone.name() + " " + manner(failed.code)
                + (running == 0 ? "." : "; the others go on without it if they can."));
        toldOfFailure = true;
        synchronized (processes) {
            processes.forEach(process -> write(Tether.failed(failed.drone.rank()), process));
        }
    }

    private int failed(Ended first, int running) throws InterruptedException {
        casualties.count(first.code);
        Ended cause = lastWords(first, running);
        stopped = stopping;
        if (stopped) {
            return cause.code;
        }
        stop();
        output.note(cause.drone.name() + " " + manner(cause.code)
                + (running == 0 ? "." : "; the hive cannot go on without it, so the others were stopped."));
        return cause.code;
    }

    /** {@return the drone that failed of itself, not for want of another, of those that end soon after the first} */
    private Ended lastWords(Ended first, int running) throws InterruptedException {
        Ended cause = first;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_WORDS_MILLIS);
        for (int left = running; left > 0; left--) {
            var next = Optional.ofNullable(ended.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
            if (next.isEmpty()) {
                break;
            }
            casualties.count(next.get().code);
            if (cause.code == io.hivemind.apps.Main.HIVE_ENDED && next.get().code != 0) {
                cause = next.get().code == cause.code ? cause : next.get();
            }
        }
        return cause;
    }

    /** {@return the process and those that it started, as far as they still run} */
    private static Stream<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(ProcessHandle::isAlive);
    }

    private static void letGo(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            // It has ended already, which is all that is wanted of it.
        }
    }

    private static void awaitEnd(List<ProcessHandle> running, long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (ProcessHandle process : running) {
                process.onExit().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stillRunning) {
            // The caller goes on with what it does to those that do not end.
        }
    }

    private static void drain(List<Thread> reading) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        try {
            for (Thread reader : reading) {
                reader.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook is what stopped the drones.
        }
    }

    private static String manner(int code) {
        boolean isSignal = code > Casualties.SIGNALLED && code <= Casualties.SIGNALLED + LAST_SIGNAL;
        return isSignal ? "was ended by signal " + (code - Casualties.SIGNALLED) : "ended with exit code " + code;
    }
}
