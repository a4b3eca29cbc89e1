package dev.firn.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.EventPipeline;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.output.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class OrderAndReplayTest {

    private static final List<byte[]> RECORDS = List.of(
            Requests.pageView(),
            Requests.batch("1", "bad", "2"),
            Requests.refused(),
            new byte[] {1, 2, 3},
            new byte[0],
            Requests.pageView("page", "t".repeat(20_000)));

    @Test
    void eventsOfAPayloadKeepTheirOrder() {
        try (Run run = Run.of(Run.standard(Pipelines.usual()))) {
            // when
            run.send(Requests.batch("1", "2", "bad", "3", "bad", "4"));

            // then
            assertThat(run.read(Run.GOOD))
                    .extracting(record -> Run.column(record, AtomicField.USER_ID))
                    .containsExactly("1", "2", "3", "4");
            assertThat(run.read(Run.BAD)).hasSize(2);
        }
    }

    @Test
    void everyEventHasAnIdOfItsOwn() {
        try (Run run = Run.of(Run.standard(Pipelines.usual()))) {
            // when
            run.send(Requests.batch("1", "1"));
            run.send(Requests.batch("1", "1"));

            // then
            assertThat(run.read(Run.GOOD))
                    .extracting(record -> Run.column(record, AtomicField.EVENT_ID))
                    .hasSize(4)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aReplayGivesTheSameBytes() {
        assertThat(run(Run.IN)).isNotEmpty().isEqualTo(run(Run.IN));
    }

    @Test
    void theSameRecordElsewhereGetsOtherIds() {
        assertThat(run(Run.IN)).doesNotContainAnyElementsOf(run("elsewhere"));
    }

    /** Everything that makes up the output records, in a text each. */
    private static List<String> run(String input) {
        EventPipeline pipeline = Pipelines.with(Pipelines.ANY_TITLE);
        try (Run run = Run.of(Run.standard(pipeline)
                .input(input)
                .good(Output.to(Run.GOOD).withHeaders(AtomicField.EVENT_ID))
                .maxRecordBytes(10_000))) {
            RECORDS.forEach(record -> run.send(input, record, Requests.NOW));
            List<String> texts = new ArrayList<>();
            Stream.of(Run.GOOD, Run.BAD)
                    .forEach(topic -> run.read(topic).forEach(record -> texts.add(topic + text(record))));
            return texts;
        }
    }

    private static String text(TestRecord<byte[], byte[]> record) {
        return Run.key(record)
                + ' '
                + record.timestamp()
                + ' '
                + record.headers()
                + ' '
                + Arrays.toString(record.value());
    }
}
