package io.hivemind.links;

import io.hivemind.wire.Address;
import io.hivemind.wire.Admission;
import io.hivemind.wire.Application;
import io.hivemind.wire.Elsewhere;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.Linked;
import io.hivemind.wire.MalformedFrameException;
import io.hivemind.wire.Member;
import io.hivemind.wire.Members;
import io.hivemind.wire.Patience;
import io.hivemind.wire.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A newcomer at the door of a running hive, from its knock until it is linked to all members. It knows of the hive no more than
 * where a member listens, and has a token. Used by one thread; {@link #close} may be called by another.
 */
public final class Entrance implements Closeable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_BYTES = 1 << 20;
    /** Nobody is sent on more often: the coordinator changes seldom. */
    private static final int MOST_DOORS = 64;

    /**
     * What a newcomer has and expects.
     *
     * @param hive where a member of the hive listens
     * @param token what lets it in
     * @param application what it was told of the hive
     * @param bound how long it waits in all
     */
    public record Request(Address hive, Token token, Application application, Duration bound) {}

    private final Request request;
    private final Consumer<String> news;
    private final long deadline;
    private volatile @Nullable Socket socket;
    private @Nullable Conversation conversation;
    private @Nullable Admission admission;
    private String secret = "";
    private Address door;

    private Entrance(Request request, Consumer<String> news) {
        this.request = request;
        this.news = news;
        this.deadline = System.nanoTime() + request.bound().toNanos();
        this.door = request.hive();
    }

    /**
     * Knocks, and waits until the hive lets the newcomer in, which is then to be {@linkplain Links#enter linked} to all members.
     *
     * @param news hears what the newcomer waits for, as the end of a sentence that begins "waits for"
     * @throws LinkException if it is refused, or nobody is there; says why
     */
    public static Entrance knock(Request request, Consumer<String> news) throws LinkException {
        Entrance entrance = new Entrance(request, news);
        try {
            entrance.find();
            return entrance;
        } catch (LinkException refused) {
            entrance.close();
            throw refused;
        }
    }

    /** {@return what the hive has told this newcomer} */
    public Admission admission() {
        if (admission == null) {
            throw new IllegalStateException("Nobody has let this newcomer in yet.");
        }
        return admission;
    }

    /** {@return the secret of the hive, which this newcomer has been told} */
    public Secret secret() {
        return new Secret(secret);
    }

    /** {@return where the coordinator listens, as this newcomer reaches it} */
    public Address door() {
        return door;
    }

    @Override
    public void close() {
        Socket open = socket;
        if (open != null) {
            Sockets.close(open);
        }
    }

    /** {@return when all must be linked, by the clock of {@link System#nanoTime}} */
    long deadline() {
        return deadline;
    }

    /** {@return what this machine is called by others, as the connection to the coordinator tells} */
    Socket socket() {
        Socket open = socket;
        if (open == null) {
            throw new IllegalStateException("This newcomer has not knocked yet.");
        }
        return open;
    }

    /** Says to whom this newcomer is linked; {@return to whom it must be too, or nothing if that is enough} */
    List<Member> linked(List<Integer> ranks) throws LinkException {
        Conversation with = conversation;
        if (with == null) {
            throw new IllegalStateException("Nobody listens to this newcomer.");
        }
        try {
            with.say(new Linked(ranks));
            Handshake answer = answer(with);
            if (answer instanceof Patience(String reason)) {
                news.accept(reason);
                return List.of();
            }
            if (answer instanceof Members(List<Member> members)) {
                return members;
            }
            throw TokenProving.strange();
        } catch (IOException | MalformedFrameException gone) {
            throw failed(gone);
        }
    }

    private void find() throws LinkException {
        for (int doors = 0; doors < MOST_DOORS; doors++) {
            try {
                if (isLetIn()) {
                    return;
                }
            } catch (IOException | MalformedFrameException gone) {
                throw failed(gone);
            }
        }
        throw new LinkException(
                "The hive at " + request.hive() + " sends this newcomer from drone to drone; try again.");
    }

    /** {@return whether this newcomer is let in, or must knock at another door} */
    private boolean isLetIn() throws IOException, LinkException {
        news.accept("the hive at " + door + " to answer");
        Conversation with = new Conversation(line(), ANSWER_BYTES);
        Seal seal = TokenProving.call(request.token(), with, this::answer);
        with.say(request.application());
        while (true) {
            switch (answer(with)) {
                case Patience(String reason) -> news.accept(reason);
                case Elsewhere(Member coordinator) -> {
                    close();
                    door = coordinator.at().host().equals(Startup.EVERYWHERE)
                            ? new Address(door.host(), coordinator.at().port())
                            : coordinator.at();
                    return false;
                }
                case Admission let -> {
                    secret = seal.open(let.sealedSecret());
                    admission = let;
                    conversation = with;
                    return true;
                }
                default -> throw TokenProving.strange();
            }
        }
    }

    private Line line() throws IOException {
        Socket open = new Socket();
        socket = open;
        Sockets.prepare(open);
        open.connect(new InetSocketAddress(door.host(), door.port()), CONNECT_MILLIS);
        if (open.getLocalSocketAddress().equals(open.getRemoteSocketAddress())) {
            throw new ConnectException("nobody listens there");
        }
        return Lines.ofGuest(open, OptionalLong.of(deadline), request.token().authority());
    }

    private Handshake answer(Conversation with) throws IOException, LinkException {
        Handshake answer = with.hear();
        if (answer instanceof Refusal(String sentence)) {
            throw new LinkException("The hive at " + door + " refuses this newcomer: " + Legible.text(sentence));
        }
        return answer;
    }

    private LinkException failed(Exception why) {
        return switch (why) {
            case UnknownHostException _ ->
                new LinkException("This machine does not know the host \"" + door.host() + "\" of the hive.", why);
            case ConnectException _ ->
                new LinkException(
                        "Nobody listens at " + door + " (" + why.getMessage() + "); see that the hive runs there.",
                        why);
            case SocketTimeoutException _ ->
                new LinkException(
                        "The hive at " + door + " did not let this newcomer in within "
                                + TimeUnit.NANOSECONDS.toSeconds(request.bound().toNanos())
                                + " s; try again, or raise HIVEMIND_WAIT.",
                        why);
            case StrangerException _, MalformedFrameException _ ->
                new LinkException("What listens at " + door + " is no drone of the hive: " + why.getMessage(), why);
            default ->
                new LinkException(
                        "The hive at " + door + " ended before this newcomer was in (" + why.getMessage() + ").", why);
        };
    }
}
