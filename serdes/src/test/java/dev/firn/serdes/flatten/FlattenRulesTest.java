package dev.firn.serdes.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlattenRulesTest {

    @Test
    void readsEveryKey() {
        FlattenRules rules = FlattenRules.of(
                Json.tree(
                        """
                {"delimiter":".","parse-json":{"paths":["a.b"],"auto":true,"max-chars":10,"max-depth":"3","max-nesting":2},
                 "arrays":{"default":"keep","paths":{"c":"explode"}},
                 "explode":{"root-id":"id","root-id-field":"r","path-field":"p","index-field":"i","copy-parent":"true"},
                 "empty-containers":"null","nulls":"drop",
                 "rename":{"map":{"x":"y"},"regex":[{"pattern":"a(b)","replacement":"$1"}],"snake-case":true,
                           "blanks":true,"nfc":true,"reserved":["order"],"max-length":63},
                 "collisions":"array","duplicate-keys":"first","top-level-arrays":"reject",
                 "max-depth":7,"deep-values":"reject","max-output-chars":5000}
                """));

        assertThat(rules.delimiter()).isEqualTo(".");
        assertThat(rules.parseJson()).isEqualTo(new ParseJson(List.of(FieldPath.of("a.b")), true, 10, 3, 2));
        assertThat(rules.arrays())
                .isEqualTo(new ArrayRules(
                        ArrayPolicy.KEEP,
                        Map.of(FieldPath.of("c"), ArrayPolicy.EXPLODE),
                        new Explode(FieldPath.of("id"), "r", "p", "i", true)));
        assertThat(rules.emptyContainers()).isEqualTo(EmptyContainers.NULL);
        assertThat(rules.nulls()).isEqualTo(Nulls.DROP);
        assertThat(rules.rename().names()).isEqualTo(new LinkedHashMap<>(Map.of("x", "y")));
        assertThat(rules.rename().replacements()).hasSize(1);
        assertThat(rules.rename().snakeCase()
                        && rules.rename().blanks()
                        && rules.rename().nfc())
                .isTrue();
        assertThat(rules.rename().maxLength()).isEqualTo(63);
        assertThat(rules.collisions()).isEqualTo(Collisions.ARRAY);
        assertThat(rules.duplicateKeys()).isEqualTo(DuplicateKeys.FIRST);
        assertThat(rules.topLevelArrays()).isEqualTo(TopLevelArrays.REJECT);
        assertThat(rules.limits()).isEqualTo(new Limits(7, DeepValues.REJECT, 5000));
    }

    @Test
    void startsFromAProfile() {
        assertThat(FlattenRules.of(Json.tree("{}"))).isEqualTo(FlattenRules.defaults());
        assertThat(FlattenRules.of(Json.tree("{\"profile\":\"lossless\",\"delimiter\":\".\"}")))
                .isEqualTo(FlattenRules.lossless().withDelimiter("."));
        assertThat(FlattenRules.lossless().isLossless()).isTrue();
        assertThat(FlattenRules.defaults().isLossless()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | rules is [], expected an object",
                "{'delimeter':'.'} | delimeter is ., expected no such key, but one of profile, delimiter, parse-json,"
                        + " arrays, explode, empty-containers, nulls, rename, collisions, duplicate-keys,"
                        + " top-level-arrays, max-depth, deep-values, max-output-chars",
                "{'profile':'lossy'} | profile is lossy, expected default or lossless",
                "{'profile':'lossless','nulls':'drop'} | profile is lossless, expected no other key that changes what"
                        + " the lossless profile keeps",
                "{'delimiter':''} | delimiter is , expected 1 to 16 characters",
                "{'delimiter':7} | delimiter is 7, expected a text",
                "{'profile':'lossless','delimiter':'~'} | delimiter is ~, expected neither digits nor ~, since keys are"
                        + " escaped",
                "{'nulls':'keep it'} | nulls is keep it, expected keep, drop",
                "{'arrays':'indexed'} | arrays is indexed, expected index, keep, json-text, explode, first, last",
                "{'arrays':{'paths':{'a':'b'}}} | arrays.paths.a is b, expected index, keep, json-text, explode, first, last",
                "{'parse-json':['a\\\\']} | parse-json is a\\, expected a path that does not end in a backslash",
                "{'parse-json':{'path':'a'}} | parse-json.path is a, expected no such key, but one of paths, auto,"
                        + " max-chars, max-depth, max-nesting",
                "{'parse-json':{'max-depth':0}} | parse-json.max-depth is 0, expected an integer from 1 to 1000",
                "{'explode':{'root-id':'a.*'}} | explode.root-id is a.*, expected a path without *",
                "{'rename':{'regex':[{'pattern':'('}]}} | rename.regex[0].pattern is (, expected a regular expression"
                        + " (Unclosed group)",
                "{'rename':{'regex':[{'pattern':'a','replacement':'$1'}]}} | rename.regex[0].replacement is $1, expected a"
                        + " text that names only groups of the pattern",
                "{'rename':{'snake-case':'yes'}} | rename.snake-case is yes, expected true or false",
                "{'rename':{'max-length':5}} | rename.max-length is 5, expected an integer from 16 to 1048576",
                "{'rename':{'map':{'a':1}}} | rename.map.a is 1, expected a text",
                "{'max-depth':'deep'} | max-depth is deep, expected an integer"
            })
    void refusesWhatCannotBeUsedNamingKeyValueAndExpectation(String rules, String message) {
        assertThatThrownBy(() -> FlattenRules.of(Json.tree(rules.replace('\'', '"'))))
                .isInstanceOf(FlattenRulesException.class)
                .hasMessage("flatten: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a\\.b.c", "*.0.x", "\\*", ".a", "한글.키"})
    void keepsThePathAsItWasWritten(String path) {
        assertThat(FieldPath.of(path)).hasToString(path);
    }

    @Test
    void tellsAStarFromAnyKey() {
        assertThat(FieldPath.of("*").steps()).containsExactly(new FieldPath.Step(null));
        assertThat(FieldPath.of("\\*").steps()).containsExactly(new FieldPath.Step("*"));
        assertThat(FieldPath.of("a\\.b.c").steps()).containsExactly(new FieldPath.Step("a.b"), new FieldPath.Step("c"));
    }
}
