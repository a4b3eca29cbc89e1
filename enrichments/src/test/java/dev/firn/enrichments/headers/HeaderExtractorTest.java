package dev.firn.enrichments.headers;

import static dev.firn.enrichments.spi.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.Results;
import dev.firn.registry.SelfDescribingJson;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderExtractorTest extends EnrichmentContract {

    @Override
    protected Enrichment enrichment() {
        return matching(".*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # pattern | header lines, separated by & | name=value of each context
            X-Forwarded-For | X-Forwarded-For: 129.78.138.66, 129.78.64.103 | [X-Forwarded-For=129.78.138.66, 129.78.64.103]
            .*              | Accept: text/html                            | [Accept=text/html]
            Accept-.*       | Accept: text/html                            | ''
            (?i)Host        | host: a.b & Accept: x                        | [host=a.b]
            Host            | host: a.b                                    | ''
            Host            | Host : a.b & X-Host: a.b                     | ''
            'Host *'        | Host : a.b                                   | [Host=a.b]
            Origin          | Origin:https://x.y:8443                      | [Origin=https://x.y:8443]
            X-.*            | X-Empty:                                     | [X-Empty=]
            .*              | broken line                                  | ''
            A               | A: 1 & A: 2                                  | [A=1][A=2]
            '(?i)(X-Forwarded-For|Host|Sec-Fetch-.*)' | Sec-Fetch-Dest: empty & Accept: x & HOST: h | [Sec-Fetch-Dest=empty][HOST=h]
            """)
    void attachesHeadersWhoseWholeNameMatches(String pattern, String lines, String expected) {
        EventFixture event = event();
        for (String line : lines.split(" & ", -1)) {
            event.header(line);
        }
        assertThat(extract(matching(pattern), event)).isEqualTo(expected);
    }

    @Test
    void attachesNothingWithoutHeaders() {
        assertThat(extract(matching(".*"), event())).isEmpty();
    }

    @Test
    void leavesOutAHeaderLongerThanItsSchemaAllows() {
        EventFixture event = event().header("A: " + "v".repeat(4096)).header("B: " + "v".repeat(4097));
        assertThat(extract(matching(".*"), event)).isEqualTo("[A=" + "v".repeat(4096) + "]");
    }

    @Test
    void neverMatchesANameLongerThanTheLimit() {
        EventFixture event = event().header("n".repeat(256) + ": 1").header("n".repeat(257) + ": 2");
        assertThat(extract(matching("n*"), event)).isEqualTo("[" + "n".repeat(256) + "=1]");
    }

    @Test
    void remembersABoundedNumberOfNames() {
        // given
        NamePattern pattern = new NamePattern(Pattern.compile("X-[0-9]*[02468]"));
        for (int i = 0; i < 10_000; i++) {
            // when
            boolean matches = pattern.matches("X-" + i);
            // then
            assertThat(matches).isEqualTo(i % 2 == 0);
            assertThat(pattern.remembered()).isLessThanOrEqualTo(1024);
        }
    }

    @Test
    void refusesAPatternThatDoesNotCompile() {
        assertThatThrownBy(() -> matching("(X-"))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("parameters.headersPattern")
                .hasMessageContaining("(X-")
                .hasMessageContaining("regular expression");
    }

    @ParameterizedTest
    @CsvSource({"(?i)cookie, 1", "cookie, 1", ".*, 2", "Authorization, 1", "Host, 0"})
    void warnsOfPatternsThatMatchSecrets(String pattern, int warnings) {
        List<String> texts =
                new HeaderExtractorFactory().warnings(Configs.parameters("{\"headersPattern\": \"" + pattern + "\"}"));
        assertThat(texts).hasSize(warnings);
    }

    private static Enrichment matching(String pattern) {
        return Configs.create(new HeaderExtractorFactory(), "{\"headersPattern\": \"" + pattern + "\"}");
    }

    private static String extract(Enrichment enrichment, EventFixture event) {
        List<SelfDescribingJson> contexts = Results.contexts(enrichment.enrich(event.view()));
        assertThat(contexts).allSatisfy(context -> assertThat(context.schema())
                .hasToString("iglu:org.ietf/http_header/jsonschema/1-0-0"));
        StringBuilder text = new StringBuilder();
        contexts.forEach(context -> text.append('[')
                .append(context.data().get("name").asText())
                .append('=')
                .append(context.data().get("value").asText())
                .append(']'));
        return text.toString();
    }
}
