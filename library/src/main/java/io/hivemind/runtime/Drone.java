package io.hivemind.runtime;

import io.hivemind.links.LinksConfig;
import io.hivemind.links.Traffic;
import io.hivemind.protocol.Access;
import io.hivemind.protocol.Input;
import io.hivemind.protocol.PageMemory;
import io.hivemind.protocol.View;
import io.hivemind.wire.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One drone at work: its node, its links, and the application threads that wait for them. Any thread may call any method,
 * but a lock belongs to the thread that acquired it. Every call throws what {@link Failures#ended} makes once the hive has
 * ended, saying why; every wait without a bound of its own throws what {@link Failures#timedOut} makes after
 * {@link DroneConfig#waitBound}. A thread interrupted in a wait that cannot be interrupted keeps its interrupt.
 *
 * <p>Locks are reentrant. Those from {@code 1L << 32} on are the hive's own, and so are negative barriers.
 */
public final class Drone implements AutoCloseable {
    /** Where drones meet before they leave. */
    static final int CLOSING = Integer.MIN_VALUE;

    private final DroneConfig config;
    private final LockedNode node;
    private final Waits waits;
    private final Touches touches;
    private final Holds holds;
    private final Luck lockLuck;
    private final Luck barrierLuck;
    private final Ticker ticker = new Ticker();
    private final Membership membership;
    private final Fences fences = new Fences();

    private Drone(DroneConfig config, LinksConfig links, PageMemory pages, Failures failures) {
        this.config = config;
        this.node = new LockedNode(config, links, pages, failures);
        this.waits = new Waits(config, node, failures);
        this.touches = new Touches(config, node, waits, failures);
        this.holds = new Holds(config.rank());
        this.lockLuck = new Luck();
        this.barrierLuck = new Luck();
        this.membership = new Membership(config, node, waits, holds, ticker);
    }

    /**
     * Joins the hive: returns when all its drones are linked to this one.
     *
     * @param pages the pages of this drone, all zero, which the drone calls from any thread but one at a time
     * @param failures makes what this drone throws
     */
    public static Drone start(DroneConfig config, PageMemory pages, Failures failures) {
        Drone drone = new Drone(config, config.links(), pages, failures);
        drone.membership.found(drone::tick);
        return drone;
    }

    /**
     * Enters a hive that runs: returns when its drones have taken this one in.
     *
     * @param newcomer what was agreed at the door; {@code config} says the same
     * @param pages the pages of this drone, see {@link #start}
     * @param failures makes what this drone throws
     */
    public static Drone enter(Newcomer newcomer, DroneConfig config, PageMemory pages, Failures failures) {
        Drone drone =
                new Drone(config, config.links(Optional.of(newcomer.entrance().secret())), pages, failures);
        drone.membership.enter(newcomer.entrance(), drone::tick);
        return drone;
    }

    /** {@return the configuration that the drone was started with} */
    public DroneConfig config() {
        return config;
    }

    /** Waits until all of some pages have had access {@code wanted} since the call; where room is bounded, after all earlier accesses but to held pages. */
    public void touch(int first, int count, Access wanted) {
        touches.await(first, count, wanted, touches.usual());
    }

    /** Touches pages that the current thread may go on to access until {@link #letGo}. For bounded room. */
    public void hold(int first, int count, Access wanted) {
        touches.await(first, count, wanted, Input.Manner.HELD);
    }

    /** Says that the current thread has finished all accesses, also to pages that it held. Throws nothing if the hive has ended. */
    public void letGo() {
        node.letGo(node.threads().current());
    }

    /**
     * {@return whether the thread may store without calling {@link #register} first} A few nanoseconds; may be false for
     * a thread that did register, which then does it again.
     * @param threadId the {@link Thread#threadId} of the current thread
     */
    public boolean registered(long threadId) {
        return node.threads().isRegistered(threadId);
    }

    /**
     * Says that the current thread is about to check and store: before its first store, and whenever {@link #registered} is
     * false. Where room is bounded, also before its first load.
     */
    public void register() {
        node.register(false);
    }

    /**
     * Says that the current thread will go on to store into pages that it has checked, until its next acquire, release,
     * await, signal or arrival: it has opened a writable span. Registers it too.
     */
    public void holdSpan() {
        node.register(true);
    }

    /** Acquires {@code lock}, or one more hold of it. */
    public void acquire(long lock) {
        if (!holds.again(lock)) {
            acquire(lock, waits.boundNanos(), false, false);
        }
    }

    /** Acquires {@code lock}, or one more hold of it, unless the thread is or gets interrupted. */
    public void acquireInterruptibly(long lock) throws InterruptedException {
        Waits.checkInterrupt();
        if (!holds.again(lock)) {
            acquire(lock, waits.boundNanos(), true, false).unlessInterrupted();
        }
    }

    /** {@return whether the thread has got {@code lock}, or one more hold of it, without waiting for another thread} */
    public boolean tryAcquire(long lock) {
        if (holds.again(lock)) {
            return true;
        }
        Ticket ticket = claim(lock, true);
        waits.settle(ticket, waits.boundNanos(), false, false);
        return keep(lock, ticket);
    }

    /** {@return whether the thread has got {@code lock}, or one more hold of it, within {@code nanos} nanoseconds} */
    public boolean tryAcquire(long lock, long nanos) throws InterruptedException {
        Waits.checkInterrupt();
        return holds.again(lock) || acquire(lock, nanos, true, true).unlessInterrupted();
    }

    /**
     * Gives up one hold of {@code lock}.
     *
     * @throws IllegalMonitorStateException if the current thread does not hold it
     */
    public void release(long lock) {
        node.checkRunning();
        if (holds.last(lock)) {
            Threads.Member thread = node.threads().current();
            node.synchronise(thread, List.of(new Input.Release(thread.number(), lock)));
        }
    }

    /**
     * Gives up one hold of each of {@code locks}. What that makes the drone say to another is said at once.
     *
     * @throws IllegalMonitorStateException if the current thread does not hold all of them; then it gives up none
     */
    public void releaseAll(List<Long> locks) {
        node.checkRunning();
        locks.forEach(lock -> holds.require(lock, "release it"));
        Threads.Member thread = node.threads().current();
        List<Input> releases = new ArrayList<>(locks.size());
        for (long lock : locks) {
            if (holds.last(lock)) {
                releases.add(new Input.Release(thread.number(), lock));
            }
        }
        node.synchronise(thread, releases);
    }

    /** {@return whether the hive has not ended for this drone} */
    public boolean isRunning() {
        return !node.hasEnded();
    }

    /** Asks for the tokens of those of {@code locks} that are elsewhere, all at once, and waits for none. */
    public void summon(List<Long> locks) {
        node.tell(new Input.Summon(locks));
    }

    /** Says that what this drone stores in {@code count} pages from {@code first} on need not outlive it. */
    public void exempt(int first, int count) {
        node.tell(new Input.Exempt(first, count));
    }

    /** {@return how many holds the current thread has of {@code lock}} */
    public int holds(long lock) {
        return holds.count(lock);
    }

    /** {@return whether the current thread has {@code lock} from a drone that failed while a thread of it held it} */
    public boolean isInherited(long lock) {
        return holds.isInherited(lock);
    }

    /** {@return how often {@code lock} has been acquired in the whole hive, exact while the current thread holds it; see {@link Fences}} */
    public long fence(long lock) {
        return fences.shown(node.fence(lock));
    }

    /** {@return where fencing numbers begin} */
    public Fences fences() {
        return fences;
    }

    /**
     * Makes sure that the current thread holds no lock of the program, for the end of "No thread may hold a lock while drones".
     *
     * @throws IllegalStateException if it does; it says which lock
     */
    public void requireNoLocks(String purpose) {
        holds.requireNone(purpose);
    }

    /** {@return which thread of this drone holds which lock of the program, as a clause without an end, if one does} */
    public Optional<String> heldLock() {
        return holds.ofProgram().values().stream().findFirst();
    }

    /**
     * Gives up all holds of {@code lock}, waits for a signal on one of its conditions, and takes the holds again, also
     * when it throws. Bounded by {@link DroneConfig#waitBound}.
     *
     * @param interruptible whether to throw {@link InterruptedException} if the thread is or gets interrupted
     * @throws IllegalMonitorStateException if the current thread does not hold the lock
     */
    public void await(long lock, int condition, boolean interruptible) throws InterruptedException {
        await(lock, condition, waits.boundNanos(), interruptible, false);
    }

    /**
     * Like {@link #await(long, int, boolean)} with a time of its own.
     *
     * @return whether a signal came within {@code nanos} nanoseconds
     */
    public boolean await(long lock, int condition, long nanos, boolean interruptible) throws InterruptedException {
        return await(lock, condition, nanos, interruptible, true);
    }

    /**
     * Wakes the thread that has waited longest on a condition of {@code lock}, or all.
     *
     * @throws IllegalMonitorStateException if the current thread does not hold the lock
     */
    public void signal(long lock, int condition, boolean all) {
        node.checkRunning();
        holds.require(lock, "signal a condition of it");
        Threads.Member thread = node.threads().current();
        node.synchronise(thread, List.of(new Input.Signal(thread.number(), lock, condition, all)));
    }

    /** Arrives at {@code barrier} and waits until {@code threads} threads of every drone have; {@return in which view it opened} */
    public View arrive(int barrier, int threads) {
        Ticket ticket = arrival(barrier, threads);
        waits.settle(ticket, waits.boundNanos(), false, false);
        return Waits.passed(ticket);
    }

    /**
     * Like {@link #arrive(int, int)} with a time of its own. A thread that gives up still counts as arrived, and takes its
     * wait up again by arriving again.
     *
     * @param missing hears, if the barrier did not open within {@code nanos} nanoseconds, what was waited for and who is missing, as
     *     the end of a sentence that begins "waits for"
     * @return in which view it opened, if it did
     */
    public Optional<View> arrive(int barrier, int threads, long nanos, Consumer<String> missing)
            throws InterruptedException {
        Waits.checkInterrupt();
        Ticket ticket = arrival(barrier, threads);
        Optional<String> told = waits.settleOrTell(ticket, nanos);
        told.ifPresent(missing);
        return told.isPresent() ? Optional.empty() : Optional.of(Waits.passed(ticket));
    }

    /** {@return which drones are in the hive, as this one has heard} */
    public Views views() {
        return node.views();
    }

    /** Takes no newcomers in, who are told {@code sentence}. */
    public void takeNobodyIn(String sentence) {
        node.links().closeDoor(sentence);
    }

    /** {@return where this drone listens, if others may link to it} */
    public Optional<Address> address() {
        return node.links().listens(config.rank());
    }

    /**
     * Leaves the hive, which goes on without this drone: returns when what it held is with others. Then every call throws what says
     * that it has left.
     *
     * @throws IllegalStateException if a thread of this drone holds a lock or waits for something
     */
    public void leave() {
        membership.leave();
    }

    /** {@return what this drone has done and sent so far; also after it has ended} */
    public DroneStatistics statistics() {
        Traffic traffic = node.links().traffic();
        return new DroneStatistics(
                node.totals(),
                node.mostBytesBesidePages(),
                traffic.messagesSent(),
                traffic.messagesReceived(),
                traffic.bytesSent(),
                traffic.bytesReceived());
    }

    /** {@return what has gone over the link to each drone, by rank, with nothing for this drone itself} */
    public List<Traffic> traffic() {
        return node.links().trafficByPeer();
    }

    /**
     * Ends the hive on every drone at once, or for this one alone if it goes on: waits and calls throw what says who ended it, and why.
     *
     * @param reason the end of a sentence that begins "Drone 2 ended the hive: "
     */
    public void abort(String reason) {
        String does = config.survival().goesOn() ? " failed: " : " ended the hive: ";
        node.fail("Drone " + config.rank() + does + reason);
        ticker.stop();
    }

    /**
     * Leaves the hive: waits until all its drones want to, so that what this one holds stays served until then. A second
     * call, and one after the hive has ended, does nothing more. To leave what others need, a lock that this drone holds
     * or a barrier at which another has arrived, ends the hive.
     */
    @Override
    public void close() {
        membership.close(() -> arrival(CLOSING, 1));
    }

    private void tick() {
        node.tick();
        membership.tick();
    }

    private Ticket arrival(int barrier, int threads) {
        Threads.Member thread = node.threads().current();
        return node.synchronise(
                thread, barrierLuck, number -> new Input.Arrive(number, thread.number(), barrier, threads));
    }

    private Waits.End acquire(long lock, long nanos, boolean interruptible, boolean own) {
        Ticket ticket = claim(lock, false);
        Waits.End end = waits.settle(ticket, nanos, interruptible, own);
        keep(lock, ticket);
        return end;
    }

    private Ticket claim(long lock, boolean immediate) {
        Threads.Member thread = node.threads().current();
        return node.synchronise(
                thread, lockLuck, number -> new Input.Acquire(number, thread.number(), lock, immediate));
    }

    private boolean keep(long lock, Ticket ticket) {
        boolean got = Waits.isServed(ticket.outcome());
        if (got) {
            holds.first(lock, Waits.isInherited(ticket.outcome()));
        }
        return got;
    }

    private boolean await(long lock, int condition, long nanos, boolean interruptible, boolean own)
            throws InterruptedException {
        node.checkRunning();
        holds.require(lock, "wait on a condition of it");
        if (interruptible) {
            Waits.checkInterrupt();
        }
        Holds.Hold hold = holds.suspend(lock);
        try {
            Threads.Member thread = node.threads().current();
            Ticket ticket = node.synchronise(
                    thread, lockLuck, number -> new Input.Await(number, thread.number(), lock, condition));
            return hold.after(waits.settle(ticket, nanos, interruptible, own), ticket)
                    .unlessInterrupted();
        } finally {
            holds.restore(lock, hold);
        }
    }
}
