package dev.firn.topology;

import static dev.firn.topology.Requests.pageView;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.EventPipeline;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.Output;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordSizesTest {

    private static final int LIMIT = 20_000;
    private static final EventPipeline PIPELINE = Pipelines.with(Pipelines.ANY_TITLE);

    @ParameterizedTest
    @EnumSource(
            value = EventFormat.class,
            names = {"TSV", "JSON"})
    void anEventOfJustTheLimitPasses(EventFormat format) {
        // given
        int room = LIMIT - goodSize(format, "t") + 1;

        try (Run run = limited(format)) {
            // when
            run.send(pageView("page", "t".repeat(room)));

            // then
            assertThat(run.readOne(Run.GOOD).value()).hasSize(LIMIT);
            assertThat(run.read(Run.BAD)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = EventFormat.class,
            names = {"TSV", "JSON"})
    void anEventOfOneByteMoreBecomesASizeViolation(EventFormat format) {
        // given
        int room = LIMIT - goodSize(format, "t") + 1;

        try (Run run = limited(format)) {
            // when
            run.send(pageView("page", "t".repeat(room + 1)));

            // then
            assertThat(run.read(Run.GOOD)).isEmpty();
            assertThat(violation(run.readOne(Run.BAD)))
                    .isEqualTo(new BadRow.SizeViolation(
                            Requests.NOW,
                            LIMIT,
                            LIMIT + 1,
                            "event passed enrichment but then exceeded the maximum allowed size " + LIMIT + " bytes"));
        }
    }

    @ParameterizedTest
    @CsvSource({"ü, 2", "€, 3", "😀, 4"})
    void bytesCountAndNotCharacters(String character, int bytes) {
        // given
        int room = (LIMIT - goodSize(EventFormat.TSV, "t") + 1) / bytes;

        try (Run run = limited(EventFormat.TSV)) {
            // when
            run.send(pageView("page", character.repeat(room)));
            run.send(pageView("page", character.repeat(room + 1)));

            // then
            assertThat(run.readOne(Run.GOOD).value().length).isBetween(LIMIT - bytes + 1, LIMIT);
            TestRecord<byte[], byte[]> bad = run.readOne(Run.BAD);
            assertThat(violation(bad).actualSizeBytes()).isGreaterThan(LIMIT);
            assertThat(bad.value().length).isLessThanOrEqualTo(LIMIT);
            assertThat(new String(bad.value(), UTF_8)).doesNotContain("\uFFFD");
        }
    }

    @Test
    void aSizeViolationKeepsTheTimeOfItsEventButNeitherKeyNorHeaders() {
        try (Run run = Run.of(Run.standard(PIPELINE)
                .good(Output.to(Run.GOOD).keyedBy(AtomicField.APP_ID).withHeaders(AtomicField.APP_ID))
                .maxRecordBytes(LIMIT))) {
            // when
            run.send(Run.IN, pageView("aid", "shop", "page", "t".repeat(LIMIT)), Requests.NOW.plusSeconds(5));

            // then
            TestRecord<byte[], byte[]> bad = run.readOne(Run.BAD);
            assertThat(bad.timestamp()).isEqualTo(Requests.NOW.toEpochMilli());
            assertThat(Run.key(bad)).isNotEqualTo("shop").isNotEmpty();
            assertThat(bad.headers()).isEmpty();
        }
    }

    @Test
    void aBadRowOfJustTheLimitPasses() {
        // given
        int room = LIMIT - badSize("t") + 1;

        try (Run run = limited(EventFormat.TSV)) {
            // when
            run.send(Requests.refused("unknown", "t".repeat(room)));

            // then
            TestRecord<byte[], byte[]> bad = run.readOne(Run.BAD);
            assertThat(bad.value()).hasSize(LIMIT);
            assertThat(Run.badRow(bad).failure().kind()).isEqualTo(BadRow.Kind.ENRICHMENT_FAILURES);
        }
    }

    @Test
    void aBadRowOfOneByteMoreBecomesASizeViolation() {
        // given
        int room = LIMIT - badSize("t") + 1;

        try (Run run = limited(EventFormat.TSV)) {
            // when
            run.send(Requests.refused("unknown", "t".repeat(room + 1)));

            // then
            TestRecord<byte[], byte[]> bad = run.readOne(Run.BAD);
            assertThat(violation(bad).actualSizeBytes()).isEqualTo(LIMIT + 1);
            assertThat(violation(bad).expectation())
                    .isEqualTo("event failed enrichment, but resulting bad row exceeds allowed size " + LIMIT);
            assertThat(bad.value().length).isLessThan(LIMIT);
        }
    }

    @Test
    void unreadableRecordsBeyondTheLimitBecomeSizeViolations() {
        try (Run run = limited(EventFormat.TSV)) {
            // when
            run.send(new byte[LIMIT]);

            // then
            assertThat(violation(run.readOne(Run.BAD)).maximumAllowedSizeBytes())
                    .isEqualTo(LIMIT);
        }
    }

    @Test
    void incompleteEventsHaveTheSameLimit() {
        try (Run run = Run.of(Run.standard(Pipelines.with(
                        options -> Pipelines.ANY_TITLE.apply(options).keepingIncomplete()))
                .incomplete(Output.to(Run.INCOMPLETE))
                .maxRecordBytes(LIMIT))) {
            // when
            run.send(Requests.refused("page", "t".repeat(LIMIT)));

            // then
            assertThat(run.read(Run.INCOMPLETE)).isEmpty();
            assertThat(violation(run.readOne(Run.BAD)).maximumAllowedSizeBytes())
                    .isEqualTo(LIMIT);
        }
    }

    @Test
    void outsizedHeadersCountToo() {
        // given
        int limit = 100_000;
        byte[] request = pageView("page", "t".repeat(90_000));

        try (Run plain = Run.of(Run.standard(PIPELINE).maxRecordBytes(limit));
                Run headed = Run.of(Run.standard(PIPELINE)
                        .good(Output.to(Run.GOOD).withHeaders(AtomicField.PAGE_TITLE))
                        .maxRecordBytes(limit))) {
            // when
            plain.send(request);
            headed.send(request);

            // then
            assertThat(plain.read(Run.GOOD)).hasSize(1);
            assertThat(headed.read(Run.GOOD)).isEmpty();
            assertThat(headed.read(Run.BAD)).hasSize(1);
        }
    }

    private static Run limited(EventFormat format) {
        return Run.of(
                Run.standard(PIPELINE).good(Output.to(Run.GOOD).as(format)).maxRecordBytes(LIMIT));
    }

    private static int goodSize(EventFormat format, String title) {
        try (Run run = limited(format)) {
            run.send(pageView("page", title));
            return run.readOne(Run.GOOD).value().length;
        }
    }

    private static int badSize(String value) {
        try (Run run = limited(EventFormat.TSV)) {
            run.send(Requests.refused("unknown", value));
            return run.readOne(Run.BAD).value().length;
        }
    }

    private static BadRow.SizeViolation violation(TestRecord<byte[], byte[]> record) {
        return (BadRow.SizeViolation) Run.badRow(record).failure();
    }
}
