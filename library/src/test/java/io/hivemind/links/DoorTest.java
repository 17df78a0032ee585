package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message.LockBusy;
import io.hivemind.tls.Authority;
import io.hivemind.tls.Fingerprint;
import io.hivemind.wire.Address;
import io.hivemind.wire.Admission;
import io.hivemind.wire.Application;
import io.hivemind.wire.Greeting;
import io.hivemind.wire.Knock;
import io.hivemind.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Newcomers are linked to all members of a running hive, or are told in words why not. */
class DoorTest {
    private static final Secret SECRET = new Secret("only the drones of this hive know it");
    private static final Application ANYTHING = new Application(0, 0, 0, "");

    private final List<Links> newcomers = new ArrayList<>();
    private TestLinks hive = new TestLinks(1);

    @BeforeEach
    void start() throws Exception {
        hive = TestLinks.withSecret(2, SECRET, false);
        hive.startAll();
    }

    @AfterEach
    void close() {
        newcomers.forEach(Links::close);
        hive.close();
    }

    /** A newcomer that has entered. */
    private record Entered(int rank, Links links, Recorder recorder) {}

    @Test
    void aNewcomerThatAsksAnyDroneIsLinkedToAllInBothDirections() throws Exception {
        Entered newcomer = enter(at(1), Token.fresh(SECRET, Optional.empty()));
        assertThat(newcomer.rank()).isEqualTo(2);
        assertThat(hive.recorder(0).arrival()).isEqualTo(2);
        for (int member = 0; member < 2; member++) {
            hive.of(member).send(2, new LockBusy(0, 1));
            hive.of(member).flush();
            assertThat(newcomer.recorder().message()).isNotNull();
            newcomer.links().send(member, new LockBusy(0, 1));
            newcomer.links().flush();
            assertThat(hive.recorder(member).message().from()).isEqualTo(2);
        }
    }

    @Test
    void underTlsANewcomerKnowsTheHiveByItsFingerprint() throws Exception {
        Fingerprint authority = Authority.of(SECRET.derive("authority of test", Authority.MATERIAL_BYTES), "test")
                .fingerprint();
        try (TestLinks encrypted = TestLinks.withSecret(2, SECRET, true)) {
            encrypted.startAll();
            Address at = TestLinks.listens(encrypted.of(1), 1);
            Token impostors = Token.fresh(SECRET, Optional.of(new Fingerprint("0".repeat(64))));
            assertThatThrownBy(() -> knock(at, impostors, ANYTHING)).isInstanceOf(LinkException.class);
            assertThatThrownBy(() -> knock(at, Token.fresh(SECRET, Optional.empty()), ANYTHING))
                    .isInstanceOf(LinkException.class);

            Entrance entrance = knock(at, Token.fresh(SECRET, Optional.of(authority)), ANYTHING);
            Links links = new Links(TestLinks.ofNewcomer(entrance, encrypted.config(0)), new Recorder());
            newcomers.add(links);
            links.enter(entrance);
            assertThat(encrypted.recorder(0).arrival()).isEqualTo(2);
        }
    }

    @Test
    void newcomersComeOneAfterTheOtherAndAreLinkedToEachOther() throws Exception {
        Entered first = enter(at(0), Token.fresh(SECRET, Optional.empty()));
        taken(List.of(0, 1, 2), first);
        Entered second = enter(at(0), Token.fresh(SECRET, Optional.empty()));
        assertThat(second.rank()).isEqualTo(3);
        first.links().send(3, new LockBusy(0, 1));
        first.links().flush();
        assertThat(second.recorder().message().from()).isEqualTo(2);
    }

    @Test
    void aTokenLetsOneInAndNoMore() throws Exception {
        Token token = Token.fresh(SECRET, Optional.empty());
        taken(List.of(0, 1, 2), enter(at(0), token));
        assertThatThrownBy(() -> knock(at(0), token, ANYTHING)).hasMessageContaining("This token was used before");
    }

    @Test
    void aTokenThatWasUsedIsUsedForTheNextCoordinatorToo() throws Exception {
        Token token = Token.fresh(SECRET, Optional.empty());
        Entered newcomer = enter(at(0), token);
        taken(List.of(0, 1, 2), newcomer);
        taken(List.of(1, 2), newcomer);
        assertThatThrownBy(() -> knock(at(1), token, ANYTHING)).hasMessageContaining("This token was used before");
        taken(List.of(2), newcomer);
        Address ofNewcomer = TestLinks.listens(newcomer.links(), 2);
        assertThatThrownBy(() -> knock(ofNewcomer, token, ANYTHING)).hasMessageContaining("This token was used before");
    }

    @Test
    void aTokenOfAnotherHiveOpensNothing() {
        Token token = Token.fresh(new Secret("what the drones of another hive know"), Optional.empty());
        assertThatThrownBy(() -> knock(at(0), token, ANYTHING))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("refuses this newcomer")
                .hasMessageContaining("token is none of this hive");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8192 | 0      | 0    |       | has pages of 8192 bytes, the hive of 4096; leave --page-size out
            0    | 524288 | 0    |       | has 524288 bytes of shared memory, the hive 262144; leave --memory out
            0    | 0      | 4096 |       | has memory for 4096 bytes, the hive no bound on its memory; leave --memory-per-drone out
            0    | 0      | 0    | other | runs the program other, the hive program; give it the same jar
            """)
    void aNewcomerThatDoesNotFitIsRefusedInWordsAndItsTokenStaysGood(
            int pageSize, long heapBytes, long roomBytes, String program, String sentence) throws Exception {
        Token token = Token.fresh(SECRET, Optional.empty());
        var application = new Application(
                pageSize, heapBytes, roomBytes, Optional.ofNullable(program).orElse(""));
        assertThatThrownBy(() -> knock(at(0), token, application))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining(sentence);
        assertThat(enter(at(0), token).rank()).isEqualTo(2);
    }

    @Test
    void anotherVersionIsRefused() throws Exception {
        try (var socket = TestLinks.connected(at(0))) {
            var conversation = new Conversation(new PlainLine(socket, OptionalLong.empty()), 4096);
            conversation.say(new Knock(99, "0123456789abcdef", Secret.freshNonce()));
            assertThat(conversation.hear())
                    .isEqualTo(new Refusal("The newcomer speaks version 99 of the protocol, drone 0 speaks version "
                            + Greeting.PROTOCOL + "; run the same release of HiveMind everywhere."));
        }
    }

    @Test
    void aNewcomerThatGoesAwayBeforeItIsLinkedLeavesNoTrace() throws Exception {
        knock(at(0), Token.fresh(SECRET, Optional.empty()), ANYTHING).close();
        Entered next = enter(at(0), Token.fresh(SECRET, Optional.empty()));
        assertThat(next.rank()).isEqualTo(3);
        assertThat(hive.recorder(0).arrival()).isEqualTo(3);
        assertThat(hive.recorder(0).hasLostNothing()).isTrue();
        assertThat(hive.recorder(1).hasLostNothing()).isTrue();
    }

    /** Where it has arrived the core has begun to take it in; others have only heard of a link. */
    @Test
    void aNewcomerThatGoesAwayBeforeItIsInIsMissedWhereItHasArrivedAndAnswersNothingElsewhere() throws Exception {
        Entered newcomer = enter(at(1), Token.fresh(SECRET, Optional.empty()));
        assertThat(hive.recorder(0).arrival()).isEqualTo(2);
        newcomer.links().close();
        assertThat(hive.recorder(0).loss().from()).isEqualTo(2);
        assertThat(hive.recorder(1).departure()).isEqualTo(2);
        assertThat(hive.recorder(1).hasLostNothing()).isTrue();
        hive.of(0).giveUp(2);
        assertThat(enter(at(1), Token.fresh(SECRET, Optional.empty())).rank()).isEqualTo(3);
        assertThat(hive.recorder(0).arrival()).isEqualTo(3);
    }

    @Test
    void aNewcomerThatWasTakenInIsMissed() throws Exception {
        Entered newcomer = enter(at(0), Token.fresh(SECRET, Optional.empty()));
        taken(List.of(0, 1, 2), newcomer);
        newcomer.links().close();
        assertThat(hive.recorder(1).loss().from()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoLeavesIsNotMissed(boolean viewFirst) throws Exception {
        if (viewFirst) {
            hive.of(0).view(List.of(0), 2);
        }
        hive.of(1).send(0, new LockBusy(0, 1));
        hive.of(1).farewell(true);
        hive.of(1).close();
        assertThat(hive.recorder(0).message().from()).isEqualTo(1);
        assertThat(hive.recorder(0).departure()).isEqualTo(1);
        hive.of(0).view(List.of(0), 2);
        assertThat(enter(at(0), Token.fresh(SECRET, Optional.empty())).rank()).isEqualTo(2);
        assertThat(hive.recorder(0).hasLostNothing()).isTrue();
    }

    @Test
    void aClosedDoorSaysWhy() {
        hive.of(0).closeDoor("The hive is ending, and takes nobody in any more.");
        assertThatThrownBy(() -> knock(at(0), Token.fresh(SECRET, Optional.empty()), ANYTHING))
                .hasMessageContaining("refuses this newcomer: The hive is ending");
    }

    @Test
    void whereNobodyListensThatIsSaid() throws Exception {
        Address nobody = at(1);
        hive.of(1).close();
        assertThatThrownBy(() -> knock(nobody, Token.fresh(SECRET, Optional.empty()), ANYTHING))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("Nobody listens at " + nobody);
    }

    @Test
    void theSecretTravelsUnderASealThatOnlyTheTokenOpens() throws Exception {
        Entrance entrance = knock(at(0), Token.fresh(SECRET, Optional.empty()), ANYTHING);
        Admission admission = entrance.admission();
        assertThat(entrance.secret().text()).isEqualTo(SECRET.text());
        assertThat(admission.sealedSecret()).doesNotContain(SECRET.text());
        var at = new Secret.Encounter("token", 0, 0, Secret.freshNonce(), Secret.freshNonce());
        assertThatThrownBy(() -> new Seal(SECRET, at).open(admission.sealedSecret()))
                .isInstanceOf(StrangerException.class);
        entrance.close();
    }

    /** All members, and the newcomer itself, hear of the view in which it is. */
    private void taken(List<Integer> members, Entered newcomer) {
        for (int member = 0; member < 2; member++) {
            hive.of(member).view(members, newcomer.rank() + 1);
        }
        newcomer.links().view(members, newcomer.rank() + 1);
    }

    private Address at(int rank) {
        return TestLinks.listens(hive.of(rank), rank);
    }

    private static Entrance knock(Address at, Token token, Application application) throws LinkException {
        return Entrance.knock(new Entrance.Request(at, token, application, TestLinks.BOUND), waiting -> {});
    }

    private Entered enter(Address at, Token token) throws Exception {
        Entrance entrance = knock(at, token, ANYTHING);
        Recorder recorder = new Recorder();
        Links links = new Links(TestLinks.ofNewcomer(entrance, hive.config(0)), recorder);
        newcomers.add(links);
        Future<?> entering = hive.run(() -> {
            links.enter(entrance);
            return true;
        });
        TestLinks.get(entering);
        return new Entered(entrance.admission().rank(), links, recorder);
    }
}
