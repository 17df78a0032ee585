package io.hivemind.apps.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PracticeTest {
    @Test
    void practiceEndsAndLeavesNoThreadBehind() {
        Practice.run();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("hivemind-0") && !thread.isDaemon());
    }
}
