package dev.firn.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.output.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class JsonTopologyTest {

    private static final String VIEW =
            "{\"event_name\": \"view\",\"event_value\":\"{\\\"screen_info\\\":\\\"Reader\\\",\\\"content_list\\\":{\\\"comic_id\\\":321,"
                    + "\\\"chapter_id\\\":1234567,\\\"chapter_sequence\\\":76,\\\"comic_title\\\":\\\"Father, I don't Want this Marriage\\\","
                    + "\\\"content_type\\\":\\\"comic\\\"},\\\"user_id\\\":112233}\",\"event_time\": \"2022-06-21 00:12:30.017\"}";
    private static final String FLAT_VIEW =
            "{\"event_name\":\"view\",\"event_value_screen_info\":\"Reader\",\"event_value_content_list_comic_id\":321,"
                    + "\"event_value_content_list_chapter_id\":1234567,\"event_value_content_list_chapter_sequence\":76,"
                    + "\"event_value_content_list_comic_title\":\"Father, I don't Want this Marriage\","
                    + "\"event_value_content_list_content_type\":\"comic\",\"event_value_user_id\":112233,"
                    + "\"event_time\":\"2022-06-21 00:12:30.017\"}";

    private static JsonInput views() {
        return JsonInput.of(JsonText.parse(
                        """
                        {"name": "views", "topics": ["view-log"], "flatten": {"parse-json": ["event_value"]},
                         "time": {"field": "event_time", "format": "yyyy-MM-dd HH:mm:ss.SSS", "zone": "Asia/Seoul"},
                         "key": "record.event_value_user_id"}
                        """)
                .fold(json -> json, message -> {
                    throw new IllegalArgumentException(message);
                }));
    }

    private static EnrichTopology.Builder onlyViews() {
        return EnrichTopology.builder(Pipelines.usual())
                .jsonInput(views())
                .bad(Output.to("bad"))
                .output(Output.to("flat-views").named("views").from(StreamId.json("views")));
    }

    @Test
    void objectsKeepTheirKeyThroughTheTopicOfDeduplication() {
        try (Run run = Run.of(onlyViews().deduplicate(Deduplication.within(Duration.ofDays(1))))) {
            run.send("view-log", VIEW.getBytes(UTF_8), Requests.NOW);

            assertThat(Run.key(run.readOne("flat-views"))).isEqualTo("112233");
        }
    }

    @Test
    void gluedObjectsBecomeFlatRecordsWithTheirTimeAndKey() {
        try (Run run = Run.of(onlyViews())) {
            run.send("view-log", (VIEW + VIEW.replace("Reader", "Home")).getBytes(UTF_8), Requests.NOW);

            List<TestRecord<byte[], byte[]>> flat = run.read("flat-views");
            assertThat(flat).hasSize(2);
            assertThat(flat.get(0).value()).asString(UTF_8).isEqualTo(FLAT_VIEW);
            assertThat(flat.get(1).value()).asString(UTF_8).isEqualTo(FLAT_VIEW.replace("Reader", "Home"));
            assertThat(flat).allSatisfy(record -> {
                assertThat(record.getRecordTime()).isEqualTo(Instant.parse("2022-06-20T15:12:30.017Z"));
                assertThat(Run.key(record)).isEqualTo("112233");
            });
            assertThat(run.read("bad")).isEmpty();
        }
    }

    @Test
    void brokenPartsBecomeBadRows() {
        try (Run run = Run.of(onlyViews())) {
            run.send("view-log", ("{\"a\":1}\n{\"broken\": nope}\n{\"b\":2}").getBytes(UTF_8), Requests.NOW);

            assertThat(run.read("flat-views"))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactly("{\"a\":1}", "{\"b\":2}");
            BadRow bad = Run.badRow(run.readOne("bad"));
            assertThat(bad.failure().kind()).isEqualTo(BadRow.Kind.GENERIC_ERROR);
            assertThat(bad.payload()).isEqualTo(new BadRow.Payload.Raw("{\"broken\": nope}"));
        }
    }

    @Test
    void objectsPassBesideEvents() {
        EnrichTopology.Builder both = Run.standard(Pipelines.usual())
                .jsonInput(views())
                .jsonInput(JsonInput.of("other", Pattern.compile("other-.*")))
                .output(Output.to("flat-views").named("views").from(StreamId.json("views")))
                .output(Output.to("all-other").named("other").from(StreamId.json("other")));
        try (Run run = Run.of(both)) {
            run.send("view-log", VIEW.getBytes(UTF_8), Requests.NOW);
            run.send("other-1", "[{\"a\":1},{\"b\":{\"c\":2}}]".getBytes(UTF_8), Requests.NOW);
            run.send(Requests.pageView());

            assertThat(run.read("flat-views")).hasSize(1);
            assertThat(run.read("all-other"))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactly("{\"a\":1}", "{\"b_c\":2}");
            assertThat(run.read(Run.GOOD)).hasSize(1);
            assertThat(run.read(Run.BAD)).isEmpty();
        }
    }

    @Test
    void nodesHaveConstantNames() {
        String description = onlyViews().build().describe().toString();

        assertThat(description).contains("Source: firn-json-views-source (topics: [view-log])");
        assertThat(description).contains("Processor: firn-json-views (stores: [])");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> EnrichTopology.builder(Pipelines.usual()).build())
                .hasMessage("no input topic: call input, inputPattern or jsonInput");
        assertThatThrownBy(() -> onlyViews().jsonInput(views())).hasMessage("two JSON inputs with the name 'views'");
        assertThatThrownBy(() -> onlyViews()
                        .jsonInput(JsonInput.of("other", "view-log"))
                        .output(Output.to("x").named("x").from(StreamId.json("other")))
                        .build())
                .hasMessageContaining("topic 'view-log' is read by");
        assertThatThrownBy(
                        () -> onlyViews().jsonInput(JsonInput.of("other", "o")).build())
                .hasMessageContaining("no json.other output");
        assertThatThrownBy(() -> onlyViews()
                        .jsonInput(JsonInput.of("other", Pattern.compile("flat-.*")))
                        .output(Output.to("x").named("x").from(StreamId.json("other")))
                        .build())
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("flat-views");
    }
}
