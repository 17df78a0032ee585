package io.hivemind.runtime;

import io.hivemind.links.Links;
import io.hivemind.links.LinksConfig;
import io.hivemind.links.Receiver;
import io.hivemind.protocol.Input;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Node;
import io.hivemind.protocol.PageMemory;
import io.hivemind.protocol.ProtocolException;
import io.hivemind.protocol.Totals;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node of a drone and the one lock round it. Whoever brings an input, an application thread, a reader of a link or
 * the ticker, takes the lock, steps the node, leaves the lock, and then writes what was sent, so that nothing blocks in
 * it and nobody has to hand anything to another thread.
 */
final class LockedNode implements Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(LockedNode.class);

    private final int rank;
    private final int pageSize;
    private final boolean bounded;
    /** Whether the hive goes on when a drone fails. */
    private final boolean goesOn;

    private final Failures failures;
    /** How long a drone may leave a nudge unanswered; where the hive goes on, the links see to that. */
    private final long deafNanos;

    private final Threads threads = new Threads();
    private final Views views;
    private final Links links;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}. */
    private final Node node;
    /** Guarded by {@link #lock}. */
    private final Tickets tickets = new Tickets();
    /** The most bytes that the drone has held at one time beside the pages. Guarded by {@link #lock}. */
    private long mostBytes;
    /** Why the threads of this drone may do nothing more, while it is on its way out. Set once, under {@link #lock}. */
    private volatile @Nullable String leaving;
    /** Why the hive has ended for this drone. Set once, under {@link #lock}. */
    private volatile @Nullable String ending;

    LockedNode(DroneConfig config, LinksConfig linksConfig, PageMemory pages, Failures failures) {
        this.rank = config.rank();
        this.pageSize = config.pageSize();
        this.bounded = config.room().isBounded();
        this.goesOn = config.survival().goesOn();
        this.failures = failures;
        this.deafNanos = goesOn ? Long.MAX_VALUE : config.waitBound().toNanos();
        this.views = new Views(config.rank(), config.size(), this::hasEnded);
        this.links = new Links(linksConfig, this);
        this.node = new Node(config.node(), pages, new Outward(config, this, links, views, tickets));
    }

    Threads threads() {
        return threads;
    }

    Links links() {
        return links;
    }

    /** {@return whether the hive has ended for this drone} */
    boolean hasEnded() {
        return ending != null;
    }

    /** Throws what says why the hive has ended, if it has. */
    void checkRunning() {
        checkHive();
        String why = leaving;
        if (why != null) {
            throw failures.ended(why);
        }
    }

    /** Throws what says why the hive has ended, if it has; not if this drone is on its way out. */
    void checkHive() {
        String why = ending;
        if (why != null) {
            throw failures.ended(why);
        }
    }

    Views views() {
        return views;
    }

    /** Gives the node an input that begins a wait of the current thread, which does not synchronise. */
    Ticket ask(Luck luck, LongFunction<Input> input) {
        return wait(() -> {
            Ticket ticket = begin(luck, input);
            if (bounded && tickets.asked() == Luck.NOBODY && ticket.outcome() == null) {
                lookAtThreads(true); // It may wait for room that pages take up, and these for threads of this drone.
            }
            return ticket;
        });
    }

    /**
     * Begins to leave: threads of this drone may do nothing more.
     *
     * @param sentence what they are told
     * @throws IllegalStateException if one of them waits for something
     */
    Ticket leave(String sentence) {
        return wait(() -> {
            checkRunning();
            if (tickets.size() > 0) {
                throw new IllegalStateException("Drone " + rank + " cannot leave while "
                        + (tickets.size() == 1 ? "a thread of it waits" : tickets.size() + " threads of it wait")
                        + " for a lock, a barrier, a condition or a page; leave when they have ended.");
            }
            Ticket ticket = begin(new Luck(), Input.Leave::new);
            leaving = sentence;
            return ticket;
        });
    }

    /** Gives the node an input at which {@code member}, the current thread, synchronises and begins a wait. */
    Ticket synchronise(Threads.Member member, Luck luck, LongFunction<Input> input) {
        return wait(() -> {
            member.synchronise();
            Ticket ticket = begin(luck, input);
            lookAtThreads(false);
            return ticket;
        });
    }

    /** Gives the node inputs at which {@code member}, the current thread, synchronises without a wait. */
    void synchronise(Threads.Member member, List<Input> inputs) {
        alone(() -> {
            checkRunning();
            member.synchronise();
            inputs.forEach(this::step);
            lookAtThreads(false);
        });
    }

    /** {@code member}, the current thread, has finished all accesses. */
    void letGo(Threads.Member member) {
        alone(() -> stepIfRunning(new Input.LetGo(member.number())));
    }

    /** Gives the node an input with which no thread synchronises or waits. */
    void tell(Input input) {
        alone(() -> {
            checkRunning();
            step(input);
        });
    }

    /** Gives up the wait of {@code ticket}, which the node then ends, if it has not. */
    void abandon(Ticket ticket) {
        tell(new Input.Abandon(ticket.number()));
    }

    /** The current thread may store from now on, and load where room is bounded; with {@code span}, without any call until it synchronises. */
    void register(boolean span) {
        Threads.Member member = threads.current();
        alone(() -> {
            checkRunning();
            Input news = threads.register(member);
            if (news != null) {
                step(news);
            }
            if (span) {
                member.holdSpan();
            }
        });
    }

    void tick() {
        Optional<String> hopeless;
        List<Integer> deaf = List.of();
        links.tick();
        lock.lock();
        try {
            if (ending == null) {
                threads.forgetEnded(this::step);
                lookAtThreads(false);
                deaf = tickets.deaf(deafNanos, links::nudge);
                step(new Input.Tick());
                if (!views.now().has(rank)) {
                    // The hive may have ended without telling one that leaves that it may go.
                    links.departed().forEach(peer -> step(new Input.Suspect(peer)));
                }
            }
            hopeless = node.hopeless(Drone.CLOSING);
        } finally {
            lock.unlock();
        }
        links.flush();
        deaf.forEach(drone ->
                fail("Drone " + drone + " has not said a word for so long that it must be gone; the hive ends."));
        hopeless.ifPresent(this::fail);
    }

    /** {@return who is not in the newest view because it was taken to have failed} */
    List<Integer> gone() {
        return look(node::gone);
    }

    /** {@return whether this drone has said that what is stored in {@code page} need not outlive it} */
    boolean isExempt(int page) {
        return look(() -> node.isExempt(page));
    }

    long fence(long userLock) {
        return look(() -> node.fence(userLock));
    }

    boolean isWanted(long userLock) {
        return look(() -> ending == null && node.isWanted(userLock));
    }

    /** {@return the most bytes that the drone has held at one time beside the pages that it has} */
    long mostBytesBesidePages() {
        return look(() -> mostBytes);
    }

    Totals totals() {
        return look(node::totals);
    }

    @Override
    public void received(int from, List<Message> messages) {
        lock.lock();
        try {
            tickets.answering(from);
            for (Message message : messages) {
                if (ending == null) {
                    step(new Input.Received(from, message));
                }
            }
            tickets.answering(Luck.NOBODY);
            if (bounded) {
                lookAtThreads(false);
            }
        } finally {
            lock.unlock();
        }
        links.flush();
    }

    @Override
    public void lost(int peer, String sentence) {
        if (goesOn) {
            alone(() -> suspect(peer, sentence));
        } else {
            fail(sentence);
        }
    }

    @Override
    public void left(int peer) {
        // Whoever leads the next change may have known nothing of the end of the collection with which it left.
        alone(() -> stepIfRunning(new Input.Suspect(peer)));
    }

    @Override
    public void aborted(int peer, String sentence) {
        lost(peer, sentence);
    }

    @Override
    public void excluded(String sentence) {
        if (end(sentence)) {
            LOG.info("{}", sentence);
        }
    }

    @Override
    public void arrived(int newcomer) {
        alone(() -> stepIfRunning(new Input.Admit(newcomer)));
    }

    /** Ends the hive here, unless it has ended, and tells the other drones why. */
    void fail(String sentence) {
        lock.lock();
        try {
            if (end(sentence)) {
                LOG.info("{}", sentence);
                links.abort(sentence);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the hive here: every wait and every later call throws.
     *
     * @return whether it had not ended before
     */
    boolean end(String sentence) {
        lock.lock();
        try {
            if (ending != null) {
                return false;
            }
            ending = sentence;
            tickets.wakeAll();
            views.wake();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Ticket begin(Luck luck, LongFunction<Input> input) {
        checkRunning();
        Ticket ticket = tickets.issue(luck);
        step(input.apply(ticket.number()));
        int onlyOther = views.onlyOther();
        ticket.askedOf(onlyOther >= 0 ? onlyOther : tickets.asked());
        return ticket;
    }

    /** Does something with the node that no other thread may disturb, and then writes what the node sent. */
    private void alone(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
        links.flush();
    }

    /** The same for what begins a wait. */
    private Ticket wait(Supplier<Ticket> beginning) {
        Ticket ticket = look(beginning);
        links.flush();
        return ticket;
    }

    private <T> T look(Supplier<T> at) {
        lock.lock();
        try {
            return at.get();
        } finally {
            lock.unlock();
        }
    }

    private void stepIfRunning(Input input) {
        if (ending == null) {
            step(input);
        }
    }

    /** A node that throws has met what must not be: the drone may fail, its memory may not lie. */
    private void step(Input input) {
        try {
            node.step(input);
            mostBytes = Math.max(mostBytes, node.bytesBesidePages(pageSize));
        } catch (ProtocolException ruledOut) {
            fail("Drone " + rank + " stopped, for it met what the protocol rules out: " + ruledOut.getMessage());
        } catch (RuntimeException | Error broken) {
            LOG.error("Drone {} failed at {}.", rank, input, broken);
            fail("Drone " + rank + " stopped, for its protocol failed: " + broken);
        }
    }

    /** Drone {@code peer} has failed, or is taken to have: the others are told to agree on it. */
    private void suspect(int peer, String sentence) {
        if (ending == null) {
            LOG.warn("{}", sentence);
            step(new Input.Suspect(peer));
        }
    }

    private void lookAtThreads(boolean atOnce) {
        if (node.cooling() > 0) {
            threads.look(atOnce, this::step);
        }
    }
}
