package io.hivemind.links;

import io.hivemind.wire.Challenge;
import io.hivemind.wire.Greeting;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.Knock;
import io.hivemind.wire.Proof;
import java.io.IOException;

/**
 * How a newcomer and a member of a hive prove to each other that both know a token: as {@link Proving} does it, but the member learns
 * only by the knock which token it is, and computes its key. Both then have a {@link Seal} that nobody else can make.
 */
final class TokenProving {
    private TokenProving() {}

    /** What answers that are no refusals a newcomer hears. */
    interface Hearing {
        Handshake answer(Conversation with) throws IOException, LinkException;
    }

    /** Knocks with {@code token}. */
    static Seal call(Token token, Conversation with, Hearing hearing) throws IOException, LinkException {
        Secret key = token.key();
        var knock = new Knock(Greeting.PROTOCOL, token.id(), Secret.freshNonce());
        with.say(knock);
        if (!(hearing.answer(with) instanceof Challenge(int rank, String nonce)) || !Secret.isNonce(nonce)) {
            throw strange();
        }
        var at = encounter(knock, rank, nonce);
        with.say(new Proof(key.code(Secret.Side.CALLER, at)));
        if (!(hearing.answer(with) instanceof Proof(String code)) || !key.proves(code, Secret.Side.LISTENER, at)) {
            throw new StrangerException("It does not know the token that was made for it.");
        }
        return new Seal(key, at);
    }

    /** Hears a newcomer that knocked at drone {@code rank} with the token of which {@code key} is the key. */
    static Seal listen(int rank, Knock knock, Secret key, Conversation with) throws IOException {
        if (!Secret.isNonce(knock.nonce())) {
            throw new StrangerException("The newcomer's nonce is none; run the same release of HiveMind everywhere.");
        }
        String nonce = Secret.freshNonce();
        with.say(new Challenge(rank, nonce));
        var at = encounter(knock, rank, nonce);
        if (!key.proves(heard(Proof.class, with).code(), Secret.Side.CALLER, at)) {
            throw new StrangerException("The newcomer's token is none of this hive; take one that was made for it, with"
                    + " \"hivemind run --invite FILE\" or \"hivemind invite\".");
        }
        with.say(new Proof(key.code(Secret.Side.LISTENER, at)));
        return new Seal(key, at);
    }

    /** {@return what a newcomer says next, which must be of this kind} */
    static <H extends Handshake> H heard(Class<H> expected, Conversation with) throws IOException {
        Handshake said = with.hear();
        if (!expected.isInstance(said)) {
            throw new StrangerException(
                    "The newcomer says what nobody asked; run the same release of HiveMind" + " everywhere.");
        }
        return expected.cast(said);
    }

    /** {@return what a newcomer thinks of a drone that answers something else than it was asked} */
    static StrangerException strange() {
        return new StrangerException("It answers what nobody asked; run the same release of HiveMind everywhere.");
    }

    private static Secret.Encounter encounter(Knock knock, int member, String memberNonce) {
        return new Secret.Encounter("token " + knock.token(), 0, member, knock.nonce(), memberNonce);
    }
}
