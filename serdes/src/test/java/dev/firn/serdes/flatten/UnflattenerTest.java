package dev.firn.serdes.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnflattenerTest {

    private static final int DOCUMENTS = 120_000;
    private static final long SEED = 20220621;

    @Test
    void givesEveryGeneratedDocumentBackExactly() {
        Documents documents = new Documents(SEED);
        Flattener flattener = Flattener.of(FlattenRules.lossless());
        Unflattener unflattener = Unflattener.of(FlattenRules.lossless());
        for (int i = 0; i < DOCUMENTS; i++) {
            assertInverse(flattener, unflattener, documents.next(), i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "__", "::", "_-_", "a", "😀", " ", "\"", "한", "\n", "{}", "aab"})
    void givesDocumentsBackWhateverTheDelimiter(String delimiter) {
        FlattenRules rules = FlattenRules.lossless().withDelimiter(delimiter);
        Documents documents = new Documents(SEED + delimiter.hashCode());
        Flattener flattener = Flattener.of(rules);
        Unflattener unflattener = Unflattener.of(rules);
        for (int i = 0; i < 5_000; i++) {
            assertInverse(flattener, unflattener, documents.next(), i);
        }
    }

    /** Through bytes, since that is how it travels. */
    private static void assertInverse(Flattener flattener, Unflattener unflattener, ObjectNode document, int number) {
        String expected = Json.text(document);
        Flattened flattened = flattener.flatten(document);
        String flat = String.join("\n", Json.texts(flattened));
        String back = unflattener.unflatten(Json.object(flat)).fold(Json::text, message -> message);
        boolean isFlat = flattened.records().stream()
                .flatMap(record -> record.properties().stream())
                .allMatch(field ->
                        !field.getValue().isContainerNode() || field.getValue().isEmpty());
        if (!back.equals(expected) || !isFlat) {
            assertThat(back)
                    .as("document %d of seed %d, flat: %s", number, SEED, flat)
                    .isEqualTo(expected);
            assertThat(isFlat).as(flat).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'b':[1,{'c':[]}]}} | {'a_b_0':1,'a_b_1_c':[]}",
                "{'a_b':1,'a':{'b':2}} | {'a~_b':1,'a_b':2}",
                "{'a':{'0':1,'01':2,'x1':3}} | {'a_~0':1,'a_01':2,'a_x1':3}",
                "{'':{'':1},'~':2} | {'_':1,'~~':2}",
                "{} | {}"
            })
    void escapesWhatWouldBeAmbiguous(String document, String flat) {
        assertThat(Json.flat(FlattenRules.lossless(), document.replace('\'', '"')))
                .containsExactly(flat.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1,'a_b':2} | key a_b: within what is a value",
                "{'a_b':1,'a':2} | key a: already there",
                "{'a_b':1,'a_0':2} | key a_0: a position in what is no array",
                "{'a_0':1,'a_b':2} | key a_b: a key in what is no object",
                "{'0':1} | key 0: a position in what is no array",
                "{'a_1':1} | key a_1: positions before it are missing",
                "{'a_0':1,'a_999999999':1} | key a_999999999: positions before it are missing"
            })
    void refusesKeysThatContradictEachOther(String flat, String message) {
        Unflattener unflattener = Unflattener.of(FlattenRules.lossless());

        String result =
                unflattener.unflatten(Json.object(flat.replace('\'', '"'))).fold(Json::text, why -> why);

        assertThat(result).isEqualTo(message);
    }

    @Test
    void refusesAKeyThatWouldBecomeTooManyLevels() {
        ObjectNode flat = Json.object("{\"" + "_".repeat(1_000_000) + "\":1}");

        Unflattener.Result result = Unflattener.of(FlattenRules.lossless()).unflatten(flat);

        assertThat(result).isInstanceOf(Unflattener.Result.Contradiction.class);
    }

    @Test
    void doesNotInvertRulesThatLoseSomething() {
        assertThatThrownBy(() -> Unflattener.of(FlattenRules.defaults()))
                .isInstanceOf(FlattenRulesException.class)
                .hasMessage("flatten: profile is default, expected rules that lose nothing, such as lossless");
    }

    @Test
    void rejectsWhatCannotBeWrittenWithoutLoss() {
        Flattener flattener = Flattener.of(FlattenRules.lossless());

        Flattened text = flattener.flatten(Json.object("{}").put("a", "\uD800"));
        Flattened key = flattener.flatten(Json.object("{}").put("\uDC00", 1));

        assertThat(text.rejections().get(0).reason()).isEqualTo(Rejection.Reason.NOT_UNICODE);
        assertThat(key.rejections().get(0).reason()).isEqualTo(Rejection.Reason.NOT_UNICODE);
    }
}
