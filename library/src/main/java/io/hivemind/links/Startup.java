package io.hivemind.links;

import io.hivemind.wire.Address;
import io.hivemind.wire.Greeting;
import io.hivemind.wire.Knock;
import io.hivemind.wire.Member;
import io.hivemind.wire.Refusal;
import io.hivemind.wire.Roster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the drones of a hive find each other. Every drone listens; all but drone 0 greet drone 0 and say where they listen;
 * when all have come, drone 0 answers each with the roster; then everybody calls all those it has not called yet.
 */
final class Startup implements Reception.Host, Door.Outward {
    /** A drone that has come and waits for the roster. */
    private record Arrival(Address listens, Conversation conversation) {}

    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    /** Where a drone listens that can be reached at every address of its machine. */
    static final String EVERYWHERE = "0.0.0.0";

    /** How long another has to be linked when the hive is complete. */
    private static final Duration LATER = Duration.ofSeconds(10);

    /** How long a newcomer waits for members to call it before it asks who they are. */
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LinksConfig config;
    private final Lines lines;
    private final Connections linked;
    private final Door door;
    private final Agreement agreement;
    private final Attendance attendance;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Caller caller;
    /** By rank: those who wait for drone 0's roster. */
    private final ConcurrentSkipListMap<Integer, Arrival> arrivals = new ConcurrentSkipListMap<>();

    /** The members that this newcomer has called. Used by the thread that links it. */
    private final Set<Integer> called = new HashSet<>();

    private final Reception reception;

    Startup(LinksConfig config, Lines lines, Connections linked, Door door) throws LinkException {
        this.config = config;
        this.lines = lines;
        this.linked = linked;
        this.door = door;
        this.agreement = new Agreement(config);
        this.attendance = new Attendance(config.rank());
        this.caller = new Caller(config, lines, linked::opened, ended);
        this.reception = new Reception(config, lines, this);
    }

    Thread open() {
        return reception.start();
    }

    /** Returns when this drone, a founder of the hive, is linked to all others. */
    void run() throws LinkException, InterruptedException {
        attendance.expect(IntStream.range(0, config.size()).boxed().toList());
        List<Address> roster;
        if (config.rank() == 0) {
            awaitAll();
            roster = sendRoster();
            callAll(roster);
        } else {
            roster = fetchRoster();
            callAll(roster);
            awaitAll();
        }
        linked.listensAt(config.rank(), roster.get(config.rank()));
        settle();
    }

    /** Returns when this drone, a newcomer, is linked to all members of the hive, and the coordinator knows that. */
    void enter(Entrance entrance) throws LinkException, InterruptedException {
        Address own = greeting(entrance.socket()).listens();
        linked.listensAt(
                config.rank(),
                own.host().equals(EVERYWHERE) ? new Address(entrance.door().host(), own.port()) : own);
        door.spent(entrance.admission().spent());
        List<Member> lacking = entrance.admission().members();
        Optional<LinkException> failure = Optional.empty();
        while (!lacking.isEmpty()) {
            if (System.nanoTime() - entrance.deadline() > 0) {
                throw failure.orElseGet(() -> new LinkException("Drone " + config.rank() + " waited "
                        + TimeUnit.NANOSECONDS.toSeconds(config.startBound().toNanos()) + " s for "
                        + attendance.missingText() + " to call it back."));
            }
            attendance.expect(lacking.stream().map(Member::rank).toList());
            failure = callMembers(lacking, failure);
            attendance.awaitAll(System.nanoTime() + ROUND_NANOS);
            lacking = entrance.linked(
                    called.stream().filter(attendance::isPresent).toList());
        }
        settle();
    }

    /** Calls all that were not called; {@return why one could not be, which matters only if it goes on being a member} */
    private Optional<LinkException> callMembers(List<Member> members, Optional<LinkException> before)
            throws InterruptedException {
        Optional<LinkException> failure = before;
        for (Member member : members) {
            if (!called.contains(member.rank())) {
                try {
                    linked.expect(member.rank());
                    call(member.rank(), member.at());
                    called.add(member.rank());
                } catch (LinkException unreachable) {
                    failure = Optional.of(unreachable);
                }
            }
        }
        return failure;
    }

    /** The hive is complete for this drone. */
    private void settle() {
        if (config.takesNewcomers()) {
            door.open(this);
        }
        if (config.takesNewcomers() || config.rank() == 0) {
            // It is drone 0 that everybody calls first, and that shall tell who comes too late.
            reception.calmDown();
        } else {
            reception.closePort();
        }
    }

    /** Stops waiting and listening. */
    void close() {
        ended.countDown();
        attendance.end();
        door.end();
        reception.close();
    }

    @Override
    public Optional<String> refuse(Greeting greeting) {
        return agreement.objection(greeting).or(() -> {
            if (isNewcomer(greeting)) {
                return door.refuse(greeting);
            }
            return attendance.claim(greeting.rank())
                    ? Optional.empty()
                    : Optional.of("Drone " + config.rank() + " is linked to a drone of rank " + greeting.rank()
                            + " already; give every drone a HIVEMIND_RANK of its own.");
        });
    }

    @Override
    public void welcome(Greeting greeting, Conversation conversation) throws IOException {
        if (isNewcomer(greeting)) {
            door.welcome(greeting, conversation);
            return;
        }
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
        if (isNewcomer(greeting)) {
            door.gone(greeting.rank());
            return;
        }
        arrivals.remove(greeting.rank());
        attendance.giveBack(greeting.rank());
    }

    @Override
    public void knock(Knock knock, Conversation conversation, BooleanSupplier rises) throws IOException {
        door.knock(knock, conversation, rises);
    }

    @Override
    public void call(int peer, Address at) throws LinkException, InterruptedException {
        link(peer, at, new Caller(config, lines, LATER, linked::opened, ended));
    }

    /** {@return how this drone greets on {@code socket}, which tells what others can call this machine} */
    @Override
    public Greeting greeting(Socket socket) {
        InetSocketAddress listens = reception.address();
        String host = listens.getAddress().isAnyLocalAddress()
                ? ofThisMachine(socket.getLocalAddress())
                : config.listens().host();
        return agreement.greeting(new Address(host, listens.getPort()));
    }

    /** {@return whether who greets so is no founder, nor a member that calls this newcomer back} */
    private boolean isNewcomer(Greeting greeting) {
        return greeting.rank() >= config.size() && !attendance.isExpected(greeting.rank());
    }

    private void awaitAll() throws LinkException, InterruptedException {
        if (attendance.awaitAll(Math.min(caller.deadline(), System.nanoTime() + Caller.SILENT_NANOS))) {
            return;
        }
        if (ended.getCount() > 0 && caller.deadline() - System.nanoTime() > 0) {
            LOG.warn("Drone {} waits for {} to come.", config.rank(), attendance.missingText());
        }
        if (attendance.awaitAll(caller.deadline())) {
            return;
        }
        if (ended.getCount() == 0) {
            throw new LinkException("The links of drone " + config.rank() + " were closed before they were complete.");
        }
        String sentence = "Drone " + config.rank() + " waited "
                + TimeUnit.NANOSECONDS.toSeconds(config.startBound().toNanos())
                + " s for " + attendance.missingText()
                + " to come; see that they were started, or raise HIVEMIND_WAIT.";
        refuseAll(sentence);
        throw new LinkException(sentence);
    }

    private List<Address> sendRoster() throws LinkException {
        List<Address> roster = new ArrayList<>();
        roster.add(config.coordinator());
        arrivals.values().forEach(arrival -> roster.add(linked.reachable(arrival.listens())));
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
                link(peer, roster.get(peer), caller);
            }
        }
    }

    private void link(int peer, Address at, Caller by) throws LinkException, InterruptedException {
        Caller.Answered answered = by.call(peer, at, channel -> greeting(channel.socket()));
        Optional<String> objection = agreement.objection(peer, at, answered.answer());
        if (objection.isPresent()) {
            throw new LinkException(objection.get());
        }
        link(peer, at, answered);
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

    /** {@return what others can call this machine, which one at the other end of a link calls {@code local}} */
    private static String ofThisMachine(InetAddress local) {
        return local.isLoopbackAddress() ? EVERYWHERE : local.getHostAddress();
    }
}
