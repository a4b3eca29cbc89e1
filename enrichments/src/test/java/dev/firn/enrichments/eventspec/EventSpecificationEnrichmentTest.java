package dev.firn.enrichments.eventspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.Results;
import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.Registry;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSpecificationEnrichmentTest extends EnrichmentContract {

    private static final String PAGE_VIEW =
            """
            {"id": "b", "version": 3, "status": "published", "name": "Product page view",
             "event": {"schema": "iglu:com.snowplowanalytics.snowplow/page_view/jsonschema/1-0-0"},
             "entities": [{"schema": "iglu:com.acme/product/jsonschema/1-0-0",
                           "properties": [{"path": "$.category", "const": "electronics"}]}]}""";

    private static final String ADD_TO_CART =
            """
            {"id": "a3f1", "version": %d, "status": "published", "name": "Add to cart",
             "dataProduct": {"id": "dp1", "name": "Shop", "domain": "checkout"},
             "event": {"schema": "iglu:com.acme/add_to_cart/jsonschema/1-0-0", "properties": [%s]},
             "entities": [{"schema": "iglu:com.acme/product/jsonschema/1-0-0", "min": 1, "max": 1}]}""";

    private static final String USD = "{\"path\": \"$.currency\", \"enum\": [\"USD\"]}";

    @TempDir
    Path folder;

    /** Fits generated events: the input contexts and the event that some of them have. */
    @Override
    protected Enrichment enrichment() {
        return enrichment(
                """
                [{"id": "any", "version": 0, "status": "published",
                  "event": {"schema": "iglu:com.acme/thing/jsonschema/1-*-*"}},
                 {"id": "some", "version": 7, "status": "published", "name": "Some", "dataProduct": {"id": "dp"},
                  "event": {"schema": "iglu:com.acme/thing/jsonschema/1-0-1",
                            "properties": [{"path": "$.number", "minimum": 0}]},
                  "entities": [{"schema": "iglu:com.acme/thing/jsonschema/1-*-*",
                                "properties": [{"path": "$.text", "pattern": "^[wx ]"}]}]}]""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            textBlock =
                    """
            b     | {"category": "electronics"}
            ``    | {"category": "clothing"}
            ``    | {"category": null}
            ``    | {}
            ``    | ``
            b     | {"category": "electronics"}{"category": "electronics"}
            ``    | {"category": "electronics"}{"category": "clothing"}
            """)
    void infersWhatAPageViewIs(String found, String products) {
        EventFixture event = products(pageView(), products).context(json("iglu:com.acme/other/jsonschema/1-0-0", "{}"));
        assertThat(inferred(enrichment(PAGE_VIEW), event)).isEqualTo(found);
    }

    @Test
    void namesTheSpecificationItInfers() {
        // given
        Enrichment enrichment = enrichment(ADD_TO_CART.formatted(1, ""), ADD_TO_CART.formatted(2, USD), PAGE_VIEW);
        EventFixture event = products(addToCart("USD"), "{}");
        // when
        List<SelfDescribingJson> contexts = Results.contexts(enrichment.enrich(event.view()));
        // then
        assertThat(contexts)
                .extracting(SelfDescribingJson::toJson)
                .containsExactly(
                        (ObjectNode)
                                Configs.json(
                                        """
                        {"schema": "iglu:com.snowplowanalytics.snowplow/event_specification/jsonschema/1-0-4",
                         "data": {"id": "a3f1", "name": "Add to cart", "data_product_id": "dp1",
                                  "data_product_name": "Shop", "data_product_domain": "checkout", "version": 2}}"""));
        assertThat(inferred(enrichment, products(addToCart("EUR"), "{}")))
                .as("the first version, which it fits, is not the newest")
                .isEmpty();
    }

    @Test
    void infersAllThatFitByIdAndNoDrafts() {
        Enrichment enrichment = enrichment(
                PAGE_VIEW,
                PAGE_VIEW.replace("\"b\"", "\"c\"").replace("published", "draft"),
                PAGE_VIEW.replace("\"b\"", "\"a\"").replace("page_view/jsonschema/1-0-0", "page_view/jsonschema/1-*-*"),
                PAGE_VIEW.replace("\"b\"", "\"d\"").replace("page_view/jsonschema/1-0-0", "page_view/jsonschema/1-0-1"),
                PAGE_VIEW
                        .replace("\"b\"", "\"e\"")
                        .replace("com.snowplowanalytics.snowplow/page_view", "com.acme/page_view"),
                "{\"status\": \"draft\", \"unfinished\": true}");
        assertThat(inferred(enrichment, products(pageView(), "{\"category\": \"electronics\"}")))
                .isEqualTo("a,b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            textBlock =
                    """
            USD | {}   | {"id": "a3f1", "version": 2}    | ``
            EUR | {}   | {"id": "a3f1", "version": 2}    | iglu:com.acme/add_to_cart/jsonschema/1-0-0 $.currency Property must be one of ["USD"]
            USD | {}{} | {"id": "a3f1", "version": 2}    | iglu:com.acme/product/jsonschema/1-0-0 null Expected exactly 1 but found 2
            EUR | {}{} | {"id": "a3f1", "version": 2}    | iglu:com.acme/add_to_cart/jsonschema/1-0-0 $.currency Property must be one of ["USD"], iglu:com.acme/product/jsonschema/1-0-0 null Expected exactly 1 but found 2
            EUR | {}   | {"id": "a3f1"}                  | ``
            EUR | {}   | {"id": "a3f1", "version": null} | ``
            EUR | {}   | {"id": "a3f1", "version": 1}    | ``
            EUR | {}   | {"id": "a3f1", "version": 9}    | ``
            EUR | {}   | {"id": "other", "version": 2}   | ``
            EUR | {}   | {}                              | ``
            """)
    void validatesWhatTheTrackerDeclares(String currency, String products, String declared, String errors) {
        // given
        Enrichment enrichment = enrichment(ADD_TO_CART.formatted(1, ""), ADD_TO_CART.formatted(2, USD));
        EventFixture event = products(addToCart(currency), products)
                .context(json("iglu:com.snowplowanalytics.snowplow/event_specification/jsonschema/1-0-2", declared));
        // when
        List<SelfDescribingJson> contexts = Results.contexts(enrichment.enrich(event.view()));
        // then
        assertThat(errors(contexts)).isEqualTo(errors);
    }

    @Test
    void tellsOfEveryDeclarationInOneEntity() {
        // given
        Enrichment enrichment = enrichment(ADD_TO_CART.formatted(2, USD), PAGE_VIEW);
        EventFixture event = products(addToCart("USD"), "{}{\"category\": \"clothing\"}")
                .context(json(
                        "iglu:com.snowplowanalytics.snowplow/event_specification/jsonschema/1-0-4",
                        "{\"id\": \"a3f1\", \"version\": 2}"))
                .context(json(
                        "iglu:com.snowplowanalytics.snowplow/event_specification/jsonschema/1-0-4",
                        "{\"id\": \"b\", \"version\": 3}"));
        // when
        List<SelfDescribingJson> contexts = Results.contexts(enrichment.enrich(event.view()));
        // then
        assertThat(contexts).hasSize(1);
        assertThat(errors(contexts))
                .isEqualTo("iglu:com.acme/product/jsonschema/1-0-0 null Expected exactly 1 but found 2,"
                        + " iglu:com.acme/product/jsonschema/1-0-0 $.category Property is missing,"
                        + " iglu:com.acme/product/jsonschema/1-0-0 $.category Property must be \"electronics\"");
    }

    @Test
    void tellsOnceOfWhatIsDeclaredTwice() {
        EventFixture event = products(addToCart("EUR"), "{}");
        for (int i = 0; i < 3; i++) {
            event.context(json(
                    "iglu:com.snowplowanalytics.snowplow/event_specification/jsonschema/1-0-4",
                    "{\"id\": \"a3f1\", \"version\": 2, \"name\": \"%d\"}".formatted(i)));
        }
        List<SelfDescribingJson> contexts =
                Results.contexts(enrichment(ADD_TO_CART.formatted(2, USD)).enrich(event.view()));
        assertThat(errors(contexts))
                .isEqualTo("iglu:com.acme/add_to_cart/jsonschema/1-0-0 $.currency Property must be one of [\"USD\"]");
    }

    @Test
    void tellsTheFirstTwentyErrorsBriefly() {
        // given
        String rule = "{\"path\": \"$.currency\", \"pattern\": \"%s\"}".formatted("x".repeat(600));
        String many = Stream.generate(() -> rule).limit(30).collect(Collectors.joining(","));
        EventFixture event = products(addToCart("EUR"), "{}")
                .context(json(
                        "iglu:com.snowplowanalytics.snowplow/event_specification/jsonschema/1-0-4",
                        "{\"id\": \"a3f1\", \"version\": 2}"));
        // when
        JsonNode data = Results.contexts(
                        enrichment(ADD_TO_CART.formatted(2, many)).enrich(event.view()))
                .get(0)
                .data();
        // then
        assertThat(data.path("errors")).hasSize(20);
        assertThat(data.path("errors").path(0).path("message").textValue()).hasSize(512);
    }

    @Test
    void tellsOfErrorsInTheShapeOfTheirSchema() {
        // given
        IgluClient iglu = IgluClient.builder()
                .registries(List.of(Registries.igluCentralSnapshot().orElseThrow()))
                .refreshInline()
                .build();
        EventFixture event = products(addToCart("EUR"), "{}{}")
                .context(json(
                        "iglu:com.snowplowanalytics.snowplow/event_specification/jsonschema/1-0-4",
                        "{\"id\": \"a3f1\", \"version\": 2}"));
        // when
        List<SelfDescribingJson> contexts =
                Results.contexts(enrichment(ADD_TO_CART.formatted(2, USD)).enrich(event.view()));
        // then
        assertThat(contexts).hasSize(1).allSatisfy(context -> assertThat(iglu.check(context))
                .isInstanceOf(CheckResult.Valid.class));
    }

    @Test
    void checksEntitiesAloneWhenTheEventItselfWasRefused() {
        EventFixture event = products(
                EventFixture.event()
                        .with(AtomicField.EVENT, "unstruct")
                        .context(json(
                                "iglu:com.snowplowanalytics.snowplow/event_specification/jsonschema/1-0-4",
                                "{\"id\": \"a3f1\", \"version\": 2}")),
                "{}{}");
        assertThat(errors(Results.contexts(
                        enrichment(ADD_TO_CART.formatted(2, USD)).enrich(event.view()))))
                .isEqualTo("iglu:com.acme/product/jsonschema/1-0-0 null Expected exactly 1 but found 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            true  | {"path": "$.n", "minimum": 3, "maximum": 3}
            false | {"path": "$.n", "minimum": 4}
            false | {"path": "$.n", "maximum": 2}
            true  | {"path": "$.n", "const": 3}
            true  | {"path": "$.t", "minLength": 2, "maxLength": 2, "pattern": "^a"}
            false | {"path": "$.t", "minLength": 3}
            false | {"path": "$.t", "maxLength": 1}
            false | {"path": "$.t", "pattern": "^b"}
            true  | {"path": "$.t"}
            true  | {"path": "$.nothing"}
            false | {"path": "$.nothing", "const": 1}
            false | {"path": "$.missing"}
            true  | {"path": "$.missing", "required": false, "const": 1}
            false | {"path": "$.t", "required": false, "const": 1}
            true  | {"path": "$.list[*].k", "enum": [1, 2]}
            false | {"path": "$.list[*].k", "const": 1}
            """)
    void appliesEveryKindOfRule(boolean fits, String rule) {
        EventFixture event = products(
                unstruct("{\"n\": 3, \"t\": \"ab\", \"nothing\": null, \"list\": [{\"k\": 1}, {\"k\": 2}]}"), "{}");
        assertThat(inferred(enrichment(ADD_TO_CART.formatted(1, rule)), event)).isEqualTo(fits ? "a3f1" : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            not json                                   | invalid json
            1                                          | the file is no object
            {}                                         | status must be a text
            [{"status": "live"}]                       | [0].status must be published or draft
            {"status": "published"}                    | event must be an object
            {"status": "published", "x": 1}            | x is an unknown key
            {"status": "published", "event": {"schema": "x"}, "id": "", "version": 1} | id must be 1 to 254 characters
            {"status": "published", "event": {"schema": "x"}, "id": "a", "version": -1} | version must be a whole number
            {"status": "published", "event": {"schema": "x"}, "id": "a", "version": 1} | event.schema must be a schema such as
            {"status": "published", "id": "a", "version": 1, "event": {"schema": "iglu:a/b/jsonschema/1-0-0", "properties": [{"path": "$.a", "minlength": 1}]}} | event.properties[0].minlength is an unknown key
            {"status": "published", "id": "a", "version": 1, "event": {"schema": "iglu:a/b/jsonschema/1-0-0", "properties": [{"path": "$.a", "minLength": "x"}]}} | event.properties[0] is no rule
            {"status": "published", "id": "a", "version": 1, "event": {"schema": "iglu:a/b/jsonschema/1-0-0", "properties": [{"path": "a"}]}} | event.properties[0].path
            {"status": "published", "id": "a", "version": 1, "event": {"schema": "iglu:a/b/jsonschema/1-0-0"}, "entities": [{"schema": "iglu:a/b/jsonschema/1-0-0", "max": 0}]} | entities[0].max must be at least min
            """)
    void refusesAnUnfitFile(String json, String reason) {
        assertThatThrownBy(() -> enrichment(json))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("specification-1: ")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesOneVersionTwice() {
        assertThatThrownBy(() -> enrichment(PAGE_VIEW, PAGE_VIEW))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("specification b has two published versions 3");
    }

    @Test
    void readsSingleFilesAndWholeFolders() throws IOException {
        // given
        Path some = Files.createDirectory(folder.resolve("some"));
        Files.writeString(some.resolve("b.json"), PAGE_VIEW);
        Files.writeString(some.resolve("README.md"), "no specification");
        Path one = Files.writeString(folder.resolve("one"), "[" + PAGE_VIEW.replace("\"b\"", "\"a\"") + "]");
        // when
        Enrichment enrichment = create(some.toString(), one.toUri().toString());
        // then
        assertThat(inferred(enrichment, products(pageView(), "{\"category\": \"electronics\"}")))
                .isEqualTo("a,b");
    }

    @Test
    void refusesAFolderWithoutFiles() {
        assertThatThrownBy(() -> create(folder.toString()))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("has no files that end in .json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            true  | {"specifications": ["folder", "https://host/file"]}
            false | {"specifications": []}
            false | {"specifications": "folder"}
            false | {"specifications": ["folder"], "more": 1}
            false | {}
            """)
    void hasASchemaForItsConfiguration(boolean valid, String parameters) {
        // given
        IgluClient iglu = IgluClient.builder()
                .registries(List.of(Registries.classpath(Registry.Config.named("own"), "firn-schemas")))
                .refreshInline()
                .build();
        String data = "{\"vendor\": \"dev.firn\", \"name\": \"n\", \"enabled\": true, \"parameters\": %s}";
        SchemaKey schema = SchemaKey.of("iglu:dev.firn/event_specifications/jsonschema/1-0-0");
        // when
        CheckResult result = iglu.check(new SelfDescribingJson(schema, Configs.json(data.formatted(parameters))));
        // then
        assertThat(result instanceof CheckResult.Valid).as(result.toString()).isEqualTo(valid);
        assertThat(new EventSpecificationFactory().configuration().matches(schema))
                .isTrue();
    }

    private static EventFixture pageView() {
        return EventFixture.event()
                .with(AtomicField.EVENT, "page_view")
                .with(AtomicField.EVENT_VENDOR, "com.snowplowanalytics.snowplow")
                .with(AtomicField.EVENT_NAME, "page_view")
                .with(AtomicField.EVENT_FORMAT, "jsonschema")
                .with(AtomicField.EVENT_VERSION, "1-0-0");
    }

    private static EventFixture addToCart(String currency) {
        return unstruct("{\"currency\": \"%s\"}".formatted(currency));
    }

    private static EventFixture unstruct(String data) {
        return EventFixture.event()
                .with(AtomicField.EVENT, "unstruct")
                .with(AtomicField.EVENT_VENDOR, "com.acme")
                .with(AtomicField.EVENT_NAME, "add_to_cart")
                .with(AtomicField.EVENT_FORMAT, "jsonschema")
                .with(AtomicField.EVENT_VERSION, "1-0-0")
                .unstructEvent(json("iglu:com.acme/add_to_cart/jsonschema/1-0-0", data));
    }

    /** @param products objects without anything between them */
    private static EventFixture products(EventFixture event, String products) {
        String list = "[" + products.replace("}{", "},{") + "]";
        Configs.json(list)
                .forEach(product -> event.context(
                        new SelfDescribingJson(SchemaKey.of("iglu:com.acme/product/jsonschema/1-0-0"), product)));
        return event;
    }

    private static SelfDescribingJson json(String schema, String data) {
        return new SelfDescribingJson(SchemaKey.of(schema), Configs.json(data));
    }

    private static String inferred(Enrichment enrichment, EventFixture event) {
        return Results.contexts(enrichment.enrich(event.view())).stream()
                .map(context -> context.data().path("id").textValue())
                .collect(Collectors.joining(","));
    }

    private static String errors(List<SelfDescribingJson> contexts) {
        return contexts.stream()
                .peek(context -> assertThat(context.schema())
                        .hasToString(
                                "iglu:com.snowplowanalytics.snowplow/event_specification_validation/jsonschema/1-0-0"))
                .peek(context ->
                        assertThat(context.data().path("isValid").isBoolean()).isTrue())
                .flatMap(context -> context.data().path("errors").valueStream())
                .map(error ->
                        error.path("schema").asText() + " " + error.path("path").asText() + " "
                                + error.path("message").asText())
                .collect(Collectors.joining(", "));
    }

    private Enrichment enrichment(String... files) {
        try {
            String[] locations = new String[files.length];
            for (int i = 0; i < files.length; i++) {
                locations[i] = Files.writeString(folder.resolve("spec" + i), files[i])
                        .toUri()
                        .toString();
            }
            return create(locations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Enrichment create(String... locations) {
        String list = Stream.of(locations).map(one -> '"' + one + '"').collect(Collectors.joining(","));
        return Configs.create(new EventSpecificationFactory(), "{\"specifications\": [" + list + "]}");
    }
}
