package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says before it starts a program that it is to start anew if need be. */
class AnewCommandTest extends CommandTesting {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run --on-failure=retry jacobi                                   | The option --on-failure takes end, go-on or resume, but was given "retry".
            run --on-failure=resume jacobi                                  | With --on-failure resume the program writes checkpoints: say where with --checkpoint PATH.
            run --on-failure=resume quicksort                               | The program quicksort cannot go on from a checkpoint; these can: cg, ep, ft, is, jacobi, mg, sor.
            run --on-failure=resume --invite=t jacobi --checkpoint=saved    | A hive that begins with a checkpoint takes no newcomers: leave out --invite or --on-failure resume.
            run --checkpoint=saved jacobi                                   | The option --checkpoint goes with --on-failure resume; a built-in program takes its own behind its name.
            join --size=1 --on-failure=resume jacobi --checkpoint=saved     | Only hivemind run can start a program anew: a drone that joins takes --on-failure end or go-on.
            """)
    void whatIsStartedAnewMustWriteCheckpointsOnThisMachineWithoutNewcomers(String words, String sentence) {
        refuses(sentence, words.split(" "));
    }

    @Test
    void itsDronesEndWithTheHive() {
        environment.put("HIVEMIND_ON_FAILURE", "resume");
        assertThat(hivemind("run -n 1 --dry-run --checkpoint=saved jacobi".split(" ")))
                .isZero();
        assertThat(out()).contains("HIVEMIND_ON_FAILURE=end ").endsWith(" jacobi --checkpoint=saved\n");
    }
}
