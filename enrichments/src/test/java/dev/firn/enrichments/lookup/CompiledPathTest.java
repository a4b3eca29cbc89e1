package dev.firn.enrichments.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledPathTest {

    private static final String DOCUMENT =
            """
            {"a": {"b": [{"c": 1, "d": "x"}, {"c": 2.50}]}, "n": null, "arr": [1, 2, 3], "a.b": 5, "": 7, "it's": 8,
             "limit": 2, "mixed": [{"v": "1"}, {"v": 1}, {"v": null}, {}, 4]}""";

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            $.a.b[0].c            | [1]
            $.a.b[*].c            | [1,2.50]
            $.a.b[-1].c           | [2.50]
            $.n                   | [null]
            $.n.x                 | []
            $.zz                  | []
            $['a.b']              | [5]
            $['']                 | [7]
            $['it\\'s']           | [8]
            $["it's"]             | [8]
            $.['n']               | [null]
            $.a.b[0]['c','d']     | [1,"x"]
            $['arr','n','q']      | [[1,2,3],null]
            $[ 'n' , "" ]         | [null,7]
            $.arr[0,2]            | [1,3]
            $.arr[ 0 ]            | [1]
            $.arr[0:2]            | [1,2]
            $.arr[1:]             | [2,3]
            $.arr[:-1]            | [1,2]
            $.arr[::2]            | [1,3]
            $.arr[-99:99]         | [1,2,3]
            $.arr[9]              | []
            $.arr[-9]             | []
            $.arr[-2147483648]    | []
            $.arr.c               | []
            $.a[0]                | []
            $.n[*]                | []
            $.arr[*]              | [1,2,3]
            $.a.*[0].*            | [1,"x"]
            $..c                  | [1,2.50]
            $..['c','d']          | [1,"x",2.50]
            $..[0].d              | ["x"]
            $.a..d                | ["x"]
            $.a.b[?(@.c==2.5)]    | [{"c":2.50}]
            $.a.b[?(@.d)].c       | [1]
            $.arr[?(@ > 1)]       | [2,3]
            $.arr[?(@ == $.limit)]| [2]
            $.mixed[?(@.v == 1)]  | [{"v":"1"},{"v":1}]
            $.mixed[?(@.v < 'a')] | [{"v":"1"}]
            $.a[?(@.b)]           | [{"b":[{"c":1,"d":"x"},{"c":2.50}]}]
            $.n[?(@.b)]           | []
            $.a.b[?(@.d == 'x' && @['c'] != 7)].d | ["x"]
            $..[?(@.d == 'x')].c  | [1,1]
            """)
    void findsMatches(String path, String expected) {
        List<JsonNode> matches = path(path).matches(json(DOCUMENT));
        assertThat(matches.stream().map(JsonText::write).toList().toString().replace(", ", ","))
                .isEqualTo(expected);
    }

    @Test
    void theRootIsAMatch() {
        JsonNode document = json("{\"latitude\": 32.234}");
        assertThat(path("$").matches(document)).containsExactly(document);
        assertThat(path("$").isRoot()).isTrue();
        assertThat(path("$.a").isRoot()).isFalse();
    }

    @ParameterizedTest(name = "{0} folds to {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            $.zz         | []
            $.n          | null
            $.arr        | [1,2,3]
            $.arr[*]     | [1,2,3]
            $.arr[0]     | 1
            $['n','arr'] | [null,[1,2,3]]
            """)
    void foldsMatches(String path, String expected) {
        assertThat(JsonText.write(path(path).fold(json(DOCUMENT)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                ".a",
                "@.a",
                " $.a",
                "$a",
                "$.",
                "$..",
                "$.a.",
                "$.a[",
                "$.a]",
                "$.a b",
                "$[a]",
                "$['a]",
                "$['a'",
                "$[]",
                "$[1",
                "$[1,]",
                "$['a',]",
                "$[99999999999]",
                "$[::0]",
                "$[::-1]",
                "$[?(",
                "$[?(@.a]",
                "$[?@.a]",
                "$[?(@.a ==)]",
                "$[?()]",
                "$.a.length()",
                "$.a.max()",
                "$.a.concat('b')",
                "$[(@.length-1)]",
                "*.invalidJsonPath",
                "$.a['",
                "$['\\",
                "$.a,b"
            })
    void refusesWhatIsNoPath(String text) {
        assertThatThrownBy(() -> path(text))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith("parameters.path is " + text.stripTrailing())
                .hasMessageContaining("expected a JSONPath");
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertThatThrownBy(() -> path("$.a.length()"))
                .hasMessage("parameters.path is $.a.length(); expected a JSONPath, but functions are not supported"
                        + " (at character 10)");
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            $.a            | {"a":"*","b":[1,{"c":2}],"d":null}
            $.b[1].c       | {"a":0,"b":[1,{"c":"*"}],"d":null}
            $.b[*]         | {"a":0,"b":["*","*"],"d":null}
            $.b[0,1]       | {"a":0,"b":["*","*"],"d":null}
            $['a','d','e'] | {"a":"*","b":[1,{"c":2}],"d":"*"}
            $.*            | {"a":"*","b":"*","d":"*"}
            $..c           | {"a":0,"b":[1,{"c":"*"}],"d":null}
            $.b[?(@.c)].c  | {"a":0,"b":[1,{"c":"*"}],"d":null}
            $.b[?(@ == 1)] | {"a":0,"b":["*",{"c":2}],"d":null}
            $.b[1:]        | {"a":0,"b":[1,"*"],"d":null}
            $              | "*"
            """)
    void replacesMatchesInACopy(String path, String expected) {
        // given
        JsonNode document = json("{\"a\": 0, \"b\": [1, {\"c\": 2}], \"d\": null}");
        String before = JsonText.write(document);
        // when
        JsonNode replaced = path(path).replace(document, match -> TextNode.valueOf("*"));
        // then
        assertThat(JsonText.write(replaced)).isEqualTo(expected);
        assertThat(JsonText.write(document)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.a", "$.zz", "$.b[*]", "$..*", "$['a','zz']", "$.b[?(@.c)]", "$.d.a", "$"})
    void givesTheSameDocumentWhenNothingIsReplaced(String path) {
        JsonNode document = json("{\"a\": 0, \"b\": [1, {\"c\": 2}], \"d\": null}");
        assertThat(path(path).replace(document, match -> match)).isSameAs(document);
    }

    @Test
    void walksTheDeepestDocumentThatIsRead() {
        int depth = JsonText.MAX_DEPTH;
        JsonNode document = json("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
        assertThat(path("$..a").matches(document)).hasSize(depth);
    }

    private static CompiledPath path(String text) {
        return CompiledPath.of("parameters.path", text);
    }

    private static JsonNode json(String text) {
        return ((ParsedJson.Json) JsonText.parse(text)).node();
    }
}
