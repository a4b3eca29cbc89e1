package dev.firn.enrichments.asn;

import static dev.firn.enrichments.spi.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsnLookupsTest extends EnrichmentContract {

    private static final SelfDescribingJson OTHER = json("iglu:com.acme/other/jsonschema/1-0-0", "{}");

    @TempDir
    private Path folder;

    @Override
    protected Enrichment enrichment() {
        return enrichment("file");
    }

    /** @param config {@code file}, or parameters; {@code FILE} in these stands for the file's */
    private static Enrichment enrichment(String config) {
        String parameters = config.equals("file") ? "{FILE}" : config;
        return Configs.create(new AsnLookupsFactory(), parameters.replace("FILE", botAsnsFile()));
    }

    private static String botAsnsFile() {
        try {
            Path file =
                    Path.of(AsnLookupsTest.class.getResource("bad-asn-list.csv").toURI());
            return "\"botAsnsFile\": {\"uri\": \"%s\", \"database\": \"%s\"}"
                    .formatted(file.getParent().toUri(), file.getFileName());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SelfDescribingJson json(String schema, String data) {
        return new SelfDescribingJson(SchemaKey.of(schema), Configs.json(data));
    }

    private static SelfDescribingJson asn(String data) {
        return json("iglu:com.snowplowanalytics.snowplow/asn/jsonschema/1-0-1", data);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "{'number':15169,'organization':'Google Inc.'} | web | file | true",
                "{'number':35908} | web | file | true",
                "{'number':29518,'organization':'Bredband2 AB'} | web | file | false",
                "{'number':29518,'organization':'Bredband2 AB'} | web | {'botAsns': [{'asn': 29518}]} | true",
                "{'number':29518} | web | {FILE, 'botAsns': [{'asn': 29518, 'name': 'lab'}]} | true",
                "{'number':15169} | web | {FILE, 'botAsns': [{'asn': 29518, 'name': 'lab'}]} | true",
                "{'number':15169,'organization':'Google Inc.'} | srv | {FILE, 'bypassPlatforms': ['srv']} | -",
                "{'number':15169,'organization':'Google Inc.'} | web | {FILE, 'bypassPlatforms': ['srv']} | true",
                "{'number':15169,'organization':'Google Inc.'} | - | {FILE, 'bypassPlatforms': ['srv']} | true",
                "{'number':15169,'organization':'Google Inc.'} | web | {} | false",
                "{'number':2147483647} | web | {} | false",
                "{'number':0} | web | {} | false"
            })
    void saysWhetherTheNumberIsListed(String data, @Nullable String platform, String config, @Nullable Boolean likely) {
        // given
        SelfDescribingJson context = asn(data.replace('\'', '"'));
        String before = context.data().toString();
        EventFixture event = event().with(AtomicField.PLATFORM, platform)
                .derivedContext(OTHER)
                .derivedContext(context)
                .derivedContext(OTHER);
        // when
        EnrichmentResult result = enrichment(config.replace('\'', '"')).enrich(event.view());
        // then
        assertThat(context.data()).as("the original").hasToString(before);
        if (likely == null) {
            assertThat(result).isSameAs(EnrichmentResult.unchanged());
        } else {
            String expected = before.substring(0, before.length() - 1) + ",\"likelyBot\":" + likely + "}";
            assertThat(result).isInstanceOf(Changes.class);
            Changes changes = (Changes) result;
            assertThat(changes.replacing()).isTrue();
            assertThat(changes.contexts()).containsExactly(OTHER, asn(expected), OTHER);
            assertThat(changes.contexts().get(1).data()).hasToString(expected);
        }
    }

    @Test
    void raisesTheVersionOfAnOlderContext() {
        EventFixture event = event().derivedContext(
                        json("iglu:com.snowplowanalytics.snowplow/asn/jsonschema/1-0-0", "{\"number\":1}"));
        Changes changes = (Changes) enrichment("{}").enrich(event.view());
        assertThat(changes.contexts()).containsExactly(asn("{\"number\":1,\"likelyBot\":false}"));
    }

    @Test
    void doesNotReadWhatATrackerSent() {
        EventFixture event = event().context(asn("{\"number\":15169}")).derivedContext(OTHER);
        assertThat(enrichment("file").enrich(event.view())).isSameAs(EnrichmentResult.unchanged());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"number\":\"1\"}", "{\"number\":1.5}", "{\"number\":4294967295}"})
    void leavesAContextWithoutANumberAlone(String data) {
        EnrichmentResult result =
                enrichment("file").enrich(event().derivedContext(asn(data)).view());
        assertThat(result).isSameAs(EnrichmentResult.unchanged());
    }

    @Test
    void refusesAFileThatIsNoList() throws IOException {
        Path file = Files.writeString(folder.resolve("list.csv"), "asn,name\n1,one\ntwo,2\n");
        String parameters = "{\"botAsnsFile\": {\"uri\": \"%s/\", \"database\": \"list.csv\"}}".formatted(folder);
        assertThatThrownBy(() -> enrichment(parameters))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"botAsns\": [{\"name\": \"x\"}]}",
                "{\"botAsns\": [{\"asn\": 2147483648}]}",
                "{\"botAsns\": 1}",
                "{\"botAsnsFile\": {\"uri\": \"/tmp\"}}",
                "{\"bypassPlatforms\": \"web\"}"
            })
    void refusesConfigurationsItCannotRead(String parameters) {
        assertThatThrownBy(() -> enrichment(parameters))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("parameters.");
    }
}
