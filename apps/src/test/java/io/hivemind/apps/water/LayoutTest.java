package io.hivemind.apps.water;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "2, 2", "7, 3", "8, 8", "64, 5", "343, 8", "344, 8", "343, 16", "5, 8"})
    void everyPairIsMetOnceAndWithinReach(int molecules, int blocks) {
        var layout = new Layout(molecules, blocks);
        var met = new HashSet<Integer>();
        for (int block = 0; block < blocks; block++) {
            for (int molecule = layout.block(block).from();
                    molecule < layout.block(block).to();
                    molecule++) {
                for (int next = 1; next <= layout.partners(molecule); next++) {
                    int partner = (molecule + next) % molecules;
                    assertThat(met.add(Math.min(molecule, partner) * molecules + Math.max(molecule, partner)))
                            .isTrue();
                    assertThat(Math.floorMod(layout.blockOf(partner) - block, blocks))
                            .isLessThan(layout.reach(block));
                }
            }
        }
        assertThat(met).hasSize(molecules * (molecules - 1) / 2);
    }

    @ParameterizedTest
    @CsvSource({"343, 8", "64, 5", "10, 1", "5, 8", "100000, 7"})
    void eachMoleculeHasItsOwnPlaceInItsBlock(int molecules, int blocks) {
        var layout = new Layout(molecules, blocks);
        int end = 0;
        for (int molecule = 0; molecule < molecules; molecule++) {
            int block = layout.blockOf(molecule);
            assertThat(molecule)
                    .isBetween(layout.block(block).from(), layout.block(block).to() - 1);
            assertThat(layout.at(molecule)).isBetween(Math.max(end, layout.start(block)), layout.length());
            end = layout.at(molecule) + Layout.NUMBERS;
        }
        assertThat(end).isLessThanOrEqualTo(layout.length());
    }

    @ParameterizedTest
    @CsvSource({"343, 8, 512", "343, 2, 2048", "64, 8, 72"})
    void aBlockBeginsOnAPageUnlessItIsSmall(int molecules, int blocks, int start) {
        assertThat(new Layout(molecules, blocks).start(1)).isEqualTo(start);
    }
}
