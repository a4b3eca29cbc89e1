package dev.firn.topology.flow;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.jspecify.annotations.Nullable;

/** Timestamps of records, in and out. Stateless and thread-safe. */
public final class RecordTimestamps {

    /** Brokers refuse, by default, what lies more than an hour ahead; half of it leaves room for unequal clocks. */
    private static final long AHEAD = Duration.ofMinutes(30).toMillis();

    private RecordTimestamps() {}

    /**
     * An output record's timestamp: its event's, unless a broker would refuse it (negative, or well in the future); a
     * refused record would come back with every replay. Then the input record's own, which a broker took before.
     */
    public static long of(@Nullable Long event, long input, long now) {
        return event != null && event >= 0 && event <= now + AHEAD ? event : input;
    }

    /** Input timestamps; a record without one gets its partition's time instead of stopping the stream. */
    public static final class Lenient implements TimestampExtractor {
        @Override
        public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
            return record.timestamp() >= 0 ? record.timestamp() : Math.max(partitionTime, 0);
        }
    }
}
