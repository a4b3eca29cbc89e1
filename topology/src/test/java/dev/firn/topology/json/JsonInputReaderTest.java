package dev.firn.topology.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.flatten.FlattenRules;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonInputReaderTest {

    private static JsonNode parse(String json) {
        return JsonText.parse(json).fold(node -> node, message -> {
            throw new IllegalArgumentException(message);
        });
    }

    @Test
    void readsEverySetting() {
        JsonInput input = JsonInput.of(
                parse(
                        """
                {"name": "ads", "topics": ["a", "b"], "flatten": {"delimiter": "."},
                 "migrate": [{"rename": {"x": "y"}}, {"drop": ["z", "w"]}, {"cast": {"n": "integer"}},
                             {"set": {"day": "record.y + '!'"}}],
                 "time": {"field": "at", "format": "epoch-millis", "zone": "Asia/Seoul"},
                 "key": "record.y", "on-broken": "bad-row-whole-record"}
                """));

        assertThat(input.name()).isEqualTo("ads");
        assertThat(input.topics()).containsExactly("a", "b");
        assertThat(input.reads("b")).isTrue();
        assertThat(input.reads("c")).isFalse();
        assertThat(input.rules()).isEqualTo(FlattenRules.defaults().withDelimiter("."));
        assertThat(input.migration().changes())
                .hasSize(5)
                .startsWith(
                        new Change.Rename("x", "y"),
                        new Change.Drop("z"),
                        new Change.Drop("w"),
                        new Change.Cast("n", Change.Kind.INTEGER));
        assertThat(input.time()).isEqualTo(new EventTime("at", "epoch-millis", ZoneId.of("Asia/Seoul")));
        assertThat(input.key()).hasToString("record.y");
        assertThat(input.onBroken()).isEqualTo(OnBroken.BAD_ROW_WHOLE_RECORD);
    }

    @Test
    void littleIsEnough() {
        JsonInput input = JsonInput.of(
                parse("{\"name\":\"ads\",\"topic-pattern\":\"ads-.*\",\"flatten\":false,\"time\":\"at\"}"));

        assertThat(input.reads("ads-1")).isTrue();
        assertThat(input.flattens()).isFalse();
        assertThat(input.time()).isEqualTo(EventTime.iso("at"));
        assertThat(input.onBroken()).isEqualTo(OnBroken.BAD_ROW_AND_PASS_GOOD);
        assertThat(JsonInput.of(parse("{\"name\":\"a\",\"topics\":\"t\",\"flatten\":{\"enabled\":false,"
                                + "\"duplicate-keys\":\"reject\"}}"))
                        .flattens())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {}                                                       | name = , expected 1 to 63
            {"name":"Ads","topics":["t"]}                            | name = Ads, expected 1 to 63
            {"name":"a"}                                             | json input 'a': topics = , expected topics or topic-pattern
            {"name":"a","topics":["t"],"topic-pattern":"x"}          | topics or topic-pattern, one of the two
            {"name":"a","topics":[]}                                 | topics = [], expected at least one name
            {"name":"a","topics":[7]}                                | topics = 7, expected a text
            {"name":"a","topic-pattern":"("}                         | topic-pattern: Unclosed group
            {"name":"a","topics":["t"],"topik":1}                    | topik = 1, expected no such key, but flatten, key
            {"name":"a","topics":["t"],"flatten":{"delimitr":"x"}}   | flatten: flatten: delimitr
            {"name":"a","topics":["t"],"flatten":"maybe"}            | flatten = "maybe", expected true or false
            {"name":"a","topics":["t"],"migrate":[{"move":{}}]}      | migrate = move, expected rename, drop, cast or set
            {"name":"a","topics":["t"],"migrate":{"rename":{}}}      | migrate = {"rename":{}}, expected a list
            {"name":"a","topics":["t"],"migrate":[{"cast":{"n":"int"}}]} | migrate.cast.n = "int", expected one of text, integer
            {"name":"a","topics":["t"],"migrate":[{"set":{"n":"rec.x"}}]} | migrate.set.n: expression 'rec.x': line 1, column 1: undeclared
            {"name":"a","topics":["t"],"time":{"field":"x","format":"abc"}} | time: Unknown pattern letter
            {"name":"a","topics":["t"],"time":{"field":"x","zone":"Nowhere"}} | time.zone = Nowhere, expected a zone
            {"name":"a","topics":["t"],"time":{"format":"iso"}}      | time.field = , expected a member's name
            {"name":"a","topics":["t"],"key":"record"}               | key: expression 'record': is map, expected a text
            {"name":"a","topics":["t"],"on-broken":"ignore"}         | on-broken = "ignore", expected one of bad-row-and-pass-good
            """)
    void mistakesAreNamed(String json, String message) {
        assertThatThrownBy(() -> JsonInput.of(parse(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("json input '")
                .hasMessageContaining(message);
    }
}
