package io.hivemind.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of handshakes. What is behind the parts known here is ignored, so that a later release may say more and still
 * be refused, or understood, in words.
 */
public final class Handshakes {
    private static final int GREETING = 1;
    private static final int REFUSAL = 2;
    private static final int ROSTER = 3;
    private static final int CHALLENGE = 4;
    private static final int PROOF = 5;
    /** The first version of the protocol whose greeting says how much room a drone has. */
    private static final int ROOM_SINCE = 5;

    /** Length of the host, and port. */
    private static final int LEAST_ADDRESS_BYTES = 2;

    private Handshakes() {}

    /** {@return the bytes of {@code handshake}} */
    public static ByteBuffer encode(Handshake handshake) {
        Sink out = new Sink(0, 256);
        write(out, handshake);
        return out.toBuffer();
    }

    /**
     * {@return the handshake of which {@code body} holds the bytes, from its position to its limit} The position does not
     * change.
     *
     * @throws MalformedFrameException if these are not the bytes of a handshake
     */
    public static Handshake decode(ByteBuffer body) {
        Source in = new Source(body);
        int tag = in.octet("the byte that says which handshake it is");
        return switch (tag) {
            case GREETING -> greeting(in);
            case REFUSAL -> new Refusal(in.text("the sentence"));
            case ROSTER -> roster(in);
            case CHALLENGE -> new Challenge(in.upTo(Integer.MAX_VALUE, "the rank"), in.text("the nonce"));
            case PROOF -> new Proof(in.text("the code"));
            default -> throw in.malformed("no handshake has the number " + tag);
        };
    }

    static void write(Sink out, Handshake handshake) {
        switch (handshake) {
            case Greeting greeting -> {
                out.octet(GREETING);
                out.varint(greeting.protocol());
                out.text(greeting.hive());
                out.varint(greeting.pageSize());
                out.varint(greeting.heapBytes());
                out.varint(greeting.rank());
                out.varint(greeting.size());
                address(out, greeting.listens());
                out.varint(greeting.roomBytes());
            }
            case Refusal(String sentence) -> {
                out.octet(REFUSAL);
                out.text(sentence);
            }
            case Roster(List<Address> addresses) -> {
                out.octet(ROSTER);
                out.varint(addresses.size());
                for (Address address : addresses) {
                    address(out, address);
                }
            }
            case Challenge(int rank, String nonce) -> {
                out.octet(CHALLENGE);
                out.varint(rank);
                out.text(nonce);
            }
            case Proof(String code) -> {
                out.octet(PROOF);
                out.text(code);
            }
        }
    }

    private static Greeting greeting(Source in) {
        int protocol = in.upTo(Integer.MAX_VALUE, "the version of the protocol");
        return new Greeting(
                protocol,
                in.text("the id of the hive"),
                in.upTo(Integer.MAX_VALUE, "the page size"),
                in.varint("the size of the heap"),
                in.upTo(Integer.MAX_VALUE, "the rank"),
                in.upTo(Integer.MAX_VALUE, "the number of drones"),
                address(in),
                protocol < ROOM_SINCE ? Long.MAX_VALUE : in.varint("the memory of a drone"));
    }

    private static Roster roster(Source in) {
        int count = in.count(LEAST_ADDRESS_BYTES, "the number of addresses");
        List<Address> addresses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            addresses.add(address(in));
        }
        return new Roster(addresses);
    }

    private static void address(Sink out, Address address) {
        out.text(address.host());
        out.varint(address.port());
    }

    private static Address address(Source in) {
        return new Address(in.text("a host"), in.upTo(65_535, "a port"));
    }
}
