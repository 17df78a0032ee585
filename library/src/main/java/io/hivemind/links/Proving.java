package io.hivemind.links;

import io.hivemind.wire.Challenge;
import io.hivemind.wire.Greeting;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.Proof;
import io.hivemind.wire.Refusal;
import java.io.IOException;
import java.util.Optional;

/**
 * How two drones prove to each other that both know the secret of their hive, before either believes anything that the other
 * says, or says anything of itself but its rank. Each asks with a nonce of its own; who called asks first and proves first, so
 * that a stranger who calls learns nothing. A hive without a secret has nothing to prove, and under TLS the certificates have
 * proved it: nobody can make one without the secret.
 */
final class Proving {
    private final int rank;
    private final String hive;
    private final Optional<Secret> secret;

    Proving(LinksConfig config) {
        this.rank = config.rank();
        this.hive = config.hive();
        this.secret = config.secret();
    }

    /**
     * Proves this drone to the one it called, and has that prove to be drone {@code peer}.
     *
     * @throws StrangerException if it does not
     */
    void call(int peer, Conversation with) throws IOException {
        if (secret.isEmpty() || with.line().peer() instanceof Line.Peer.Drone) {
            return;
        }
        Secret known = secret.get();
        String nonce = Secret.freshNonce();
        with.say(new Challenge(rank, nonce));
        if (!(answer(with) instanceof Challenge(int _, String theirs)) || !Secret.isNonce(theirs)) {
            throw new StrangerException("It does not ask for the secret of the hive, which this drone has been given;"
                    + " give all drones the same HIVEMIND_SECRET_FILE.");
        }
        var at = new Secret.Encounter(hive, rank, peer, nonce, theirs);
        with.say(new Proof(known.code(Secret.Side.CALLER, at)));
        if (!(answer(with) instanceof Proof(String code)) || !known.proves(code, Secret.Side.LISTENER, at)) {
            throw new StrangerException("It does not know the secret of the hive.");
        }
    }

    /**
     * {@return how the drone that called greets, once it has proved that it is that drone}
     *
     * @param first what it said first
     * @throws StrangerException if it has not
     */
    Greeting listen(Handshake first, Conversation with) throws IOException {
        if (with.line().peer() == Line.Peer.Other.GUEST) {
            throw new StrangerException(
                    "Drone " + rank + " takes only drones that show a certificate of their hive, which"
                            + " follows from its secret; give all drones the same HIVEMIND_SECRET_FILE.");
        }
        if (with.line().peer() instanceof Line.Peer.Drone(int caller)) {
            return greeting(first, caller);
        }
        if (secret.isEmpty()) {
            if (first instanceof Challenge) {
                throw new StrangerException("Drone " + rank + " has no secret, and the drone that calls it has one;"
                        + " give all drones the same HIVEMIND_SECRET_FILE, or none of them any.");
            }
            return greeting(first);
        }
        int caller = proved(first, secret.get(), with);
        return greeting(with.hear(), caller);
    }

    /** {@return the rank of the caller, which has proved it} */
    private int proved(Handshake first, Secret known, Conversation with) throws IOException {
        if (!(first instanceof Challenge(int caller, String theirs)) || !Secret.isNonce(theirs)) {
            throw unproved();
        }
        String nonce = Secret.freshNonce();
        with.say(new Challenge(rank, nonce));
        var at = new Secret.Encounter(hive, caller, rank, theirs, nonce);
        if (!(with.hear() instanceof Proof(String code)) || !known.proves(code, Secret.Side.CALLER, at)) {
            throw unproved();
        }
        with.say(new Proof(known.code(Secret.Side.LISTENER, at)));
        return caller;
    }

    private StrangerException unproved() {
        return new StrangerException("Drone " + rank + " takes only drones that prove that they know the secret of"
                + " its hive; give all drones the same HIVEMIND_SECRET_FILE and the same HIVEMIND_HIVE.");
    }

    private static Greeting greeting(Handshake said, int proved) throws StrangerException {
        Greeting greeting = greeting(said);
        if (greeting.rank() != proved) {
            throw new StrangerException("A drone proved to be drone " + proved + ", and greets as drone "
                    + greeting.rank() + "; run the same release of HiveMind everywhere.");
        }
        return greeting;
    }

    private static Greeting greeting(Handshake said) throws StrangerException {
        if (said instanceof Greeting greeting) {
            return greeting;
        }
        throw new StrangerException("It does not greet, which every drone does first of all.");
    }

    private static Handshake answer(Conversation with) throws IOException {
        Handshake answer = with.hear();
        if (answer instanceof Refusal(String sentence)) {
            throw new StrangerException("It has not proved anything, and says: " + Legible.text(sentence));
        }
        return answer;
    }
}
