package dev.firn.enrichments.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.payload.RawEvent;
import dev.firn.serdes.payload.RawEvent.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests as vendors send them: the events made of them, and that these are what their schemas want. */
class WebhookFixturesTest {

    private static final IgluClient IGLU = IgluClient.builder()
            .registries(List.of(Registries.igluCentralSnapshot().orElseThrow()))
            .build();

    static List<WebhookFixture> fixtures() {
        return WebhookFixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void makesTheEventsOfARequest(WebhookFixture fixture) {
        List<RawEvent> events = Requests.rawEvents(fixture.request());

        List<String> expected = new ArrayList<>();
        fixture.events().forEach(event -> expected.add(JsonText.write(event)));
        assertThat(events)
                .extracting(event -> JsonText.write(WebhookFixture.written(event)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void claimsSchemasThatTheEventsFit(WebhookFixture fixture) {
        List<CheckResult> problems = Requests.rawEvents(fixture.request()).stream()
                .flatMap(event -> claims(event).stream())
                .map(claim -> IGLU.check(SelfDescribingJson.of(claim).orThrow()))
                .filter(result -> result instanceof CheckResult.Invalid)
                .toList();

        if (fixture.unfit() == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).as(fixture.unfit()).isNotEmpty();
        }
    }

    private static List<JsonNode> claims(RawEvent event) {
        JsonNode written = WebhookFixture.written(event);
        List<JsonNode> claims = new ArrayList<>();
        claims.add(written.get("ue_pr"));
        written.path("co").forEach(claims::add);
        return claims;
    }

    /** A new webhook needs a fixture. */
    @Test
    void coversEveryWebhook() {
        Set<String> noVendors = Set.of("com.snowplowanalytics.snowplow", "com.snowplowanalytics.iglu", "r");
        Set<String> served = new AdapterRegistry()
                .paths().stream()
                        .filter(api -> !noVendors.contains(api.vendor()))
                        .map(WebhookFixturesTest::path)
                        .collect(Collectors.toSet());

        assertThat(fixtures()).extracting(WebhookFixture::path).containsAll(served);
    }

    /** So that no schema of the table goes unused, or unchecked. */
    @Test
    void coversEverySchema() {
        Set<String> claimed = fixtures().stream()
                .flatMap(fixture -> Requests.rawEvents(fixture.request()).stream())
                .flatMap(event -> claims(event).stream())
                .map(claim -> claim.get("schema").textValue())
                .collect(Collectors.toSet());

        List<String> known = new ArrayList<>();
        AdapterSchemas.defaults().asMap().values().forEach(events -> events.values()
                .forEach(schema -> known.add(schema.toString())));
        assertThat(claimed).containsExactlyInAnyOrderElementsOf(known);
    }

    private static String path(Api api) {
        return api.vendor() + "/" + api.version();
    }
}
