package dev.firn.enrichments.botdetection;

import static dev.firn.enrichments.spi.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.Results;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BotDetectionTest extends EnrichmentContract {

    private static final String ALL =
            """
            {"useYauaa": true, "useIab": true, "useAsnLookups": true, "useClientSideDetection": true}""";

    @Override
    protected Enrichment enrichment() {
        return enrichment(ALL);
    }

    private static Enrichment enrichment(String parameters) {
        return Configs.create(new BotDetectionFactory(), parameters);
    }

    private static SelfDescribingJson json(String schema, String data) {
        return new SelfDescribingJson(SchemaKey.of("iglu:" + schema), Configs.json(data));
    }

    private static SelfDescribingJson yauaa(String version, String device, String agent) {
        return json(
                "nl.basjes/yauaa_context/jsonschema/" + version,
                "{\"deviceClass\": \"%s\", \"agentClass\": \"%s\"}".formatted(device, agent));
    }

    private static SelfDescribingJson iab(boolean bot) {
        return json("com.iab.snowplow/spiders_and_robots/jsonschema/1-0-0", "{\"spiderOrRobot\": " + bot + "}");
    }

    private static SelfDescribingJson asn(boolean bot) {
        return json(
                "com.snowplowanalytics.snowplow/asn/jsonschema/1-0-1", "{\"number\": 1, \"likelyBot\": " + bot + "}");
    }

    private static SelfDescribingJson client(boolean bot) {
        return json(
                "com.snowplowanalytics.snowplow/client_side_bot_detection/jsonschema/1-0-0", "{\"bot\": " + bot + "}");
    }

    private static String detected(Enrichment enrichment, EventFixture event) {
        List<SelfDescribingJson> contexts = Results.contexts(enrichment.enrich(event.view()));
        assertThat(contexts)
                .singleElement()
                .extracting(SelfDescribingJson::schema)
                .hasToString("iglu:com.snowplowanalytics.snowplow/bot_detection/jsonschema/1-0-1");
        return contexts.get(0).data().toString();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Phone,           Browser,      false, false, -,     ",
                "Robot,           Robot,        -,     -,     -,     yauaa",
                "Robot Mobile,    Browser,      -,     -,     -,     yauaa",
                "Robot Imitator,  Browser,      false, -,     -,     yauaa",
                "Desktop,         Robot Mobile, -,     -,     -,     yauaa",
                "Desktop,         Robot,        -,     -,     -,     yauaa",
                "Desktop,         Browser,      true,  true,  -,     iab asnLookups",
                "Desktop,         Browser,      false, true,  false, asnLookups",
                "Desktop,         Browser,      -,     -,     true,  clientSideDetection",
                "Robot,           Robot,        true,  true,  true,  yauaa iab asnLookups clientSideDetection",
                "Hacker,          Hacker,       false, false, -,     ",
                "-,               -,            -,     -,     -,     "
            })
    void namesTheSourcesThatSayBot(
            @Nullable String device,
            @Nullable String agent,
            @Nullable Boolean iab,
            @Nullable Boolean asn,
            @Nullable Boolean client,
            @Nullable String indicators) {
        // given
        EventFixture event = event();
        if (client != null) {
            event.context(client(client));
        }
        if (asn != null) {
            event.derivedContext(asn(asn));
        }
        if (device != null) {
            event.derivedContext(yauaa("1-0-5", device, agent));
        }
        if (iab != null) {
            event.derivedContext(iab(iab));
        }
        // then
        String names = indicators == null ? "" : '"' + indicators.replace(" ", "\",\"") + '"';
        assertThat(detected(enrichment(ALL), event))
                .isEqualTo("{\"bot\":" + (indicators != null) + ",\"indicators\":[" + names + "]}");
    }

    @Test
    void asksOnlySourcesThatAreSwitchedOn() {
        EventFixture event = event().context(client(true))
                .derivedContext(yauaa("1-0-4", "Robot", "Robot"))
                .derivedContext(iab(true))
                .derivedContext(asn(true));
        assertThat(detected(
                        enrichment(
                                """
                                {"useYauaa": false, "useIab": false, "useAsnLookups": false,
                                 "useClientSideDetection": false}"""),
                        event))
                .isEqualTo("{\"bot\":false,\"indicators\":[]}");
        assertThat(detected(enrichment("{\"useYauaa\": true, \"useIab\": false, \"useAsnLookups\": true}"), event))
                .isEqualTo("{\"bot\":true,\"indicators\":[\"yauaa\",\"asnLookups\"]}");
    }

    @Test
    void believesTheTrackerOnlyAboutTheClient() {
        EventFixture event = event().context(yauaa("1-0-4", "Robot", "Robot"))
                .context(iab(true))
                .context(asn(true))
                .derivedContext(client(true));
        assertThat(detected(enrichment(ALL), event)).isEqualTo("{\"bot\":false,\"indicators\":[]}");
    }

    @Test
    void takesOnePositiveOfSeveralForAnAnswer() {
        EventFixture event =
                event().context(client(false)).context(client(true)).context(client(false));
        assertThat(detected(enrichment(ALL), event))
                .isEqualTo("{\"bot\":true,\"indicators\":[\"clientSideDetection\"]}");
    }

    @Test
    void takesOnlyTrueForTrue() {
        EventFixture event = event().context(json(
                        "com.snowplowanalytics.snowplow/client_side_bot_detection/jsonschema/1-0-0",
                        "{\"bot\": \"true\"}"))
                .derivedContext(json("com.snowplowanalytics.snowplow/asn/jsonschema/1-0-1", "{\"number\": 1}"))
                .derivedContext(json("com.iab.snowplow/spiders_and_robots/jsonschema/1-0-0", "null"))
                .derivedContext(json("nl.basjes/yauaa_context/jsonschema/2-0-0", "{\"deviceClass\": \"Robot\"}"));
        assertThat(detected(enrichment(ALL), event)).isEqualTo("{\"bot\":false,\"indicators\":[]}");
    }

    @Test
    void refusesAMissingSwitch() {
        assertThatThrownBy(() -> enrichment("{\"useYauaa\": true}"))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("parameters.useIab");
    }
}
