package dev.firn.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "5, 9, 5",
        "0, 9, 0",
        // From a producer that sets none.
        "-1, 9, 9",
        "-1, -1, 0",
        "-7, 9, 9"
    })
    void recordsWithoutATimestampGetTheirPartitionsTime(long timestamp, long partitionTime, long expected) {
        // given
        ConsumerRecord<Object, Object> record = new ConsumerRecord<>(
                "in",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new RecordHeaders(),
                Optional.empty());

        // when, then
        assertThat(new RecordTimestamps.Lenient().extract(record, partitionTime))
                .isEqualTo(expected);
    }
}
