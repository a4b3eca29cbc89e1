package dev.firn.topology.lineage;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A part of the topology.
 *
 * @param id unique in the graph, and the same in every run
 * @param kind what it is
 * @param name as people know it: of a topic its full name, of a store the store's
 * @param facts what else there is to say, by the names that {@code docs/lineage.md} lists; in order
 */
public record GraphNode(String id, Kind kind, String name, Map<String, String> facts) {

    /** What a node is. */
    public enum Kind {
        /** A topic that is read: collector payloads, plain JSON, features. Or the pattern of such names. */
        SOURCE_TOPIC,
        /** Enrichment of collector payloads. */
        ENRICHMENT,
        /** Reading of plain JSON. */
        JSON_INPUT,
        DEDUPLICATION,
        FEATURE_JOIN,
        AD_JOIN,
        /** A step of an embedder's own. */
        STEP,
        /** State of a step. */
        STORE,
        /** A topic that Streams makes to keep a store's content. */
        CHANGELOG_TOPIC,
        /** A topic that Streams makes to bring together what has the same key. */
        REPARTITION_TOPIC,
        /** An output, with all its settings. */
        OUTPUT,
        /** A topic that an output writes, or the template of such names. */
        OUTPUT_TOPIC;

        /** As in JSON: {@code source-topic}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public boolean isTopic() {
            return this == SOURCE_TOPIC || this == CHANGELOG_TOPIC || this == REPARTITION_TOPIC || this == OUTPUT_TOPIC;
        }
    }

    public GraphNode {
        requireNonNull(id, "id");
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
