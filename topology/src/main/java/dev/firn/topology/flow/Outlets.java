package dev.firn.topology.flow;

import java.util.Set;
import org.apache.kafka.streams.kstream.KStream;

/** Where items leave the topology. */
public interface Outlets {

    /**
     * Writes items to all outputs of their streams.
     *
     * @param items the end of a stream
     * @param stage part of the names of the nodes that are added, such as {@code dedup}; once for each call
     * @param kinds what may be among the items; others are an error. Bad rows always may
     */
    void write(KStream<byte[], Item> items, String stage, Set<StreamId.Kind> kinds);
}
