package dev.firn.enrichments.referer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.spi.Configs;
import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.Registry;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefererConfigTest {

    private static final String SCHEMA = "iglu:com.snowplowanalytics.snowplow/referer_parser/jsonschema/";

    private final IgluClient iglu = IgluClient.builder()
            .registries(List.of(
                    Registries.igluCentralSnapshot().orElseThrow(),
                    Registries.classpath(Registry.Config.named("own"), "firn-schemas")))
            .refreshInline()
            .build();

    @ParameterizedTest
    @CsvSource({"1-0-0,false", "2-0-0,true", "2-0-1,true", "2-0-2,true", "2-1-0,false", "3-0-0,false"})
    void knowsItsVersions(String version, boolean known) {
        assertThat(new RefererFactory().configuration().matches(SchemaKey.of(SCHEMA + version)))
                .isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            2-0-0 | true  | `{}`
            2-0-0 | false | `{"referrers": {}}`
            2-0-1 | true  | `{"referrers": {"search": {"A": {"domains": ["a.b"], "parameters": ["q"]}}}}`
            2-0-1 | false | `{"referrers": {"search": {"A": {"domains": ["a.b"], "utm_sources": ["u"]}}}}`
            2-0-2 | true  | `{"referrers": {"search": {"A": {"domains": ["a.b"], "utm_sources": ["u"]}}}}`
            2-0-2 | false | `{"referrers": {"search": {"A": {"domains": [], "utm_sources": ["u"]}}}}`
            2-0-2 | false | `{"referrers": {"search": {"A": {"domains": ["a.b"], "utm_source": ["u"]}}}}`
            2-0-2 | false | `{"internalDomains": null}`
            """)
    void hasParametersByVersion(String version, boolean valid, String more) {
        // given
        String parameters = "{\"internalDomains\": [], \"database\": \"d\", \"uri\": \"http://host/path\"}";
        SelfDescribingJson config = new SelfDescribingJson(
                SchemaKey.of(SCHEMA + version),
                Configs.json("{\"vendor\": \"v\", \"name\": \"n\", \"enabled\": true, \"parameters\": %s}"
                        .formatted(parameters.replace("}", more.equals("{}") ? "}" : "," + more.substring(1)))));
        // when
        CheckResult result = iglu.check(config);
        // then
        assertThat(result instanceof CheckResult.Valid).as(result.toString()).isEqualTo(valid);
    }
}
