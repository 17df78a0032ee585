package io.hivemind.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slurm's lists of machines, as odd as they come. */
final class NodeListTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            n1                   | n1
            n1,n2                | n1 n2
            n[1-3]               | n1 n2 n3
            n[001-003,7],gpu2    | n001 n002 n003 n7 gpu2
            n[08-11]             | n08 n09 n10 n11
            n[9-11]              | n9 n10 n11
            r[1-2]n[1,3]         | r1n1 r1n3 r2n1 r2n3
            n[1-2]-ib.example.eu | n1-ib.example.eu n2-ib.example.eu
            a,b[1],c-d[2-2]e     | a b1 c-d2e
            [10-11]              | 10 11
            """)
    void aListIsExpandedInItsOrder(String list, String machines) {
        assertThat(NodeList.expanded("NODES", list)).containsExactly(machines.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"n[1-", "n]1", "n[]", "n[3-1]", "n[1-2", "n[a-b]", "n1,,n2", "n[1,]", "n1 n2", "", "n[1--2]"})
    void aListThatIsNoneIsRefusedInWords(String list) {
        assertThatThrownBy(() -> NodeList.expanded("NODES", list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("NODES must be a list of machines", "\"" + list + "\"");
    }

    @Test
    void aListThatNoClusterHasIsRefusedBeforeItFillsTheMemory() {
        assertThatThrownBy(() -> NodeList.expanded("NODES", "n[0-999999999]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("n[0-999999999]");
    }
}
