package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** There are few seats at a port, and who sits longest loses its own to whoever comes. */
class GuestsTest {
    private final Guests guests = new Guests(0, 2);
    private final Socket first = new Socket();
    private final Socket second = new Socket();
    private final Socket third = new Socket();

    @AfterEach
    void close() {
        guests.close();
    }

    @Test
    void theOneThatCameFirstGoesWhenThereIsNoSeatLeft() {
        guests.seat(first);
        guests.seat(second);
        assertThat(first.isClosed()).isFalse();
        guests.seat(third);
        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isFalse();
        assertThat(third.isClosed()).isFalse();
        assertThat(guests.leave(first)).isFalse();
    }

    @Test
    void whoHasBeenLetInIsNotSentAwayAnyMore() {
        guests.seat(first);
        assertThat(guests.leave(first)).isTrue();
        guests.seat(second);
        guests.seat(third);
        guests.close();
        assertThat(first.isClosed()).isFalse();
        assertThat(second.isClosed()).isTrue();
        assertThat(third.isClosed()).isTrue();
    }

    @Test
    void nobodyGetsASeatAfterTheEnd() {
        guests.close();
        guests.seat(first);
        assertThat(first.isClosed()).isTrue();
    }
}
