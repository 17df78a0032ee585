package io.hivemind.simulator;

import static io.hivemind.simulator.PlainMemoryTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RacyMemoryTest {
    private final Order order = new Order(3);
    private final RacyMemory memory = new RacyMemory(PlainMemoryTest.racy(5), order);

    @Test
    void aConcurrentStoreMayBeSeenOrNot() {
        memory.stored(0, 5, new byte[] {7});
        memory.loaded(1, 5, new byte[] {7});
        memory.loaded(1, 5, new byte[] {0});
    }

    @Test
    void zeroIsGoneOnceAStoreIsKnown() {
        memory.stored(0, 5, new byte[] {7});
        order.publish(0, "lock");
        order.receive(1, "lock");
        assertFails(Failure.Kind.STALE_RACY_READ, () -> memory.loaded(1, 5, new byte[] {0}));
        memory.loaded(2, 5, new byte[] {0});
    }

    @Test
    void anOverwrittenValueIsGoneForWhoeverKnowsTheLaterStore() {
        memory.stored(0, 5, new byte[] {7});
        memory.stored(0, 5, new byte[] {8});
        memory.loaded(1, 5, new byte[] {7});
        order.publish(0, "lock");
        order.receive(1, "lock");
        assertFails(Failure.Kind.STALE_RACY_READ, () -> memory.loaded(1, 5, new byte[] {7}));
        memory.loaded(1, 5, new byte[] {8});
    }

    @Test
    void oneOfTwoConcurrentStoresDoesNotHideTheOther() {
        memory.stored(0, 5, new byte[] {7});
        memory.stored(1, 5, new byte[] {8});
        order.publish(0, "lock");
        order.publish(1, "lock");
        order.receive(2, "lock");
        memory.loaded(2, 5, new byte[] {7});
        memory.loaded(2, 5, new byte[] {8});
        assertFails(Failure.Kind.STALE_RACY_READ, () -> memory.loaded(2, 5, new byte[] {0}));
    }

    @Test
    void aValueThatNobodyStoredIsWrong() {
        memory.stored(0, 5, new byte[] {7});
        assertFails(Failure.Kind.STALE_RACY_READ, () -> memory.loaded(1, 5, new byte[] {9}));
    }

    @Test
    void otherBytesAreNotItsBusiness() {
        memory.stored(0, 4, new byte[] {7, 7, 7});
        memory.loaded(1, 3, new byte[] {9, 9, 7, 9});
        assertThat(memory.checked()).isEqualTo(1);
    }

    @Test
    void freshValuesDoNotRepeat() {
        SplittableRandom random = new SplittableRandom(1);
        Set<Byte> seen = new HashSet<>();
        for (int i = 0; i < 255; i++) {
            assertThat(memory.hasFresh(4, 3)).isTrue();
            byte fresh = memory.fresh(5, random);
            assertThat(fresh).isNotZero();
            assertThat(seen.add(fresh)).isTrue();
            memory.stored(0, 5, new byte[] {fresh});
        }
        assertThat(memory.hasFresh(4, 3)).isFalse();
    }
}
