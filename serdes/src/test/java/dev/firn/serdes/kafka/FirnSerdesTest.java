package dev.firn.serdes.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.serdes.badrow.Samples;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedJson;
import dev.firn.serdes.format.Events;
import dev.firn.serdes.payload.CollectorPayload;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FirnSerdesTest {

    private static final CollectorPayload PAYLOAD = new CollectorPayload(
            CollectorPayload.SCHEMA,
            "10.0.0.1",
            1,
            "UTF-8",
            "ssc",
            null,
            null,
            "/i",
            "e=pv",
            null,
            List.of(),
            null,
            null,
            null);

    /** Without decimals, which JSON holds as doubles. */
    private static final EnrichedEvent EVENT = EnrichedEvent.builder()
            .set(AtomicField.EVENT_ID, "f732d278-120e-4ab6-845b-c1f11cd85dc7")
            .set(AtomicField.COLLECTOR_TSTAMP, 1_700_000_000_000L)
            .set(AtomicField.V_COLLECTOR, "ssc")
            .set(AtomicField.V_ETL, "firn-0.1.0")
            .set(AtomicField.GEO_LATITUDE, 37.4436f)
            .set(AtomicField.BR_COOKIES, true)
            .build();

    static List<Object[]> serdes() {
        return List.of(
                new Object[] {FirnSerdes.collectorPayload(), PAYLOAD},
                new Object[] {FirnSerdes.enrichedTsv(), Events.full()},
                new Object[] {FirnSerdes.enrichedJson(), EVENT},
                new Object[] {FirnSerdes.enrichedJson(EnrichedJson.NESTED), EVENT},
                new Object[] {FirnSerdes.badRow(), Samples.all().get(0)});
    }

    @ParameterizedTest
    @MethodSource("serdes")
    <T> void givesBackWhatItWasGiven(Serde<T> serde, T value) {
        byte[] bytes = serde.serializer().serialize("topic", new RecordHeaders(), value);

        assertThat(serde.deserializer().deserialize("topic", new RecordHeaders(), bytes))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("serdes")
    void keepsTombstones(Serde<?> serde) {
        assertThat(serde.serializer().serialize("topic", null)).isNull();
        assertThat(serde.deserializer().deserialize("topic", (byte[]) null)).isNull();
    }

    @ParameterizedTest
    @MethodSource("serdes")
    void refusesOtherBytes(Serde<?> serde) {
        for (String bytes : List.of("", "hello", "{}", "[1]")) {
            assertThatThrownBy(() -> serde.deserializer().deserialize("my-topic", bytes.getBytes(UTF_8)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("my-topic");
        }
    }

    @Test
    void writesFlattenedJsonUnlessToldOtherwise() {
        byte[] flattened = FirnSerdes.enrichedJson().serializer().serialize("topic", Events.full());

        assertThat(new String(flattened, UTF_8)).contains("\"contexts_org_schema_web_page_1\":[");
    }
}
