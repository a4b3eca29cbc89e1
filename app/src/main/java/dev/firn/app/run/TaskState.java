package dev.firn.app.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task of this instance as it was at one moment.
 *
 * @param task its id: part of the topology, underscore, partition
 * @param active whether it works, and not only stands by
 * @param thread that it belongs to
 * @param inputs what it reads
 * @param stores what it keeps
 */
public record TaskState(String task, boolean active, String thread, List<Input> inputs, List<Store> stores) {

    public TaskState {
        inputs = List.copyOf(inputs);
        stores = List.copyOf(stores);
    }

    /**
     * A partition that is read.
     *
     * @param committed offset of the next record that is not committed; null when none ever was, or brokers do not say
     * @param end offset behind the last record that may be read; null when brokers do not say
     * @param lag records between the two; null when that cannot be said
     */
    public record Input(
            String topic, int partition, @Nullable Long committed, @Nullable Long end, @Nullable Long lag) {}

    /**
     * A store of the task.
     *
     * @param position offset up to which it has what its changelog has; null when that is not known
     * @param end of its changelog; null when that is not known
     * @param lag records that it is behind its changelog; null when that is not known
     */
    public record Store(String name, @Nullable Long position, @Nullable Long end, @Nullable Long lag) {}
}
