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
    private static final int KNOCK = 6;
    private static final int APPLICATION = 7;
    private static final int ELSEWHERE = 8;
    private static final int PATIENCE = 9;
    private static final int ADMISSION = 10;
    private static final int MEMBERS = 11;
    private static final int LINKED = 12;
    /** The first version of the protocol whose greeting says how much room a drone has. */
    private static final int ROOM_SINCE = 5;
    /** The first version of the protocol whose greeting says what becomes of the hive when a drone fails. */
    private static final int SURVIVAL_SINCE = 7;

    /** Length of the host, and port. */
    private static final int LEAST_ADDRESS_BYTES = 2;

    /** Rank, and address. */
    private static final int LEAST_MEMBER_BYTES = 1 + LEAST_ADDRESS_BYTES;

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
            case KNOCK -> new Knock(version(in), in.text("the token"), in.text("the nonce"));
            case APPLICATION -> application(in);
            case ELSEWHERE -> new Elsewhere(member(in));
            case PATIENCE -> new Patience(in.text("the reason"));
            case ADMISSION -> admission(in);
            case MEMBERS -> new Members(members(in));
            case LINKED -> new Linked(ranks(in));
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
                survival(out, greeting.survival());
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
            case Knock knock -> {
                out.octet(KNOCK);
                out.varint(knock.protocol());
                out.text(knock.token());
                out.text(knock.nonce());
            }
            case Application application -> {
                out.octet(APPLICATION);
                out.varint(application.pageSize());
                out.varint(application.heapBytes());
                out.varint(application.roomBytes());
                out.text(application.program());
            }
            case Elsewhere(Member coordinator) -> {
                out.octet(ELSEWHERE);
                member(out, coordinator);
            }
            case Patience(String reason) -> {
                out.octet(PATIENCE);
                out.text(reason);
            }
            case Admission admission -> admission(out, admission);
            case Members(List<Member> members) -> {
                out.octet(MEMBERS);
                members(out, members);
            }
            case Linked(List<Integer> ranks) -> {
                out.octet(LINKED);
                out.varint(ranks.size());
                ranks.forEach(out::varint);
            }
        }
    }

    private static int version(Source in) {
        return in.upTo(Integer.MAX_VALUE, "the version of the protocol");
    }

    private static Greeting greeting(Source in) {
        int protocol = version(in);
        return new Greeting(
                protocol,
                in.text("the id of the hive"),
                in.upTo(Integer.MAX_VALUE, "the page size"),
                in.varint("the size of the heap"),
                in.upTo(Integer.MAX_VALUE, "the rank"),
                in.upTo(Integer.MAX_VALUE, "the number of drones"),
                address(in),
                protocol < ROOM_SINCE ? Long.MAX_VALUE : in.varint("the memory of a drone"),
                protocol < SURVIVAL_SINCE ? Survival.NONE : survival(in));
    }

    private static void survival(Sink out, Survival survival) {
        out.varint(survival.goesOn() ? 1 : 0);
        out.varint(survival.backup());
        out.varint(survival.heartbeatMillis());
        out.varint(survival.beats());
    }

    private static Survival survival(Source in) {
        boolean goesOn = in.upTo(1, "whether the hive goes on") == 1;
        int backup = in.upTo(Integer.MAX_VALUE, "the backup");
        return new Survival(
                goesOn, backup, atLeastOne(in, "the heartbeat"), atLeastOne(in, "the heartbeats of silence"));
    }

    private static int atLeastOne(Source in, String what) {
        int number = in.upTo(Integer.MAX_VALUE, what);
        if (number == 0) {
            throw in.malformed(what + " is 0");
        }
        return number;
    }

    private static Roster roster(Source in) {
        int count = in.count(LEAST_ADDRESS_BYTES, "the number of addresses");
        List<Address> addresses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            addresses.add(address(in));
        }
        return new Roster(addresses);
    }

    private static Application application(Source in) {
        return new Application(
                in.upTo(Integer.MAX_VALUE, "the page size"),
                in.varint("the size of the heap"),
                in.varint("the memory of a drone"),
                in.text("the program"));
    }

    private static void admission(Sink out, Admission admission) {
        out.octet(ADMISSION);
        out.varint(admission.rank());
        out.varint(admission.founders());
        out.text(admission.hive());
        out.varint(admission.pageSize());
        out.varint(admission.heapBytes());
        out.varint(admission.roomBytes());
        out.varint(admission.budgetBytes());
        survival(out, admission.survival());
        out.text(admission.sealedSecret());
        out.varint(admission.spent().size());
        admission.spent().forEach(out::text);
        members(out, admission.members());
    }

    private static Admission admission(Source in) {
        return new Admission(
                in.upTo(Integer.MAX_VALUE, "the rank"),
                in.upTo(Integer.MAX_VALUE, "the number of founders"),
                in.text("the id of the hive"),
                in.upTo(Integer.MAX_VALUE, "the page size"),
                in.varint("the size of the heap"),
                in.varint("the memory of a drone"),
                in.varint("the budget"),
                survival(in),
                in.text("the sealed secret"),
                tokens(in),
                members(in));
    }

    private static List<String> tokens(Source in) {
        int count = in.count(1, "the number of tokens");
        List<String> tokens = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tokens.add(in.text("a token"));
        }
        return tokens;
    }

    private static List<Integer> ranks(Source in) {
        int count = in.count(1, "the number of ranks");
        List<Integer> ranks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ranks.add(in.upTo(Integer.MAX_VALUE, "a rank"));
        }
        return ranks;
    }

    private static void members(Sink out, List<Member> members) {
        out.varint(members.size());
        members.forEach(member -> member(out, member));
    }

    private static List<Member> members(Source in) {
        int count = in.count(LEAST_MEMBER_BYTES, "the number of members");
        List<Member> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(member(in));
        }
        return members;
    }

    private static void member(Sink out, Member member) {
        out.varint(member.rank());
        address(out, member.at());
    }

    private static Member member(Source in) {
        return new Member(in.upTo(Integer.MAX_VALUE, "a rank"), address(in));
    }

    private static void address(Sink out, Address address) {
        out.text(address.host());
        out.varint(address.port());
    }

    private static Address address(Source in) {
        return new Address(in.text("a host"), in.upTo(65_535, "a port"));
    }
}
