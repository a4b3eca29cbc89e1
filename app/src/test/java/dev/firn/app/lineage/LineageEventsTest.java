package dev.firn.app.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.serdes.event.AtomicField;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events, read back by the library's own classes, which know all members and refuse others. */
class LineageEventsTest {

    private static final ObjectMapper STRICT =
            LineageEvents.MAPPER.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final LineageEvents events = LineageEvents.of(Example.graph(), Example.IDENTITY, Example.CLOCK);

    @Test
    void tellsOfOneRunFromStartToEnd() throws Exception {
        OpenLineage.RunEvent start = run(events.start());
        OpenLineage.RunEvent running = run(events.running());
        OpenLineage.RunEvent complete = run(events.complete());
        OpenLineage.RunEvent failed = run(events.fail());

        assertThat(Stream.of(start, running, complete, failed).map(OpenLineage.RunEvent::getEventType))
                .containsExactly(EventType.START, EventType.RUNNING, EventType.COMPLETE, EventType.FAIL);
        assertThat(Stream.of(start, running, complete, failed)
                        .map(event -> event.getRun().getRunId()))
                .containsOnly(events.run());
        assertThat(start.getEventTime().toInstant()).isEqualTo(Example.NOW);
        assertThat(start.getJob().getNamespace()).isEqualTo("shop");
        assertThat(start.getJob().getName()).isEqualTo("enrich-eu");
        assertThat(start.getInputs()).hasSameSizeAs(complete.getInputs()).hasSize(1);
        assertThat(running.getInputs()).isEmpty();
    }

    @Test
    void tellsOfTopicsOwnersAndColumns() throws Exception {
        // when
        OpenLineage.JobEvent event = STRICT.readValue(events.job(), OpenLineage.JobEvent.class);

        // then
        assertThat(event.getInputs().get(0).getNamespace()).isEqualTo("kafka://broker-1:9092");
        assertThat(event.getInputs().get(0).getName()).isEqualTo("snowplow-good");
        OpenLineage.OutputDataset ads = event.getOutputs().stream()
                .filter(output -> output.getName().equals("ads"))
                .findFirst()
                .orElseThrow();
        OpenLineage.DatasetFacets facets = ads.getFacets();
        assertThat(facets.getOwnership().getOwners().get(0).getName()).isEqualTo("growth");
        assertThat(facets.getDocumentation().getDescription()).contains("AD-12").contains("event_name == 'ad_click'");
        assertThat(facets.getSchema().getFields()).hasSize(AtomicField.all().size());
        OpenLineage.ColumnLineageDatasetFacet lineage = facets.getColumnLineage();
        OpenLineage.InputField address = input(lineage, "user_ipaddress", "payload:ipAddress");
        assertThat(address.getName()).isEqualTo("snowplow-good");
        assertThat(address.getTransformations().get(0).getType()).isEqualTo("DIRECT");
        assertThat(address.getTransformations().get(0).getMasking()).isTrue();
        assertThat(input(lineage, "app_id", "parameter:aid")
                        .getTransformations()
                        .get(0)
                        .getSubtype())
                .isEqualTo("IDENTITY");
        assertThat(lineage.getDataset())
                .extracting(OpenLineage.InputField::getField)
                .contains("parameter:e");
        assertThat(lineage.getDataset().get(0).getTransformations().get(0).getSubtype())
                .isEqualTo("FILTER");
    }

    private static OpenLineage.InputField input(
            OpenLineage.ColumnLineageDatasetFacet lineage, String column, String field) {
        List<OpenLineage.InputField> fields =
                lineage.getFields().getAdditionalProperties().get(column).getInputFields();
        return fields.stream()
                .filter(one -> one.getField().equals(field))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void losesNothingOnTheWayThroughTheLibrarysClasses() throws Exception {
        for (String event : List.of(events.start(), events.complete())) {
            JsonNode sent = LineageEvents.MAPPER.readTree(event);

            JsonNode read = LineageEvents.MAPPER.readTree(LineageEvents.MAPPER.writeValueAsString(run(event)));

            assertThat(read).isEqualTo(sent);
            assertThat(event).doesNotContain("\n");
            assertThat(sent.get("schemaURL").textValue()).startsWith("https://openlineage.io/spec/");
        }
    }

    private static OpenLineage.RunEvent run(String event) throws Exception {
        return STRICT.readValue(event, OpenLineage.RunEvent.class);
    }
}
