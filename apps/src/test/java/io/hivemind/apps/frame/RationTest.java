package io.hivemind.apps.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class RationTest {
    private static final Ration OF_A_MEBIBYTE = new Ration(1 << 20);

    @Test
    void whatIsTouchedIsASmallPartOfWhatADroneHasAndThreadsShareIt() {
        assertThat(OF_A_MEBIBYTE.touched(8, 1)).isEqualTo((1 << 20) / 64 / 8);
        assertThat(OF_A_MEBIBYTE.touched(8, 4)).isEqualTo((1 << 20) / 64 / 4 / 8);
        assertThat(OF_A_MEBIBYTE.copied(8, 2)).isEqualTo((1 << 20) / 4 / 2 / 8);
    }

    @Test
    void oneItemMustBePossible() {
        assertThat(OF_A_MEBIBYTE.touched(1 << 30, 8)).isEqualTo(1);
    }

    @Test
    void withoutABoundThereIsNoLimit() {
        assertThat(Ration.UNLIMITED.isLimited()).isFalse();
        assertThat(Ration.UNLIMITED.touched(1, 1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Ration.UNLIMITED.copied(1 << 30, 9)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void whereThereIsALimitNoProgramHasAllItsDataOnPlainArraysAndItIsSaid() {
        var details = new LinkedHashMap<String, Object>();

        assertThat(OF_A_MEBIBYTE.allowsSerial(false, details)).isFalse();
        assertThat(Ration.UNLIMITED.allowsSerial(true, details)).isTrue();
        assertThat(details).isEmpty();
        assertThat(OF_A_MEBIBYTE.allowsSerial(true, details)).isFalse();
        assertThat(details).containsKey("serial");
    }
}
