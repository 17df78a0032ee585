package io.hivemind.bench.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.apps.frame.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void whatIsWrittenIsReadBack() {
        var written = new LinkedHashMap<String, Object>();
        written.put("text", "a \"b\" \\ \n\t\u0001 é, {}");
        written.put("numbers", List.of(1.5, -2.0, 3e-7, 1e300));
        written.put("empty", Map.of("list", List.of()));
        written.put("truths", List.of(true, false, Json.Null.NULL));

        assertThat(JsonReader.read(Json.text(written))).isEqualTo(written);
    }

    @Test
    void wholeNumbersAreDoublesToo() {
        assertThat(JsonReader.read("[1, 20]")).isEqualTo(List.of(1.0, 20.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1", "{\"a\" 1}", "{\"a\"; 1}", "1 2", "[1] x", "Exception in thread"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
