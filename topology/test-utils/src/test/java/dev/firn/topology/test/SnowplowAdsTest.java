package dev.firn.topology.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.Output;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** From requests of Snowplow's trackers to joined records. */
class SnowplowAdsTest {

    private static final AdJoin ADS = AdJoin.snowplow("ads");

    private static Payload ad(String name, String user, String json) {
        return Payloads.selfDescribing("iglu:com.snowplowanalytics.snowplow/" + name + "/jsonschema/1-0-0", json)
                .domainUserId(user);
    }

    @Test
    void joinsTheAdEventsOfABrowser() {
        try (FirnDriver firn = FirnDriver.builder()
                .topology(pipeline -> EnrichTopology.builder(pipeline)
                        .input("collector")
                        .good(Output.to("enriched"))
                        .bad(Output.to("bad"))
                        .output(Output.to("attributed")
                                .named("attributed")
                                .from(ADS.stream())
                                .as(EventFormat.JSON))
                        .joinAds(ADS)
                        .build())
                .build()) {
            firn.send(
                    ad("ad_impression", "anna", "{\"impressionId\":\"i1\",\"campaignId\":\"spring\"}"),
                    ad("ad_impression", "anna", "{\"impressionId\":\"i2\",\"campaignId\":\"summer\"}"));
            firn.advance(Duration.ofMinutes(1));
            firn.send(
                    ad(
                            "ad_click",
                            "anna",
                            "{\"clickId\":\"c1\",\"impressionId\":\"i1\",\"targetUrl\":\"https://shop\"}"),
                    ad("ad_click", "bert", "{\"clickId\":\"c2\",\"targetUrl\":\"https://shop\"}"));
            firn.advance(Duration.ofHours(1));
            firn.send(ad("ad_conversion", "anna", "{\"conversionId\":\"o1\",\"initialValue\":99}"));

            List<TestRecord<String, byte[]>> joined = firn.streams()
                    .createOutputTopic("attributed", new StringDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList();
            assertThat(joined).singleElement().satisfies(record -> {
                assertThat(record.key()).isEqualTo("o1");
                assertThat(record.timestamp()).isEqualTo(firn.now().toEpochMilli());
                JsonNode json = JsonText.parse(new String(record.value(), UTF_8))
                        .fold(node -> node, message -> {
                            throw new IllegalStateException(message);
                        });
                assertThat(json.at("/conversion/data/initialValue").asInt()).isEqualTo(99);
                assertThat(json.at("/touches")).hasSize(1);
                assertThat(json.at("/touches/0/id").asText()).isEqualTo("c1");
                assertThat(json.at("/touches/0/fields/data/targetUrl").asText()).isEqualTo("https://shop");
                assertThat(json.at("/touches/0/impression/id").asText()).isEqualTo("i1");
                assertThat(json.at("/touches/0/impression/fields/data/campaignId")
                                .asText())
                        .isEqualTo("spring");
            });
            assertThat(firn.good()).hasSize(5);
        }
    }
}
