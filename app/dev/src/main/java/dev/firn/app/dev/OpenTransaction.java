package dev.firn.app.dev;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that is neither committed nor aborted.
 *
 * @param transactionalId of the producer that began it
 * @param state Kafka's word for it, such as {@code Ongoing} or {@code PrepareCommit}
 * @param partitions which it wrote to and whose read_committed readers it holds back
 */
public record OpenTransaction(String transactionalId, String state, Set<TopicPartition> partitions) {

    public OpenTransaction {
        partitions = Set.copyOf(partitions);
    }
}
