package io.hivemind.apps.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizesTest {
    @Test
    void lettersStandForPowersOf1024() {
        assertThat(Sizes.parse("512")).hasValue(512);
        assertThat(Sizes.parse("64k")).hasValue(64 << 10);
        assertThat(Sizes.parse("200M")).hasValue(200L << 20);
        assertThat(Sizes.parse("3g")).hasValue(3L << 30);
        assertThat(Sizes.parse("1 g")).isEmpty();
        assertThat(Sizes.parse("1gib")).hasValue(1L << 30);
    }

    @Test
    void whatIsNoSizeIsNothing() {
        assertThat(Sizes.parse("")).isEmpty();
        assertThat(Sizes.parse("-1")).isEmpty();
        assertThat(Sizes.parse("1x")).isEmpty();
        assertThat(Sizes.parse("999999999999t")).isEmpty();
    }

    @Test
    void aSentenceRoundsUpToAWholeUnit() {
        assertThat(Sizes.text(1000)).isEqualTo("1,000 bytes");
        assertThat(Sizes.text((64 << 10) + 1)).isEqualTo("65 KiB");
        assertThat(Sizes.text(160L << 20)).isEqualTo("160 MiB");
        assertThat(Sizes.text(2L << 30)).isEqualTo("2 GiB");
        assertThat(Sizes.option((160L << 20) + 1)).isEqualTo("161m");
    }
}
