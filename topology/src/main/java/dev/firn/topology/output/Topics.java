package dev.firn.topology.output;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Knows which topics there are, for outputs whose topics depend on data: a record for a topic that is not there would hold
 * up the stream for a minute and then end it, with every replay. Asked for each record, by many threads at once; answers from
 * memory but for names that are new. Never throws.
 */
public interface Topics {

    /** Every topic is there: for tests, and for brokers that make topics by themselves. */
    Topics ALL_EXIST = (topic, unknown, family) -> true;

    /**
     * Whether records can be sent to a topic; makes it, if that is wanted and possible.
     *
     * @param unknown how it is made; null when it must be there
     * @param family which topics count towards the limit of new ones
     */
    boolean has(String topic, @Nullable NewTopics unknown, Predicate<String> family);
}
