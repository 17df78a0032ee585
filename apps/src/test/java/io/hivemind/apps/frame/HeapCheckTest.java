package io.hivemind.apps.frame;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class HeapCheckTest {
    @Test
    void plainArraysThatTheJavaHeapCannotHoldAreRefusedWithWhatWouldDo() {
        long there = Runtime.getRuntime().maxMemory();

        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> HeapCheck.requirePlain("graph", there))
                .withMessage(
                        "The graph takes %s in plain arrays of one drone, but its Java heap has %s: --jvm-option=-Xmx%s."
                                .formatted(Sizes.text(there), Sizes.text(there), Sizes.option(there + (32L << 20))));
    }

    @Test
    void plainArraysThatFitAreNot() {
        assertThatCode(() -> HeapCheck.requirePlain("graph", 1 << 20)).doesNotThrowAnyException();
    }
}
