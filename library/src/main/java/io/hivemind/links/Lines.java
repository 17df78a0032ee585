package io.hivemind.links;

import io.hivemind.tls.Authority;
import io.hivemind.tls.Engines;
import io.hivemind.tls.Fingerprint;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** How connections become lines: as they are, or by the handshake of TLS, in which both ends show their certificates. */
sealed interface Lines {
    /**
     * {@return the line to drone {@code peer} on a connection that this drone has made}
     *
     * @param deadline see {@link PlainLine}
     * @throws StrangerException if the other end shows that it is not that drone
     */
    Line call(int peer, Socket socket, OptionalLong deadline) throws IOException;

    /**
     * {@return the line on a connection that another has made} It may be a drone or a guest: {@link Line#peer} says so.
     *
     * @throws StrangerException if the other end shows that it belongs elsewhere
     */
    Line answer(Socket socket) throws IOException;

    /** {@return how the drone of {@code config} makes lines} */
    static Lines of(LinksConfig config) {
        return config.secret()
                .filter(_ -> config.tls())
                .<Lines>map(secret -> UnderTls.begin(config.rank(), config.hive(), secret))
                .orElseGet(Plain::new);
    }

    /** {@return who signs the certificates of the drones of {@code hive}: all of them, for it follows from their secret} */
    static Authority authority(Secret secret, String hive) {
        return Authority.of(secret.derive("authority of " + hive, Authority.MATERIAL_BYTES), hive);
    }

    /**
     * {@return the line of a newcomer, which no drone vouches for, on a connection that it has made}
     *
     * @param deadline see {@link PlainLine}
     * @param authority who must vouch for the other end, if the hive's lines are under TLS
     * @throws StrangerException if that does not
     */
    static Line ofGuest(Socket socket, OptionalLong deadline, Optional<Fingerprint> authority) throws IOException {
        if (authority.isEmpty()) {
            return new PlainLine(socket, deadline);
        }
        Line line = TlsLine.on(socket, deadline, new Engines(Optional.empty(), authority.get()).calling());
        if (line.peer() instanceof Line.Peer.Drone) {
            return line;
        }
        throw new StrangerException("It shows no certificate of the hive.");
    }

    /** Lines as they are. */
    record Plain() implements Lines {
        @Override
        public Line call(int peer, Socket socket, OptionalLong deadline) throws IOException {
            return new PlainLine(socket, deadline);
        }

        @Override
        public Line answer(Socket socket) throws IOException {
            return new PlainLine(socket, OptionalLong.empty());
        }
    }

    /**
     * Lines under TLS.
     *
     * @param engines what makes the ends of lines, once it is there
     */
    record UnderTls(CompletableFuture<Engines> engines) implements Lines {
        /** Begins to make what it takes, which on a cold JVM is a third of a second's work, while the drone does other things. */
        private static UnderTls begin(int rank, String hive, Secret secret) {
            CompletableFuture<Engines> engines = new CompletableFuture<>();
            Thread.ofPlatform().daemon().name("hivemind-" + rank + "-badge").start(() -> {
                try {
                    Authority authority = authority(secret, hive);
                    engines.complete(new Engines(Optional.of(authority.issue(rank)), authority.fingerprint()));
                } catch (RuntimeException | Error failed) {
                    engines.completeExceptionally(failed);
                }
            });
            return new UnderTls(engines);
        }

        @Override
        public Line call(int peer, Socket socket, OptionalLong deadline) throws IOException {
            Line line = TlsLine.on(socket, deadline, engines.join().calling());
            if (line.peer() instanceof Line.Peer.Drone(int rank) && rank == peer) {
                return line;
            }
            throw new StrangerException("It shows the certificate of "
                    + (line.peer() instanceof Line.Peer.Drone(int other) ? "drone " + other : "nobody")
                    + "; give every drone a HIVEMIND_RANK and a port of its own.");
        }

        @Override
        public Line answer(Socket socket) throws IOException {
            return TlsLine.on(socket, OptionalLong.empty(), engines.join().listening());
        }
    }
}
