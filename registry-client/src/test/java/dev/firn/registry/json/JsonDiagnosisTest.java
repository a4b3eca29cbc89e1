package dev.firn.registry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonDiagnosisTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("", "exhausted input"),
                arguments(" \t\r\n ", "exhausted input"),
                arguments("{", "exhausted input"),
                arguments("{\"a\"", "exhausted input"),
                arguments("{\"a\":", "exhausted input"),
                arguments("{\"a\":1", "exhausted input"),
                arguments("[1,", "exhausted input"),
                arguments("[[1]", "exhausted input"),
                arguments("\"abc", "exhausted input"),
                arguments("\"abc\\", "exhausted input"),
                arguments("\"\\u12", "exhausted input"),
                arguments("nul", "exhausted input"),
                arguments("1.", "exhausted input"),
                arguments("-", "exhausted input"),
                arguments("1e+", "exhausted input"),
                arguments("body", "expected json value got 'body' (line 1, column 1)"),
                arguments("^45fj_", "expected json value got '^45fj_' (line 1, column 1)"),
                arguments("NaN", "expected json value got 'NaN' (line 1, column 1)"),
                arguments("<html></html>", "expected json value got '<html>...' (line 1, column 1)"),
                arguments("foo", "expected false got 'foo' (line 1, column 1)"),
                arguments("nulL", "expected null got 'nulL' (line 1, column 1)"),
                arguments("[tru]", "expected true got 'tru]' (line 1, column 2)"),
                arguments("{\"a\"::2}", "expected json value got ':2}' (line 1, column 6)"),
                arguments("{\"a\" 2}", "expected : got '2}' (line 1, column 6)"),
                arguments("{9:\"a\"}", "expected \" got '9:\"a\"}' (line 1, column 2)"),
                arguments("{'a':1}", "expected \" got ''a':1}' (line 1, column 2)"),
                arguments("{not json", "expected \" got 'not js...' (line 1, column 2)"),
                arguments("{[-", "expected \" got '[-' (line 1, column 2)"),
                arguments("{\"a\":1,}", "expected \" got '}' (line 1, column 8)"),
                arguments("{]", "expected \" got ']' (line 1, column 2)"),
                arguments("[1,]", "expected json value got ']' (line 1, column 4)"),
                arguments("[}", "expected json value got '}' (line 1, column 2)"),
                arguments("[-a]", "expected digit got '-a]' (line 1, column 2)"),
                arguments("[1.e5]", "expected digit got '1.e5]' (line 1, column 2)"),
                arguments("[01]", "expected ] or , got '1]' (line 1, column 3)"),
                arguments("[{} {}]", "expected ] or , got '{}]' (line 1, column 5)"),
                arguments("{\"a\":1}x", "expected whitespace or eof got 'x' (line 1, column 8)"),
                arguments("{} {}", "expected whitespace or eof got '{}' (line 1, column 4)"),
                arguments("01", "expected whitespace or eof got '1' (line 1, column 2)"),
                arguments("{\"a\": \"b\"\n \"c\"}", "expected } or , got '\"c\"}' (line 2, column 2)"),
                arguments("{\"a\":[1,{\"b\":[]}}", "expected ] or , got '}' (line 1, column 17)"),
                arguments("1\n\n x", "expected whitespace or eof got 'x' (line 3, column 2)"),
                arguments("{\"a\":\"b\tc\"}", "control char (9) in string got '\t...' (line 1, column 8)"),
                arguments("\"\\x\"", "illegal escape sequence (\\x) got '\\...' (line 1, column 2)"),
                arguments("\"\\u12g4\"", "expected valid unicode escape got '12g4\"' (line 1, column 4)"),
                arguments("\"\\u12é4\"", "exhausted input"),
                arguments("\uFEFF{}", "expected json value got '\uFEFF{}' (line 1, column 1)"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void namesWhatWasExpectedAndWhere(String text, String message) {
        assertThat(JsonText.parse(text)).isEqualTo(new ParsedJson.NotJson("invalid json: " + message));
    }
}
