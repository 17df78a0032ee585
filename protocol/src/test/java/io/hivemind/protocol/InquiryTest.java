package io.hivemind.protocol;

import static io.hivemind.protocol.TinyHive.PAGE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever waits too long is told what for, and for whom: invariant I50 of docs/protocol.md. */
class InquiryTest {
    @Test
    @DisplayName("I50: a wait at a barrier names the drones that have not arrived")
    void aWaitAtABarrierNamesWhoIsMissing() {
        TinyHive hive = new TinyHive(4);
        long wait = hive.arrive(2, 5);
        hive.arrive(0, 5);
        hive.settle();
        assertThat(hive.inquire(2, wait)).isEqualTo("barrier 5: drones 1 and 3 have not arrived");
        assertThat(hive.inquire(0, wait)).isEqualTo("nothing any more");

        hive.arrive(1, 5);
        hive.settle();
        assertThat(hive.inquire(2, wait)).isEqualTo("barrier 5: drone 3 has not arrived");
    }

    @Test
    @DisplayName("I50: a wait for a lock names the drone that holds it and those that wait")
    void aWaitForALockNamesItsHolder() {
        TinyHive hive = new TinyHive(3);
        hive.lock(2, 4);
        long wait = hive.acquire(0, 4);
        hive.settle();

        assertThat(hive.inquire(0, wait)).isEqualTo("lock 4: drone 0 waits for it, drone 2 holds it");
    }

    @Test
    @DisplayName("I50: a wait for pages names the drones whose answer is outstanding")
    void aWaitForPagesNamesWhoWasAsked() {
        TinyHive hive = new TinyHive(3);
        hive.store(0, 0, 1);
        hive.store(1, PAGE_SIZE, 1);
        hive.barrier();
        long wait = hive.touch(2, 0, 0, 2, Access.READ);
        assertThat(hive.isOver(wait)).isFalse();

        long question = hive.ticket();
        hive.step(2, new Input.Inquire(question, wait));
        assertThat(hive.outcome(question)).isEqualTo(new Outcome.Answer("2 pages from page 0 on, of drones 0 and 1"));
        hive.deliver(2, 0);
        hive.deliver(0, 2);
        assertThat(hive.isOver(wait)).isFalse();
        question = hive.ticket();
        hive.step(2, new Input.Inquire(question, wait));
        assertThat(hive.outcome(question)).isEqualTo(new Outcome.Answer("1 page from page 1 on, of drone 1"));
        hive.settle();
        hive.outcome(wait);
        assertThat(hive.inquire(2, wait)).isEqualTo("nothing any more");
    }

    @Test
    @DisplayName("I50: an inquiry does not change what it asks about")
    void anInquiryChangesNothing() {
        TinyHive hive = new TinyHive(2);
        hive.lock(0, 0);
        long wait = hive.acquire(1, 0);
        hive.settle();
        hive.inquire(1, wait);
        hive.unlock(0, 0);
        hive.settle();
        assertThat(hive.outcome(wait)).isEqualTo(Outcome.Plain.DONE);
    }

    @Test
    @DisplayName("I50: a hive of one answers without asking anybody")
    void aHiveOfOneAnswersItself() {
        TinyHive hive = new TinyHive(1);
        hive.lock(0, 3);
        long wait = hive.acquire(0, 1, 3);
        assertThat(hive.inquire(0, wait)).isEqualTo("lock 3: drone 0 holds it");
        assertThat(hive.sent()).isZero();
    }
}
