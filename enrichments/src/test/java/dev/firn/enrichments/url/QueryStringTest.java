package dev.firn.enrichments.url;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.firn.serdes.payload.NormalizedPayload.Parameter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "e=pv&x=1 (e=pv)(x=1)",
                "x=1&x=2 (x=1)(x=2)",
                "a=b+c `(a=b c)`",
                "a=b%20c `(a=b c)`",
                "a=%2B (a=+)",
                "a (a)",
                "a= (a=)",
                "a&b=1 (a)(b=1)",
                "=b ``",
                "&&a=1& (a=1)",
                "a=1;b=2 (a=1)(b=2)",
                "a=b=c (a=b=c)",
                "%61=1 (a=1)",
                "?e=pv (?e=pv)",
                "q=[1] (q=[1])",
                "q=a#b (q=a)",
                "#q=a ``",
                "q=%E9 (q=\uFFFD)",
                "q=%FF%FE (q=\uFFFD\uFFFD)",
                "a=%F0%9F%98%80 (a=\uD83D\uDE00)",
                "a=\u00e9 (a=\uFFFD)",
                "a=\ud55c (a=\\)",
                "page=Celestial%2520Tarot (page=Celestial%20Tarot)",
                "a=1;b=2&c=%E9&d=x+y%2Bz&e `(a=1)(b=2)(c=\uFFFD)(d=x y+z)(e)`",
                "co=%7B%22page%22:%7B%22last$tms%22:1,%22x%22:2%7D%7D (co={\"page\":{\"last$tms\":1,\"x\":2}})",
            })
    void splitsAndDecodes(String raw, String expected) {
        assertThat(show(QueryString.parseRequest(raw, UTF_8))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void decodesInTheGivenCharset() {
        assertThat(show(QueryString.parseRequest("a=%E9", ISO_8859_1))).isEqualTo("(a=\u00e9)");
        assertThat(show(QueryString.parseRequest("a=%B0%A1", Charset.forName("EUC-KR"))))
                .isEqualTo("(a=\uac00)");
        assertThat(show(QueryString.parseRequest("a=%00A", StandardCharsets.UTF_16)))
                .isEqualTo("(\uFFFD=A)");
    }

    @Test
    void readsNoQuerystringAsNoParameters() {
        assertThat(show(QueryString.parseRequest(null, UTF_8))).isEmpty();
        assertThat(show(QueryString.parseRequest("", UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "e=pv&page=a|b, Illegal character in query at index 29: http://localhost/?e=pv&page=a|b",
                "a=b c, Illegal character in query at index 21: http://localhost/?a=b c",
                "a=%zz, Malformed escape pair at index 20: http://localhost/?a=%zz",
                "a=%, Malformed escape pair at index 20: http://localhost/?a=%",
                "a#b|, Illegal character in fragment at index 21: http://localhost/?a#b|",
                "a#b#c, Illegal character in fragment at index 21: http://localhost/?a#b#c",
                "x@12ab;{, Illegal character in query at index 25: http://localhost/?x@xxxxxx;{",
            })
    void refusesWhatIsNoUriInTheWordsOfTheJdk(String raw, String message) {
        assertThat(QueryString.parseRequest(raw, UTF_8)).isEqualTo(new ParsedQuery.Illegal(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q={x}", "q=\"x\"", "q=<", "q=>", "q=^", "q=`", "q=\\", "q=\u0001", "q=\u0085", "q=\u00a0"})
    void refusesCharactersThatUrisDoNotHave(String raw) {
        assertThat(QueryString.parseRequest(raw, UTF_8)).isInstanceOf(ParsedQuery.Illegal.class);
    }

    @Test
    void leavesNoControlCharactersInTheMessage() {
        assertThat(QueryString.parseRequest("a=\tb\nc\u0007 ", UTF_8))
                .isEqualTo(
                        new ParsedQuery.Illegal("Illegal character in query at index 20: http://localhost/?a=    bc"));
    }

    @Test
    void takesExactlyTheQuerystringsThatTheJdkTakes() {
        Gibberish.forEach(11, 40_000, 7, raw -> {
            String expected;
            try {
                String query = new URI("http://localhost/?" + raw).getRawQuery();
                expected = show(new ParsedQuery.Pairs(query == null ? List.of() : QueryString.parse(query, UTF_8)));
            } catch (URISyntaxException e) {
                expected = "illegal";
            }
            if (!show(QueryString.parseRequest(raw, UTF_8)).equals(expected)) {
                throw new AssertionError("not as expected, " + expected + ": " + raw);
            }
        });
    }

    @Test
    void keepsTheLastOfDuplicatesInAMap() {
        List<Parameter> pairs = QueryString.parse("a=1&b&a=2&c=", UTF_8);

        assertThat(QueryString.asMap(pairs)).containsExactly(entry("a", "2"), entry("b", ""), entry("c", ""));
    }

    private static String show(ParsedQuery query) {
        return query.fold(
                pairs -> pairs.stream()
                        .map(p -> "(" + p.name() + (p.value() == null ? "" : "=" + p.value()) + ")")
                        .collect(Collectors.joining()),
                message -> "illegal");
    }
}
