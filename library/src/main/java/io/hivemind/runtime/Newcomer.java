package io.hivemind.runtime;

import io.hivemind.links.Entrance;
import io.hivemind.links.LinkException;
import io.hivemind.links.Token;
import io.hivemind.wire.Address;
import io.hivemind.wire.Admission;
import io.hivemind.wire.Application;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A drone that a running hive lets in, and that is to {@linkplain Drone#enter enter} it. */
public final class Newcomer {
    /**
     * Where a newcomer knocks, and what it was told of the hive.
     *
     * @param host where a drone of the hive listens
     * @param port where a drone of the hive listens
     * @param tokenFile the file with the token that lets it in, which only its owner may have access to
     * @param program what tells its program from others, or nothing if nobody knows
     * @param pageSize bytes of a page, if it was told
     * @param heapBytes bytes of the shared heap, if it was told
     * @param roomBytes how much memory a drone has, if it was told
     * @param bound how long it waits in all
     */
    public record Request(
            String host,
            int port,
            Path tokenFile,
            String program,
            OptionalInt pageSize,
            OptionalLong heapBytes,
            OptionalLong roomBytes,
            Duration bound) {}

    private final Entrance entrance;
    private final boolean encrypted;

    private Newcomer(Entrance entrance, boolean encrypted) {
        this.entrance = entrance;
        this.encrypted = encrypted;
    }

    /**
     * Knocks at a hive, and waits until it lets the newcomer in.
     *
     * @param news hears what the newcomer waits for, as the end of a sentence that begins "waits for"
     * @throws IllegalArgumentException if there is no token in the file that should have one
     */
    public static Newcomer knock(Request request, Consumer<String> news, Failures failures) {
        Token token = PrivateFile.token(request.tokenFile());
        var application = new Application(
                request.pageSize().orElse(0),
                request.heapBytes().orElse(0),
                request.roomBytes().orElse(0),
                request.program());
        try {
            Entrance entrance = Entrance.knock(
                    new Entrance.Request(
                            new Address(request.host(), request.port()), token, application, request.bound()),
                    news);
            return new Newcomer(entrance, token.authority().isPresent());
        } catch (LinkException refused) {
            throw failures.ended(refused.getMessage());
        }
    }

    /** {@return what the hive has told} */
    public Admission admission() {
        return entrance.admission();
    }

    /** {@return the host of the drone that lets it in} */
    public String doorHost() {
        return entrance.door().host();
    }

    /** {@return the port of the drone that lets it in} */
    public int doorPort() {
        return entrance.door().port();
    }

    /** {@return whether the hive's links are under TLS} */
    public boolean isEncrypted() {
        return encrypted;
    }

    /** Goes away, if something else has failed. */
    public void giveUp() {
        entrance.close();
    }

    Entrance entrance() {
        return entrance;
    }
}
