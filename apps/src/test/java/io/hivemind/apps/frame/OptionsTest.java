package io.hivemind.apps.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Options OPTIONS = new Options(
            "count",
            List.of(
                    new Option.WholeNumber("--elements", Optional.of("1_000"), 1, 5_000, "count N things"),
                    new Option.WholeNumber("--grain", Optional.empty(), 1, 10, "in heaps of N"),
                    new Option.Decimal("--pace", Optional.of("0.5"), 0, 2, "count X a second"),
                    new Option.Choice("--order", Optional.of("up"), List.of("up", "down"), "count in this order"),
                    new Option.File("--input", "count what is in FILE"),
                    new Option.Flag("--quiet", "say nothing")));

    @Test
    void whatIsNotGivenHasItsInitialValue() {
        Arguments none = OPTIONS.parse(List.of());

        assertThat(none.number("--elements")).isEqualTo(1_000);
        assertThat(none.optionalNumber("--grain")).isEmpty();
        assertThat(none.decimal("--pace")).isEqualTo(0.5);
        assertThat(none.choice("--order")).isEqualTo("up");
        assertThat(none.file("--input")).isEmpty();
        assertThat(none.flag("--quiet")).isFalse();
    }

    @Test
    void aValueFollowsItsOptionOrItsEqualsSign() {
        Arguments given = OPTIONS.parse(List.of("--elements", "2_500", "--order=down", "--input=a=b", "--quiet"));

        assertThat(given.number("--elements")).isEqualTo(2_500);
        assertThat(given.choice("--order")).isEqualTo("down");
        assertThat(given.file("--input")).contains(Path.of("a=b"));
        assertThat(given.flag("--quiet")).isTrue();
    }

    @Test
    void theLastOfTwoValuesCounts() {
        assertThat(OPTIONS.parse(List.of("--elements", "1", "--elements", "2")).number("--elements"))
                .isEqualTo(2);
    }

    @Test
    void theValuesAreToldInTheOrderOfTheOptions() {
        assertThat(OPTIONS.parse(List.of("--quiet", "--grain=3")).asText().toString())
                .isEqualTo("{elements=1_000, grain=3, pace=0.5, order=up, quiet=true}");
    }

    @Test
    void anUnknownOptionNamesTheNearest() {
        refuses("The program count does not know \"--elemnts\". Did you mean --elements?", "--elemnts", "3");
    }

    @Test
    void anOptionLikeNoOtherNamesAll() {
        refuses(
                "The program count does not know \"17\". It takes --elements, --grain, --pace, --order, --input, --quiet, --json.",
                "17");
    }

    @Test
    void aDecimalOutOfRangeNamesTheRange() {
        refuses("The option --pace takes a number from 0.0 to 2.0, but was given \"2.5\".", "--pace=2.5");
        refuses("The option --pace takes a number from 0.0 to 2.0, but was given \"NaN\".", "--pace=NaN");
        refuses("The option --pace takes a number from 0.0 to 2.0, but was given \"fast\".", "--pace=fast");
    }

    @Test
    void aNumberOutOfRangeNamesTheRange() {
        refuses(
                "The option --elements takes a whole number from 1 to 5,000, but was given \"5001\".",
                "--elements",
                "5001");
        refuses("The option --elements takes a whole number from 1 to 5,000, but was given \"0\".", "--elements=0");
        refuses("The option --elements takes a whole number from 1 to 5,000, but was given \"ten\".", "--elements=ten");
        refuses("The option --elements takes a whole number from 1 to 5,000, but was given \"\".", "--elements=");
    }

    @Test
    void aWordThatIsNoChoiceNamesTheChoices() {
        refuses("The option --order takes one of up, down, but was given \"left\".", "--order", "left");
    }

    @Test
    void aMissingValueIsMissed() {
        refuses("The option --elements needs a value: --elements N.", "--quiet", "--elements");
    }

    @Test
    void aFlagTakesNoValue() {
        refuses("The option --quiet takes no value, but was given \"yes\".", "--quiet=yes");
    }

    @Test
    void theHelpExplainsEachOption() {
        assertThat(OPTIONS.help()).isEqualTo("""
                          --elements N     count N things (default: 1_000)
                          --grain N        in heaps of N
                          --pace X         count X a second (default: 0.5)
                          --order up|down  count in this order (default: up)
                          --input FILE     count what is in FILE
                          --quiet          say nothing
                          --json FILE      write the results into FILE as well
                        """);
    }

    private static void refuses(String sentence, String... arguments) {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> OPTIONS.parse(List.of(arguments)))
                .withMessage(sentence);
    }
}
