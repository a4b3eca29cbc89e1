package dev.firn.enrichments.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputTest {

    private static final EventView EVENT = EventFixture.event()
            .with(AtomicField.USER_ID, "alice")
            .with(AtomicField.GEO_LATITUDE, 42f)
            .with(AtomicField.TR_TOTAL, new BigDecimal("12.50"))
            .with(AtomicField.BR_COOKIES, true)
            .with(AtomicField.TXN_ID, 7)
            .with(AtomicField.REFR_DVCE_TSTAMP, EventFixture.COLLECTED_AT)
            .with(AtomicField.CONTEXTS, Configs.json("{\"schema\": \"x\", \"data\": []}"))
            .context(entity("com.acme/session/jsonschema/1-0-0", "{\"id\": 1}"))
            .context(entity("com.acme/session/jsonschema/1-1-0", "{\"id\": 2, \"tags\": [1, \"a\"]}"))
            .derivedContext(entity("com.acme/session/jsonschema/1-0-0", "{\"id\": 3}"))
            .unstructEvent(entity("com.acme/click/jsonschema/2-0-1", "{\"somekey\": \"somevalue\"}"))
            .view();

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "user_id, alice, java.lang.String",
        "geo_latitude, 42.0, java.lang.Float",
        "tr_total, 12.50, java.math.BigDecimal",
        "br_cookies, 1, java.lang.Byte",
        "txn_id, 7, java.lang.Integer",
        "refr_dvce_tstamp, 2026-01-02 03:04:05.678, java.lang.String",
        "refr_device_tstamp, 2026-01-02 03:04:05.678, java.lang.String",
        "contexts, '{\"schema\":\"x\",\"data\":[]}', java.lang.String"
    })
    void givesColumnsAsSnowplowHoldsThem(String name, String text, Class<?> type) {
        PojoInput input = (PojoInput) input("{\"pojo\": {\"field\": \"" + name + "\"}}");
        assertThat(input.text(EVENT)).isEqualTo(text);
        assertThat(input.value(EVENT)).isInstanceOf(type).hasToString(text);
    }

    @Test
    void givesNothingForAnEmptyColumn() {
        PojoInput input = (PojoInput) input("{\"pojo\": {\"field\": \"app_id\"}}");
        assertThat(input.text(EVENT)).isNull();
        assertThat(input.value(EVENT)).isNull();
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
            contexts         | iglu:com.acme/session/jsonschema/1-*-* | $.id   | 1
            contexts         | iglu:com.acme/session/jsonschema/1-1-* | $.id   | 2
            contexts         | iglu:com.acme/session/jsonschema/*-*-* | $.tags | []
            contexts         | iglu:com.acme/session/jsonschema/1-1-0 | $.tags | [1,"a"]
            contexts         | iglu:com.acme/session/jsonschema/2-*-* | $.id   | none
            derived_contexts | iglu:com.acme/session/jsonschema/1-*-* | $.id   | 3
            unstruct_event   | iglu:com.acme/click/jsonschema/*-*-*   | $.somekey | "somevalue"
            unstruct_event   | iglu:com.acme/click/jsonschema/1-*-*   | $.somekey | none
            """)
    void takesTheFirstEntityThatFits(String field, String criterion, String path, String expected) {
        EntityInput input =
                (EntityInput) input("{\"json\": {\"field\": \"%s\", \"schemaCriterion\": \"%s\", \"jsonPath\": \"%s\"}}"
                        .formatted(field, criterion, path));
        assertThat(input.value(EVENT)).isEqualTo(expected == null ? null : Configs.json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"pojo": {"field": "unknown_property"}} | inputs[0].pojo.field is unknown_property; expected the name of a column
            {}                                      | Either json or pojo input must be specified, none provided
            {"pojo": {}, "json": {}}                | Either json or pojo input must be specified, both provided
            {"json": {"field": "user_id", "schemaCriterion": "iglu:a/b/c/1-*-*", "jsonPath": "$"}} | json.field is user_id; expected one of
            {"json": {"field": "contexts", "schemaCriterion": "iglu:a/b", "jsonPath": "$"}} | Could not parse schema criterion iglu:a/b
            {"json": {"field": "contexts", "schemaCriterion": "iglu:a/b/c/1-*-*", "jsonPath": "*.bad"}} | inputs[0].json.jsonPath is *.bad
            """)
    void refusesWhatDoesNotExist(String config, String expected) {
        assertThatThrownBy(() -> input(config))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining(expected);
    }

    private static Input input(String json) {
        return Input.of(ConfigReader.parameters(Configs.parameters("{\"inputs\": [" + json + "]}"))
                .objects("inputs")
                .get(0));
    }

    private static SelfDescribingJson entity(String schema, String data) {
        return new SelfDescribingJson(SchemaKey.of("iglu:" + schema), Configs.json(data));
    }
}
