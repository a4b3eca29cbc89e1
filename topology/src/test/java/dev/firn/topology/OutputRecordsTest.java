package dev.firn.topology;

import static dev.firn.topology.Requests.NOW;
import static dev.firn.topology.Requests.pageView;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firn.enrichments.AtomicLimits;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.output.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys, headers and timestamps of what is written. */
class OutputRecordsTest {

    private static final String EVENT_ID = "5b5a0a1e-3d3c-4a5e-9b0e-1c5d7c8e9f01";
    private static final Instant INPUT_TIME = NOW.minusSeconds(3);

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of(AtomicField.DOMAIN_USERID, new String[] {"duid", "d1"}, "d1"),
                Arguments.of(AtomicField.USER_ID, new String[] {"uid", "ädä"}, "ädä"),
                Arguments.of(AtomicField.DOMAIN_SESSIONIDX, new String[] {"vid", "7"}, "7"),
                Arguments.of(AtomicField.BR_COOKIES, new String[] {"cookie", "1"}, "1"),
                Arguments.of(AtomicField.TRUE_TSTAMP, new String[] {"ttm", "0"}, "1970-01-01 00:00:00.000"),
                // Nothing to take the key from.
                Arguments.of(AtomicField.DOMAIN_USERID, new String[] {}, EVENT_ID),
                Arguments.of(AtomicField.USER_ID, new String[] {"uid", ""}, EVENT_ID),
                Arguments.of(null, new String[] {"duid", "d1"}, EVENT_ID));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void takesTheKeyFromItsColumnOrElseTheEventId(AtomicField field, String[] parameters, String expected) {
        try (Run run =
                Run.of(Run.standard(Pipelines.usual()).good(Output.to(Run.GOOD).keyedBy(field)))) {
            // given
            String[] all = Stream.concat(Stream.of("eid", EVENT_ID), Stream.of(parameters))
                    .toArray(String[]::new);

            // when
            run.send(pageView(all));

            // then
            assertThat(Run.key(run.readOne(Run.GOOD))).isEqualTo(expected);
        }
    }

    @Test
    void generatedEventIdsServeAsKeysToo() {
        try (Run run = Run.of(Run.standard(Pipelines.usual()))) {
            // when
            run.send(pageView());

            // then
            var record = run.readOne(Run.GOOD);
            assertThat(Run.key(record)).isEqualTo(Run.column(record, AtomicField.EVENT_ID));
        }
    }

    @Test
    void evenAnEventThatLostItsIdHasAKey() {
        try (Run run = Run.of(Run.standard(Pipelines.with(options ->
                        options.keepingIncomplete().withLimits(AtomicLimits.with(Map.of(AtomicField.EVENT_ID, 10)))))
                .incomplete(Output.to(Run.INCOMPLETE)))) {
            // when
            run.send(pageView());

            // then
            var record = run.readOne(Run.INCOMPLETE);
            assertThat(record.value()).asString(UTF_8).contains("\tpage_view\t\t"); // event, event_id
            assertThat(UUID.fromString(Run.key(record))).isNotNull();
        }
    }

    @Test
    void badRowsHaveKeysOfTheirOwn() {
        try (Run run = Run.of(Run.standard(Pipelines.usual()))) {
            // when
            run.send(Requests.batch("bad", "bad"));
            run.send(Requests.batch("bad"));

            // then
            assertThat(run.read(Run.BAD))
                    .extracting(Run::key)
                    .doesNotHaveDuplicates()
                    .hasSize(3)
                    .allSatisfy(
                            key -> assertThat(UUID.fromString(key).version()).isEqualTo(5));
        }
    }

    @Test
    void writesHeadersForColumnsThatAreSet() {
        try (Run run = Run.of(Run.standard(Pipelines.usual())
                .good(Output.to(Run.GOOD)
                        .withHeaders(
                                AtomicField.APP_ID,
                                AtomicField.USER_ID,
                                AtomicField.EVENT_NAME,
                                AtomicField.COLLECTOR_TSTAMP)))) {
            // when
            run.send(pageView("aid", "shöp", "uid", ""));

            // then
            assertThat(run.readOne(Run.GOOD).headers())
                    .extracting(Header::key, header -> new String(header.value(), UTF_8))
                    .containsExactly(
                            tuple("app_id", "shöp"),
                            tuple("event_name", "page_view"),
                            tuple("collector_tstamp", "2026-03-04 05:06:07.089"));
        }
    }

    @Test
    void badRowsHaveNoHeaders() {
        try (Run run =
                Run.of(Run.standard(Pipelines.usual()).good(Output.to(Run.GOOD).withHeaders(AtomicField.APP_ID)))) {
            // when
            run.send(Requests.refused("aid", "shop"));

            // then
            assertThat(run.readOne(Run.BAD).headers()).isEmpty();
        }
    }

    static Stream<Arguments> timestamps() {
        return Stream.of(
                Arguments.of(NOW.minus(Duration.ofDays(300)), NOW.minus(Duration.ofDays(300))),
                Arguments.of(Instant.EPOCH, Instant.EPOCH),
                Arguments.of(NOW.plus(Duration.ofMinutes(30)), NOW.plus(Duration.ofMinutes(30))),
                // A broker would refuse these.
                Arguments.of(NOW.plus(Duration.ofMinutes(30)).plusMillis(1), INPUT_TIME),
                Arguments.of(Instant.EPOCH.minusMillis(1), INPUT_TIME),
                // A bad row, as no warehouse takes such a year.
                Arguments.of(Instant.parse("+20000-01-01T00:00:00Z"), INPUT_TIME));
    }

    @ParameterizedTest
    @MethodSource("timestamps")
    void recordsCarryTheCollectorsTimeUnlessABrokerWouldRefuseIt(Instant collector, Instant expected) {
        try (Run run = Run.of(Run.standard(Pipelines.usual()))) {
            // when
            run.send(Run.IN, pageView(collector.toEpochMilli()), INPUT_TIME);

            // then
            assertThat(Stream.concat(run.read(Run.GOOD).stream(), run.read(Run.BAD).stream()))
                    .singleElement()
                    .satisfies(record -> assertThat(record.timestamp()).isEqualTo(expected.toEpochMilli()));
        }
    }

    @Test
    void badRowsCarryTheCollectorsTimeToo() {
        try (Run run = Run.of(Run.standard(Pipelines.usual()))) {
            // when
            run.send(Run.IN, Requests.refused(), INPUT_TIME);
            run.send(Run.IN, new byte[] {1, 2, 3}, INPUT_TIME);

            // then
            assertThat(run.read(Run.BAD))
                    .extracting(record -> record.timestamp())
                    .containsExactly(NOW.toEpochMilli(), INPUT_TIME.toEpochMilli());
        }
    }
}
