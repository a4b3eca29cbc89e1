package dev.firn.enrichments.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Results;
import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiEnrichmentTest extends EnrichmentContract {

    private static final String JOHN = "7d8a4beae5bc9d314600667d2f410918f9af265017a6ade99f60a9c8f3aac6e9";
    private static final String ADDRESS = "dd9720903c89ae891ed5c74bb7a9f2f90f6487927ac99afe73b096ad0287f3f5";
    private static final String PRINT = "27abac60dff12792c6088b8d00ce7f25c86b396b8c3740480cd18e21068ecff4";
    private static final String JIM = "72f323d5359eabefc69836369e4cabc6257c43ab6419b05dfb2211d0e44284c6";
    private static final String BOB = "1c6660411341411d5431669699149283d10e070224be4339d52bbc4b007e78c5";
    private static final String TIM = "09e4160b10703767dcb28d834c1905a182af0f828d6d3512dd07d466c283c840";
    private static final String HELLO = "b62f3a2475ac957009088f9b8ab77ceb7b4ed7c5a6fd920daa204a1953334acb";
    private static final String WORLD = "8ad32723b7435cbf535025e519cc94dbf1568e17ced2aeb4b9e7941f6346d7d0";
    private static final String EMPTY = "7a3477dad66e666bd203b834c54b6dfe8b546bdbc5283462ad14052abfb06600";
    private static final String OTHER_ADDRESS = "269c433d0cc00395e3bc5fe7f06c5ad822096a38bec2d8a005367b52c0dfb428";

    private static final String CONTEXTS =
            """
            {"schema":"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1","data":[
            {"schema":"iglu:com.acme/email_sent/jsonschema/1-0-0",
             "data":{"emailAddress":"jim@acme.com","emailAddress2":"bob@acme.com"}},
            {"schema":"iglu:com.acme/email_sent/jsonschema/1-1-0",
             "data":{"emailAddress":"tim@acme.com","emailAddress2":"tom@acme.com","schema":"iglu:a/b/c/1-0-0",
              "data":{"emailAddress":"jim@acme.com","emailAddress2":"bob@acme.com"},"someInt":1}},
            {"schema":"iglu:com.test/array/jsonschema/1-0-0",
             "data":{"field":["hello","world"],"field2":null,"field3":null,"field4":"","mixed":["hello",1,null,["world"]]}},
            "no entity",{"schema":"iglu:nonsense","data":{"emailAddress":"x"}},{"schema":1,"data":{}},
            {"schema":"iglu:com.acme/email_sent/jsonschema/1-0-0"}]}""";

    private static final String UNSTRUCT =
            """
            {"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0",
            "data":{"schema":"iglu:com.mailgun/message_clicked/jsonschema/1-0-0","data":{"ip":"50.56.129.169","city":"x"}}}""";

    private static final EventView EVENT = EventFixture.event()
            .with(AtomicField.USER_ID, "john@acme.com")
            .with(AtomicField.USER_IPADDRESS, "70.46.123.145")
            .with(AtomicField.USER_FINGERPRINT, "its_you_again!")
            .with(AtomicField.MKT_TERM, "hello")
            .with(AtomicField.SE_LABEL, "")
            .with(AtomicField.APP_ID, "john@acme.com")
            .with(AtomicField.CONTEXTS, Configs.json(CONTEXTS))
            .with(AtomicField.UNSTRUCT_EVENT, Configs.json(UNSTRUCT))
            .view();

    @Override
    protected Enrichment enrichment() {
        return create(
                "SHA-256",
                ", \"emitEvent\": true",
                column("user_id"),
                column("mkt_term"),
                column("se_label"),
                json("contexts", "com.acme/thing/jsonschema/1-0-*", "$.text"));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "SHA-256, john@acme.com, " + JOHN,
        "SHA-256, '', " + EMPTY,
        "SHA-256, 500, fae3733fa03cdf57d82e89ac63026afd8782d07ba3c918acb415a4343457785f",
        "SHA-1, 37.228.225.32, 9e78f7282f027de55ec5c67aac71ae58cd78e203",
        // printf johnpepper123 | md5sum
        "MD5, john, 3ede65ca39c8d1dcbed971e841c97c3f",
    })
    void hashesTheValueAndThenTheSalt(String function, String value, String expected) {
        EventView event = EventFixture.event().with(AtomicField.USER_ID, value).view();
        assertThat(Results.columns(create(function, "", column("user_id")).enrich(event)))
                .isEqualTo(Map.of(AtomicField.USER_ID, expected));
    }

    @ParameterizedTest
    @CsvSource({"MD2, 32", "MD5, 32", "SHA-1, 40", "SHA-256, 64", "SHA-384, 96", "SHA-512, 128"})
    void knowsAllFunctionsOfTheSchema(String function, int length) {
        Object hash = Results.columns(create(function, "", column("user_id")).enrich(EVENT))
                .get(AtomicField.USER_ID);
        assertThat((String) hash).hasSize(length).matches("[0-9a-f]+");
    }

    @Test
    void masksTheColumnsNamedAndNoOthers() {
        Enrichment enrichment = create(
                "SHA-256",
                "",
                column("user_id"),
                column("user_ipaddress"),
                column("ip_domain"),
                column("user_fingerprint"),
                column("mkt_term"),
                column("se_label"));
        assertThat(Results.columns(enrichment.enrich(EVENT)))
                .isEqualTo(Map.of(
                        AtomicField.USER_ID, JOHN,
                        AtomicField.USER_IPADDRESS, ADDRESS,
                        AtomicField.USER_FINGERPRINT, PRINT,
                        AtomicField.MKT_TERM, HELLO,
                        AtomicField.SE_LABEL, EMPTY));
    }

    @Test
    void hashesAColumnThatIsNamedTwiceTwice() {
        Object once = Results.columns(create("SHA-256", "", column("user_id")).enrich(EVENT))
                .get(AtomicField.USER_ID);
        EventView masked = EventFixture.event().with(AtomicField.USER_ID, once).view();
        assertThat(Results.columns(create("SHA-256", "", column("user_id"), column("user_id"))
                        .enrich(EVENT)))
                .isEqualTo(
                        Results.columns(create("SHA-256", "", column("user_id")).enrich(masked)));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            com.acme/email_sent/jsonschema/1-0-* | $.emailAddress       | /0/data/emailAddress=jim
            com.acme/email_sent/jsonschema/1-1-0 | $.data.emailAddress2 | /1/data/data/emailAddress2=bob
            com.acme/email_sent/jsonschema/1-*-0 | $.emailAddress       | /0/data/emailAddress=jim /1/data/emailAddress=tim
            com.test/array/jsonschema/1-0-0      | $.field              | /2/data/field/0=hello /2/data/field/1=world
            com.test/array/jsonschema/1-0-0      | $.field[*]           | /2/data/field/0=hello /2/data/field/1=world
            com.test/array/jsonschema/1-0-0      | $.field[1]           | /2/data/field/1=world
            com.test/array/jsonschema/1-0-0      | $.mixed              | /2/data/mixed/0=hello
            com.test/array/jsonschema/1-0-0      | $.mixed[*]           | /2/data/mixed/0=hello /2/data/mixed/3/0=world
            com.test/array/jsonschema/1-0-0      | $..*                 | /2/data/field/0=hello /2/data/field/1=world /2/data/field4=empty /2/data/mixed/0=hello /2/data/mixed/3/0=world
            com.test/array/jsonschema/1-0-0      | $.field2             |
            com.test/array/jsonschema/1-0-0      | $.field3.a           |
            com.test/array/jsonschema/1-0-0      | $.field4             | /2/data/field4=empty
            com.acme/email_sent/jsonschema/1-*-* | $.someInt            |
            com.acme/email_sent/jsonschema/1-1-* | $.data               |
            com.acme/email_sent/jsonschema/1-*-* | $.field.that.does.not.exist.in.this.instance |
            com.acme/email_sent/jsonschema/1-0-* | $.['emailAddress', 'emailAddress2', 'emailAddressNonExistent'] | /0/data/emailAddress=jim /0/data/emailAddress2=bob
            com.acme/email/jsonschema/1-0-*      | $.emailAddress       |
            """)
    void masksValuesInEntities(String criterion, String path, @Nullable String expected) {
        // given
        JsonNode original = Configs.json(CONTEXTS);
        JsonNode masked = original.deepCopy();
        for (String change : expected == null ? new String[0] : expected.split(" ")) {
            String[] parts = change.split("=");
            replace(masked, "/data" + parts[0], hashOf(parts[1]));
        }
        // when
        Map<AtomicField, @Nullable Object> columns = Results.columns(
                create("SHA-256", "", json("contexts", criterion, path)).enrich(EVENT));
        // then
        assertThat(columns).isEqualTo(masked.equals(original) ? Map.of() : Map.of(AtomicField.CONTEXTS, masked));
        if (!columns.isEmpty()) {
            assertThat(JsonText.write((JsonNode) columns.get(AtomicField.CONTEXTS)))
                    .as("the keys keep their order")
                    .isEqualTo(JsonText.write(masked));
        }
        assertThat(EVENT.json(AtomicField.CONTEXTS))
                .as("the event's own tree is left alone")
                .isEqualTo(original);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$..[?(@.id)].name", "$..a..name", "$..*", "$..name"})
    void hashesOnceWhatAPathMeetsAgain(String path) {
        // given
        String contexts =
                """
                {"schema":"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1","data":[
                {"schema":"iglu:com.acme/users/jsonschema/1-0-0","data":{"a":{"a":[{"id":1,"name":"hello"}]}}}]}""";
        EventView event = EventFixture.event()
                .with(AtomicField.CONTEXTS, Configs.json(contexts))
                .view();
        // when
        EnrichmentResult result = create(
                        "SHA-256", ", \"emitEvent\": true", json("contexts", "com.acme/users/jsonschema/1-0-0", path))
                .enrich(event);
        // then
        assertThat(Results.columns(result))
                .isEqualTo(Map.of(AtomicField.CONTEXTS, Configs.json(contexts.replace("\"hello", "\"" + HELLO))));
        SelfDescribingJson report = ((Changes) result).report();
        assertThat(report).isNotNull();
        assertThat(report.data().at("/pii/json")).hasSize(1);
    }

    @Test
    void masksTheSelfDescribingEvent() {
        Enrichment enrichment =
                create("SHA-256", "", json("unstruct_event", "com.mailgun/message_clicked/jsonschema/1-0-0", "$.ip"));
        assertThat(Results.columns(enrichment.enrich(EVENT)))
                .isEqualTo(Map.of(
                        AtomicField.UNSTRUCT_EVENT, Configs.json(UNSTRUCT.replace("50.56.129.169", OTHER_ADDRESS))));
    }

    @Test
    void masksWhatAnIncompleteEventTellsOfRefusedEntities() {
        // given
        String failure =
                """
                {"schema":"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1","data":[
                {"schema":"iglu:com.snowplowanalytics.snowplow/failure/jsonschema/1-0-0","data":{"failureType":"x",
                "schema":"iglu:com.acme/email_sent/jsonschema/1-0-0","data":{"emailAddress":"jim@acme.com"}}},
                {"schema":"iglu:com.snowplowanalytics.snowplow/failure/jsonschema/1-0-0","data":{"schema":null,"data":null}},
                {"schema":"iglu:com.snowplowanalytics.snowplow/failure/jsonschema/1-0-0"}]}""";
        EventView event = EventFixture.event()
                .with(AtomicField.DERIVED_CONTEXTS, Configs.json(failure))
                .view();
        // when
        EnrichmentResult result = create(
                        "SHA-256",
                        ", \"emitEvent\": true",
                        json("contexts", "com.acme/email_sent/jsonschema/1-0-*", "$.emailAddress"))
                .enrich(event);
        // then
        assertThat(Results.columns(result))
                .isEqualTo(Map.of(AtomicField.DERIVED_CONTEXTS, Configs.json(failure.replace("jim@acme.com", JIM))));
        assertThat(((Changes) result).report()).isNull();
    }

    @Test
    void reportsWhatWasReplacedLastFirst() {
        // given
        Enrichment enrichment = create(
                "SHA-256",
                ", \"emitEvent\": true",
                column("user_id"),
                column("user_ipaddress"),
                column("ip_domain"),
                column("user_fingerprint"),
                json("contexts", "com.acme/email_sent/jsonschema/1-0-*", "$.emailAddress"),
                json("contexts", "com.acme/email_sent/jsonschema/1-1-0", "$.data.emailAddress2"),
                json("unstruct_event", "com.mailgun/message_clicked/jsonschema/1-0-0", "$.ip"));
        // when
        SelfDescribingJson report = ((Changes) enrichment.enrich(EVENT)).report();
        // then
        assertThat(report).isNotNull();
        assertThat(JsonText.write(report.toJson()))
                .isEqualTo(
                        """
                        {"schema":"iglu:com.snowplowanalytics.snowplow/pii_transformation/jsonschema/1-0-0","data":{"pii":{\
                        "pojo":[{"fieldName":"user_fingerprint","originalValue":"its_you_again!","modifiedValue":"%s"},\
                        {"fieldName":"user_ipaddress","originalValue":"70.46.123.145","modifiedValue":"%s"},\
                        {"fieldName":"user_id","originalValue":"john@acme.com","modifiedValue":"%s"}],\
                        "json":[{"fieldName":"unstruct_event","originalValue":"50.56.129.169","modifiedValue":"%s",\
                        "jsonPath":"$.ip","schema":"iglu:com.mailgun/message_clicked/jsonschema/1-0-0"},\
                        {"fieldName":"contexts","originalValue":"bob@acme.com","modifiedValue":"%s",\
                        "jsonPath":"$.data.emailAddress2","schema":"iglu:com.acme/email_sent/jsonschema/1-1-0"},\
                        {"fieldName":"contexts","originalValue":"jim@acme.com","modifiedValue":"%s",\
                        "jsonPath":"$.emailAddress","schema":"iglu:com.acme/email_sent/jsonschema/1-0-0"}]},\
                        "strategy":{"pseudonymize":{"hashFunction":"SHA-256"}}}}"""
                                .formatted(PRINT, ADDRESS, JOHN, OTHER_ADDRESS, BOB, JIM));
        assertThat(centralSaysOf(report)).isInstanceOf(CheckResult.Valid.class);
    }

    @Test
    void reportsNothingWhenNothingWasReplaced() {
        Enrichment enrichment = create("SHA-256", ", \"emitEvent\": true", column("ip_domain"));
        assertThat(enrichment.enrich(EVENT)).isEqualTo(EnrichmentResult.unchanged());
    }

    @Test
    void reportsNothingUnlessAskedTo() {
        assertThat(((Changes) create("SHA-256", "", column("user_id")).enrich(EVENT)).report())
                .isNull();
    }

    @ParameterizedTest(name = "{0} with {1}: masked is {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            , "anonymousOnly": true  | SP-Anonymous: *    | true
            , "anonymousOnly": true  | sp-anonymous: *    | true
            , "anonymousOnly": true  | SP-ANONYMOUS:      | true
            , "anonymousOnly": true  | X-SP-Anonymous: *  | false
            , "anonymousOnly": true  | Host: a            | false
            , "anonymousOnly": false | SP-Anonymous: *    | true
            , "anonymousOnly": false | Host: a            | true
                                     | Host: a            | true
            """)
    void masksOnlyAnonymousRequestsWhenAskedTo(@Nullable String option, String header, boolean masked) {
        EventView event = EventFixture.event()
                .with(AtomicField.USER_ID, "john@acme.com")
                .header(header)
                .view();
        Enrichment enrichment = create("SHA-256", option == null ? "" : option, column("user_id"));
        assertThat(enrichment.enrich(event) instanceof Changes).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pojo\":{\"field\":\"app_id\"}}|The specified pojo field app_id is not supported",
                "{\"pojo\":{\"field\":\"geo_latitude\"}}|The specified pojo field geo_latitude is not supported",
                "{}|pii field does not include 'pojo' nor 'json' fields",
                "{\"pojo\":{\"field\":\"user_id\"},\"json\":{}}|pii field does not include 'pojo' nor 'json' fields",
                "{\"json\":{\"field\":\"user_id\",\"schemaCriterion\":\"iglu:a/b/c/1-*-*\",\"jsonPath\":\"$.a\"}}"
                        + "|The specified json field user_id is not supported",
                "{\"json\":{\"field\":\"contexts\",\"schemaCriterion\":\"iglu:a/b\",\"jsonPath\":\"$.a\"}}"
                        + "|Could not parse schema criterion iglu:a/b",
                "{\"json\":{\"field\":\"contexts\",\"schemaCriterion\":\"iglu:a/b/c/1-*-*\",\"jsonPath\":\"$.a.\"}}"
                        + "|parameters.pii[0].json.jsonPath is $.a.; expected a JSONPath",
                "{\"json\":{\"field\":\"contexts\",\"schemaCriterion\":\"iglu:a/b/c/1-*-*\",\"jsonPath\":\"$\"}}"
                        + "|parameters.pii[0].json.jsonPath is $; expected a path to values inside the entity"
            })
    void refusesTargetsThatItCannotMask(String example) {
        String[] parts = example.split("\\|");
        assertThatThrownBy(() -> create("SHA-256", "", parts[0]))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining(parts[1]);
    }

    @Test
    void refusesOtherFunctionsWithoutShowingTheSalt() {
        assertThatThrownBy(() -> create("SHA-3", "", column("user_id")))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("Unknown function SHA-3")
                .hasMessageNotContaining("pepper");
    }

    private static String hashOf(String name) {
        return Map.of("jim", JIM, "bob", BOB, "tim", TIM, "hello", HELLO, "world", WORLD, "empty", EMPTY)
                .get(name);
    }

    private static void replace(JsonNode tree, String pointer, String value) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = tree.at(pointer.substring(0, last));
        String key = pointer.substring(last + 1);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(key), value);
        } else {
            ((ObjectNode) parent).put(key, value);
        }
    }

    private static CheckResult centralSaysOf(SelfDescribingJson json) {
        return IgluClient.builder()
                .registries(List.of(Registries.igluCentralSnapshot().orElseThrow()))
                .refreshInline()
                .build()
                .check(json);
    }

    static String column(String name) {
        return "{\"pojo\":{\"field\":\"" + name + "\"}}";
    }

    static String json(String field, String criterion, String path) {
        return "{\"json\":{\"field\":\"%s\",\"schemaCriterion\":\"iglu:%s\",\"jsonPath\":\"%s\"}}"
                .formatted(field, criterion, path);
    }

    static Enrichment create(String function, String options, String... targets) {
        String emit = options.contains("emitEvent") ? "" : ", \"emitEvent\": false";
        return new PiiFactory()
                .create(
                        Configs.config(
                                """
                                {"schema":
                                "iglu:com.snowplowanalytics.snowplow.enrichments/pii_enrichment_config/jsonschema/2-0-1",
                                "data":{"enabled":true%s%s,"parameters":{"pii":[%s],
                                "strategy":{"pseudonymize":{"hashFunction":"%s","salt":"pepper123"}}}}}"""
                                        .formatted(emit, options, String.join(",", targets), function)),
                        Configs.RESOURCES);
    }
}
