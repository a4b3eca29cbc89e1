package dev.firn.app.run;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A stream thread as it was at one moment.
 *
 * @param thread its name
 * @param partitions that it reads for tasks of its own
 * @param committed sum of the offsets committed for them
 * @param lag records of them that are not committed yet
 * @param polls how often it has asked for records
 */
record ThreadSample(String thread, Set<TopicPartition> partitions, long committed, long lag, double polls) {

    ThreadSample {
        partitions = Set.copyOf(partitions);
    }
}
