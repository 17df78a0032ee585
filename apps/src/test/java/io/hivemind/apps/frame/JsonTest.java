package io.hivemind.apps.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void membersKeepTheirOrderAndAreIndented() {
        var map = new LinkedHashMap<String, Object>();
        map.put("z", 1L);
        map.put("a", List.of(true, Map.of("x", 2.5), List.of()));
        map.put("n", Json.Null.NULL);

        assertThat(Json.text(map)).isEqualTo("""
                        {
                          "z": 1,
                          "a": [
                            true,
                            {
                              "x": 2.5
                            },
                            []
                          ],
                          "n": null
                        }
                        """);
    }

    @Test
    void whatWouldEndAStringIsEscaped() {
        assertThat(Json.text("a\"b\\c\nd\te\u0001é")).isEqualTo("\"a\\\"b\\\\c\\nd\\te\\u0001é\"\n");
    }

    @Test
    void aNumberThatJsonCannotSayIsNull() {
        assertThat(Json.text(List.of(Double.NaN, Double.POSITIVE_INFINITY))).isEqualTo("[\n  null,\n  null\n]\n");
    }

    @Test
    void whatHasNoFormIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Json.text(new int[0]))
                .withMessage("JSON has no form for a [I");
    }
}
