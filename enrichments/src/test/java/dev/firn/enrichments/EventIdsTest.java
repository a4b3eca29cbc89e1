package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.serdes.event.AtomicField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids of events that came without one. */
class EventIdsTest {

    private static final byte[] RECORD = "record".getBytes(StandardCharsets.UTF_8);

    @Test
    void idsAreNameBased() {
        for (EventIds ids : List.of(EventIds.ofContent(), EventIds.derivedFrom("topic/0/17"))) {
            for (int index = 0; index < 1000; index++) {
                UUID id = ids.eventId(RECORD, index);
                assertThat(id.version()).isEqualTo(5);
                assertThat(id.variant()).isEqualTo(2);
            }
        }
    }

    @Test
    void idsStayWhatTheyAre() {
        // These are in topics and warehouses: another value here means duplicates there.
        assertThat(EventIds.ofContent().eventId(RECORD, 0)).hasToString("daf6b9d6-d9e7-5d12-a54d-d6e1c1e4e752");
        assertThat(EventIds.ofContent().eventId(RECORD, 12)).hasToString("0aa33ba6-f69d-5eaa-bbdf-69bd0d3b64bc");
        assertThat(EventIds.derivedFrom("topic/0/17").eventId(RECORD, 0))
                .hasToString("518a4f09-9246-51f6-adaa-8026196b89a8");
    }

    @Test
    void everyEventHasItsOwnId() {
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(index -> EventIds.ofContent().eventId(RECORD, index)))
                .doesNotHaveDuplicates();
    }

    @Test
    void anotherRecordOrPlaceGivesOtherIds() {
        byte[] other = "record2".getBytes(StandardCharsets.UTF_8);

        assertThat(EventIds.ofContent().eventId(other, 0))
                .isNotEqualTo(EventIds.ofContent().eventId(RECORD, 0));
        assertThat(EventIds.derivedFrom("topic/0/18").eventId(RECORD, 0))
                .isNotEqualTo(EventIds.derivedFrom("topic/0/17").eventId(RECORD, 0))
                .isEqualTo(EventIds.derivedFrom("topic/0/18").eventId(other, 0));
    }

    @Test
    void idsAreAskedForOnlyWhereTheyAreMissingWithTheEventsPlace() {
        // given
        List<Integer> asked = new ArrayList<>();
        EventIds ids = (record, index) -> {
            asked.add(index);
            return Pipelines.NEW_ID;
        };
        byte[] record = CollectorRecord.events(
                        Map.of("e", "pv", "p", "web", "tv", "x"),
                        Map.of("e", "pv", "p", "web", "tv", "x", "eid", "a729d278-110a-4ac6-845b-d1f12ce45ac7"),
                        Map.of("e", "pv", "p", "web", "tv", "x", "eid", "bad"))
                .bytes();

        // when
        List<Outcome> outcomes = Pipelines.plain().process(record, ids);

        // then
        assertThat(asked).containsExactly(0, 2);
        assertThat(Outcomes.good(outcomes.get(0)).text(AtomicField.EVENT_ID)).isEqualTo(Pipelines.NEW_ID.toString());
        assertThat(Outcomes.good(outcomes.get(1)).text(AtomicField.EVENT_ID))
                .isEqualTo("a729d278-110a-4ac6-845b-d1f12ce45ac7");
    }
}
