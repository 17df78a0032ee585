package io.hivemind.links;

import io.hivemind.wire.Address;
import io.hivemind.wire.Admission;
import io.hivemind.wire.Application;
import io.hivemind.wire.Elsewhere;
import io.hivemind.wire.Greeting;
import io.hivemind.wire.Knock;
import io.hivemind.wire.Linked;
import io.hivemind.wire.Member;
import io.hivemind.wire.Members;
import io.hivemind.wire.Patience;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where newcomers come into a hive that is complete. One knocks at any drone, shows a token, and is sent to the coordinator. That
 * takes one in at a time: gives it a rank, the secret and the addresses of all, waits until it is linked to every member in both
 * directions, and only then says that it has arrived. Until then nobody misses it if it goes away. Any thread may call any method.
 */
final class Door {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    /** How long a newcomer may be silent that has proved its token. */
    private static final int SILENCE_MILLIS = 30_000;

    /** Calls newcomers back. */
    interface Outward {
        /** {@return how this drone greets on {@code socket}} */
        Greeting greeting(Socket socket);

        /** Links this drone to drone {@code rank}, which listens at {@code at}. */
        void call(int rank, Address at) throws LinkException, InterruptedException;
    }

    private final LinksConfig config;
    private final Connections connections;
    private final Receiver receiver;
    private final Agreement agreement;
    private final Tokens tokens = new Tokens();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Who calls newcomers back, once the hive is complete. Guarded by {@link #lock}. */
    private @Nullable Outward outward;
    /** Who is in the hive. Guarded by {@link #lock}. */
    private List<Integer> members;
    /** The least rank that nobody was given. Guarded by {@link #lock}. */
    private int nextRank;
    /** Those who have links and are not in yet. Guarded by {@link #lock}. */
    private final Set<Integer> arriving = new HashSet<>();
    /** Whether somebody is on the way in. Guarded by {@link #lock}. */
    private boolean busy;
    /** Why nobody is let in any more. Guarded by {@link #lock}. */
    private @Nullable String closed;

    Door(LinksConfig config, Connections connections, Receiver receiver) {
        this.config = config;
        this.connections = connections;
        this.receiver = receiver;
        this.agreement = new Agreement(config);
        this.members = IntStream.range(0, config.size()).boxed().toList();
        this.nextRank = Math.max(config.size(), config.rank() + 1);
    }

    /** The hive is complete: whoever comes now is a newcomer. */
    void open(Outward calls) {
        changing(() -> outward = calls);
    }

    /** The hive has other members now. */
    void view(List<Integer> now, int ranks) {
        changing(() -> {
            members = List.copyOf(now);
            nextRank = Math.max(nextRank, ranks);
            arriving.removeAll(now);
        });
    }

    boolean isMember(int rank) {
        lock.lock();
        try {
            return members.contains(rank);
        } finally {
            lock.unlock();
        }
    }

    /** A token was used, at this drone or another. */
    void spent(String token) {
        tokens.spend(token);
    }

    /** The tokens were used before this drone came. */
    void spent(List<String> before) {
        tokens.spend(before);
    }

    /** Lets nobody in any more, and waits for who is on the way in. */
    void close(String sentence) {
        lock.lock();
        try {
            if (closed == null) {
                closed = sentence;
            }
            changed.signalAll();
            long left = TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS);
            while (busy && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Lets newcomers in again: this drone stays after all. */
    void reopen() {
        changing(() -> closed = null);
    }

    /** Ends every wait: the links are closed. */
    void end() {
        changing(() -> {
            closed = closed == null ? "The hive has ended." : closed;
            outward = null;
        });
    }

    /** {@return why a drone of a rank that no founder has cannot be linked, if so} */
    Optional<String> refuse(Greeting greeting) {
        int rank = greeting.rank();
        lock.lock();
        try {
            if (outward == null) {
                return Optional.of("A drone has rank " + rank + " in a hive of " + config.size()
                        + "; ranks are from 0 to " + (config.size() - 1) + ".");
            }
            if (members.contains(rank) || !arriving.add(rank)) {
                return Optional.of("Drone " + config.rank() + " is linked to a drone of rank " + rank + " already.");
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** A newcomer that was not refused has called: it is read from now on, and called back. */
    void welcome(Greeting greeting, Conversation with) throws IOException {
        int rank = greeting.rank();
        Outward calls = outward().orElseThrow(() -> new IOException("the hive has ended"));
        with.say(calls.greeting(with.line().socket()));
        connections.inbound(rank, greeting.listens(), with.line());
        try {
            calls.call(rank, greeting.listens());
        } catch (LinkException failed) {
            LOG.info("Drone {} forgets newcomer {}: {}", config.rank(), rank, failed.getMessage());
            gone(rank);
        } catch (InterruptedException unknown) {
            throw new IllegalStateException("Nobody interrupts a thread that greets.", unknown);
        }
    }

    /** A newcomer has gone before it was in. */
    void gone(int rank) {
        connections.forget(rank);
        changing(() -> arriving.remove(rank));
    }

    /**
     * Hears a newcomer out, from its knock until it is in or was sent away.
     *
     * @param rises says that the newcomer has proved its token, and no longer needs the seat of a stranger; returns whether it still had it
     * @throws StrangerException if it is refused
     */
    void knock(Knock knock, Conversation with, BooleanSupplier rises) throws IOException {
        if (knock.protocol() != Greeting.PROTOCOL) {
            throw new StrangerException("The newcomer speaks version " + knock.protocol() + " of the protocol, drone "
                    + config.rank() + " speaks version " + Greeting.PROTOCOL
                    + "; run the same release of HiveMind everywhere.");
        }
        Secret secret = config.secret()
                .orElseThrow(() -> new StrangerException("This hive has no secret, from which tokens follow, so it"
                        + " takes no newcomers; give its drones a HIVEMIND_SECRET_FILE."));
        Seal seal = TokenProving.listen(config.rank(), knock, new Secret(secret.ofToken(knock.token())), with);
        if (!rises.getAsBoolean()) {
            throw new IOException("it took too long");
        }
        with.line().socket().setSoTimeout(SILENCE_MILLIS);
        connections.opened(with.line().socket());
        refuseIf(agreement.objection(TokenProving.heard(Application.class, with)));
        Optional<Elsewhere> elsewhere = elsewhere();
        if (elsewhere.isPresent()) {
            with.say(elsewhere.get());
            return;
        }
        refuseIf(tokens.show(knock.token()));
        try {
            takeIn(knock.token(), seal.close(secret.text()), with);
        } finally {
            tokens.giveBack(knock.token());
        }
    }

    /** {@return whom newcomers are to ask, if that is another} */
    private Optional<Elsewhere> elsewhere() {
        int coordinator;
        lock.lock();
        try {
            coordinator = members.getFirst();
        } finally {
            lock.unlock();
        }
        return coordinator == config.rank()
                ? Optional.empty()
                : connections.at(coordinator).map(at -> new Elsewhere(new Member(coordinator, at)));
    }

    private void takeIn(String token, String sealedSecret, Conversation with) throws IOException {
        awaitTurn(with);
        int rank = -1;
        try {
            rank = freshRank();
            tokens.spend(token);
            connections.spend(token);
            with.say(new Admission(
                    rank,
                    config.size(),
                    config.hive(),
                    config.pageSize(),
                    config.heapBytes(),
                    config.roomBytes(),
                    config.budgetBytes(),
                    config.survival(),
                    sealedSecret,
                    tokens.spent(),
                    members()));
            while (!lacking(TokenProving.heard(Linked.class, with)).isEmpty()) {
                with.say(new Members(members()));
            }
            connections.expect(rank);
            receiver.arrived(rank);
            with.say(new Patience("the drones of the hive to take it in"));
            awaitView(rank);
        } finally {
            changing(() -> busy = false);
            if (!connections.isExpected(rank)) {
                gone(rank);
            }
        }
    }

    /** Waits until the hive is complete and nobody else is on the way in. */
    private void awaitTurn(Conversation with) throws IOException {
        if (isBusy()) {
            with.say(new Patience("other drones to enter before it"));
        }
        lock.lock();
        try {
            long left = config.startBound().toNanos();
            while ((busy || outward == null) && closed == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            refuseIf(Optional.ofNullable(closed));
            if (busy || outward == null) {
                throw new StrangerException("Other drones were on their way in for "
                        + config.startBound().toSeconds() + " s; try again later.");
            }
            busy = true;
        } catch (InterruptedException unknown) {
            throw new IllegalStateException("Nobody interrupts a thread that greets.", unknown);
        } finally {
            lock.unlock();
        }
    }

    private boolean isBusy() {
        lock.lock();
        try {
            return busy || outward == null;
        } finally {
            lock.unlock();
        }
    }

    private int freshRank() throws StrangerException {
        lock.lock();
        try {
            if (nextRank >= Mesh.MOST_RANKS) {
                throw new StrangerException("This hive has had " + nextRank + " drones, and can have no more.");
            }
            return nextRank++;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the drone {@code rank}, which has arrived, is a member or gone. */
    private void awaitView(int rank) {
        lock.lock();
        try {
            long left = config.startBound().toNanos();
            while (arriving.contains(rank) && outward != null && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException unknown) {
            throw new IllegalStateException("Nobody interrupts a thread that greets.", unknown);
        } finally {
            lock.unlock();
        }
    }

    /** {@return the members with which a newcomer is not linked that has said with whom it is} */
    private List<Integer> lacking(Linked linked) {
        lock.lock();
        try {
            var lacking = new ArrayList<>(members);
            lacking.removeAll(linked.ranks());
            return lacking;
        } finally {
            lock.unlock();
        }
    }

    private List<Member> members() {
        List<Integer> ranks;
        lock.lock();
        try {
            ranks = members;
        } finally {
            lock.unlock();
        }
        return ranks.stream()
                .flatMap(rank -> connections.at(rank).stream().map(at -> new Member(rank, connections.reachable(at))))
                .toList();
    }

    private Optional<Outward> outward() {
        lock.lock();
        try {
            return Optional.ofNullable(outward);
        } finally {
            lock.unlock();
        }
    }

    private void changing(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void refuseIf(Optional<String> sentence) throws StrangerException {
        if (sentence.isPresent()) {
            throw new StrangerException(sentence.get());
        }
    }
}
