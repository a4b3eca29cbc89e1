package dev.firn.serdes.kafka;

import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.DecodedEvent;
import dev.firn.serdes.format.EnrichedJson;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.ThriftCodec;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Kafka serdes for programs that read or write our topics. Null values (tombstones) stay null; bytes that are no such
 * value are a {@link SerializationException}, as Kafka wants it. The enrichment topology itself does not use them: there
 * an unreadable record becomes a bad row.
 *
 * <p>All serdes are stateless and may be shared by threads.
 */
public final class FirnSerdes {

    private FirnSerdes() {}

    /** Collector topics; a legacy record is read as a payload without schema. */
    public static Serde<CollectorPayload> collectorPayload() {
        return serde(ThriftCodec::encode, (topic, bytes) -> ThriftCodec.decode(bytes)
                .fold(payload -> payload, payload -> payload, message -> {
                    throw unreadable(topic, "collector payload", message);
                }));
    }

    /** Enriched topics in TSV. */
    public static Serde<EnrichedEvent> enrichedTsv() {
        return serde(EnrichedTsv::encode, (topic, bytes) -> event(topic, EnrichedTsv.decode(bytes)));
    }

    /**
     * Enriched topics in JSON, written flattened. Both forms are read, but of the flattened one without its contexts and
     * derived contexts, since their keys do not say which schema they stand for; who needs these reads TSV.
     */
    public static Serde<EnrichedEvent> enrichedJson() {
        return enrichedJson(EnrichedJson.FLATTENED);
    }

    /** As {@link #enrichedJson()}, in a form of choice; the nested one comes back whole, save that decimals are doubles. */
    public static Serde<EnrichedEvent> enrichedJson(EnrichedJson form) {
        return serde(form::encode, (topic, bytes) -> event(topic, EnrichedJson.decode(bytes)));
    }

    /** Bad topics, also those of other engines that write the same kinds. */
    public static Serde<BadRow> badRow() {
        return serde(
                BadRowJson::encode, (topic, bytes) -> BadRowJson.decode(bytes).fold(row -> row, message -> {
                    throw unreadable(topic, "bad row", message);
                }));
    }

    private static EnrichedEvent event(String topic, DecodedEvent decoded) {
        return decoded.fold(event -> event, failure -> {
            throw unreadable(topic, "enriched event", failure.message());
        });
    }

    private static SerializationException unreadable(String topic, String what, String message) {
        return new SerializationException("no " + what + " in topic " + topic + ": " + message);
    }

    private static <T> Serde<T> serde(Function<T, byte[]> encode, BiFunction<String, byte[], T> decode) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : encode.apply(value),
                (topic, bytes) -> bytes == null ? null : decode.apply(topic, bytes));
    }
}
