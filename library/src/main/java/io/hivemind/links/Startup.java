package io.hivemind.links;

import io.hivemind.wire.Address;
import io.hivemind.wire.Greeting;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.Refusal;
import io.hivemind.wire.Roster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the drones of a hive find each other. Every drone listens; all but drone 0 greet drone 0 and say where they listen;
 * when all have come, drone 0 answers each with the roster; then everybody calls all those it has not called yet.
 */
final class Startup implements Reception.Host {
    /** What becomes of the connections. */
    interface Linked {
        /** A connection is about to be made; it is to be closed when the links are. */
        void opened(SocketChannel channel);

        /** Drone {@code peer} may be written to. */
        void outbound(int peer, Address at, Outlet outlet) throws IOException;

        /** Drone {@code peer} must be read from. */
        void inbound(int peer, Address at, Line line) throws IOException;
    }

    /** A drone that has come and waits for the roster. */
    private record Arrival(Address listens, Conversation conversation) {}

    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    /** Where a drone listens that can be reached at every address of its machine. */
    private static final String EVERYWHERE = "0.0.0.0";

    private final LinksConfig config;
    private final Linked linked;
    private final Agreement agreement;
    private final Attendance attendance;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Caller caller;
    /** By rank: those who wait for drone 0's roster. */
    private final ConcurrentSkipListMap<Integer, Arrival> arrivals = new ConcurrentSkipListMap<>();

    private final Reception reception;

    Startup(LinksConfig config, Lines lines, Linked linked) throws LinkException {
        this.config = config;
        this.linked = linked;
        this.agreement = new Agreement(config);
        this.attendance = new Attendance(config.rank(), config.size());
        this.caller = new Caller(config, lines, linked::opened, ended);
        this.reception = new Reception(config, lines, this);
    }

    Thread open() {
        return reception.start();
    }

    /** Returns when this drone is linked to all others. */
    void run() throws LinkException, InterruptedException {
        if (config.rank() == 0) {
            awaitAll();
            callAll(sendRoster());
            // It is drone 0 that everybody calls first, and that shall tell who comes too late.
            reception.calmDown();
        } else {
            callAll(fetchRoster());
            awaitAll();
            reception.closePort();
        }
    }

    /** Stops waiting and listening. */
    void close() {
        ended.countDown();
        attendance.end();
        reception.close();
    }

    @Override
    public Optional<String> refuse(Greeting greeting) {
        return agreement
                .objection(greeting)
                .or(() -> attendance.claim(greeting.rank())
                        ? Optional.empty()
                        : Optional.of("Drone " + config.rank() + " is linked to a drone of rank " + greeting.rank()
                                + " already; give every drone a HIVEMIND_RANK of its own."));
    }

    @Override
    public void welcome(Greeting greeting, Conversation conversation) throws IOException {
        if (config.rank() == 0) {
            arrivals.put(greeting.rank(), new Arrival(greeting.listens(), conversation));
        } else {
            conversation.say(greeting(conversation.line().socket()));
        }
        linked.inbound(greeting.rank(), greeting.listens(), conversation.line());
        attendance.enter(greeting.rank());
    }

    @Override
    public void forget(Greeting greeting) {
        arrivals.remove(greeting.rank());
        attendance.giveBack(greeting.rank());
    }

    private void awaitAll() throws LinkException, InterruptedException {
        if (attendance.awaitAll(Math.min(caller.deadline(), System.nanoTime() + Caller.SILENT_NANOS))) {
            return;
        }
        if (ended.getCount() > 0 && caller.deadline() - System.nanoTime() > 0) {
            LOG.warn("Drone {} waits for {} to come.", config.rank(), attendance.missing());
        }
        if (attendance.awaitAll(caller.deadline())) {
            return;
        }
        if (ended.getCount() == 0) {
            throw new LinkException("The links of drone " + config.rank() + " were closed before they were complete.");
        }
        String sentence = "Drone " + config.rank() + " waited "
                + TimeUnit.NANOSECONDS.toSeconds(config.startBound().toNanos())
                + " s for " + attendance.missing()
                + " to come; see that they were started, or raise HIVEMIND_WAIT.";
        refuseAll(sentence);
        throw new LinkException(sentence);
    }

    private List<Address> sendRoster() throws LinkException {
        List<Address> roster = new ArrayList<>();
        roster.add(config.coordinator());
        arrivals.values().forEach(arrival -> roster.add(reachable(arrival.listens())));
        for (var entry : arrivals.entrySet()) {
            try {
                entry.getValue().conversation().say(new Roster(roster));
            } catch (IOException gone) {
                throw new LinkException(
                        "Drone " + entry.getKey() + " at " + entry.getValue().listens()
                                + " went away before the hive began (" + gone.getMessage() + ").",
                        gone);
            }
        }
        return roster;
    }

    /** {@return where others find a drone that listens everywhere and came from this very machine: where they find this one} */
    private Address reachable(Address listens) {
        return listens.host().equals(EVERYWHERE)
                ? new Address(config.coordinator().host(), listens.port())
                : listens;
    }

    /** Tells those who wait for the roster that there will be none. */
    private void refuseAll(String sentence) {
        for (Arrival arrival : arrivals.values()) {
            try {
                arrival.conversation().say(new Refusal(sentence));
            } catch (IOException gone) {
                Sockets.close(arrival.conversation().line().socket());
            }
        }
    }

    private List<Address> fetchRoster() throws LinkException, InterruptedException {
        Caller.Answered answered = caller.call(0, config.coordinator(), channel -> greeting(channel.socket()));
        if (!(answered.answer() instanceof Roster(List<Address> addresses)) || addresses.size() != config.size()) {
            throw new LinkException("Drone 0 at " + config.coordinator() + " did not say where the " + config.size()
                    + " drones of the hive are; run the same release of HiveMind everywhere.");
        }
        link(0, config.coordinator(), answered);
        return addresses;
    }

    private void callAll(List<Address> roster) throws LinkException, InterruptedException {
        for (int peer = 1; peer < config.size(); peer++) {
            if (peer != config.rank()) {
                Address at = roster.get(peer);
                Caller.Answered answered = caller.call(peer, at, channel -> greeting(channel.socket()));
                checkIs(peer, at, answered.answer());
                link(peer, at, answered);
            }
        }
    }

    private void checkIs(int peer, Address at, Handshake answer) throws LinkException {
        if (!(answer instanceof Greeting greeting)) {
            throw new LinkException("What listens at " + at + " is not drone " + peer + ": it did not greet back.");
        }
        Optional<String> objection = agreement.objection(greeting);
        if (objection.isPresent()) {
            throw new LinkException(objection.get());
        }
        if (greeting.rank() != peer) {
            throw new LinkException("Drone " + greeting.rank() + " listens at " + at + ", where drone " + peer
                    + " should be; give every drone a port of its own.");
        }
    }

    private void link(int peer, Address at, Caller.Answered answered) throws LinkException {
        try {
            linked.outbound(peer, at, answered.line().outlet(answered.channel()));
        } catch (IOException gone) {
            throw new LinkException(
                    "Drone " + peer + " at " + at + " went away before the hive began (" + gone.getMessage() + ").",
                    gone);
        }
    }

    /** {@return how this drone greets on {@code socket}, which tells what others can call this machine} */
    private Greeting greeting(Socket socket) {
        InetSocketAddress listens = reception.address();
        String host = listens.getAddress().isAnyLocalAddress()
                ? ofThisMachine(socket.getLocalAddress())
                : config.listens().host();
        return agreement.greeting(new Address(host, listens.getPort()));
    }

    /** {@return what others can call this machine, which one at the other end of a link calls {@code local}} */
    private static String ofThisMachine(InetAddress local) {
        return local.isLoopbackAddress() ? EVERYWHERE : local.getHostAddress();
    }
}
