package io.hivemind.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class PlainMemoryTest {
    private final Order order = new Order(2);
    private final PlainMemory memory = new PlainMemory(16, racy(8), order);

    @Test
    void aReadOfWhatTheThreadStoredIsRight() {
        memory.stored(0, 3, new byte[] {1, 2});
        memory.loaded(0, 2, new byte[] {0, 1, 2, 0});
    }

    @Test
    void aReadOfAnotherValueIsWrong() {
        memory.stored(0, 3, new byte[] {1, 2});
        assertFails(Failure.Kind.WRONG_READ, () -> memory.loaded(0, 3, new byte[] {1, 3}));
    }

    @Test
    void aReadOrderedAfterAStoreMustSeeIt() {
        memory.stored(0, 3, new byte[] {1});
        order.publish(0, "lock");
        order.receive(1, "lock");
        memory.loaded(1, 3, new byte[] {1});
        assertFails(Failure.Kind.WRONG_READ, () -> memory.loaded(1, 3, new byte[] {0}));
    }

    @Test
    void aReadThatNothingOrdersIsTheFaultOfTheProgram() {
        memory.stored(0, 3, new byte[] {1});
        assertFails(Failure.Kind.RACY_PROGRAM, () -> memory.loaded(1, 3, new byte[] {1}));
    }

    @Test
    void aStoreAfterTheReleaseIsNotCovered() {
        order.publish(0, "lock");
        memory.stored(0, 3, new byte[] {1});
        order.receive(1, "lock");
        assertFails(Failure.Kind.RACY_PROGRAM, () -> memory.stored(1, 3, new byte[] {2}));
    }

    @Test
    void racyBytesAreLeftToTheOtherChecker() {
        memory.stored(0, 8, new byte[] {1});
        memory.loaded(1, 8, new byte[] {5});
        assertThat(memory.at(8)).isEqualTo((byte) 1);
    }

    static BitSet racy(int... bytes) {
        BitSet racy = new BitSet();
        for (int at : bytes) {
            racy.set(at);
        }
        return racy;
    }

    static void assertFails(Failure.Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        Failure.Found.class,
                        found -> assertThat(found.failure().kind()).isEqualTo(kind));
    }
}
