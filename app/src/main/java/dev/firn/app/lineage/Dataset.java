package dev.firn.app.lineage;

/**
 * A topic as OpenLineage names it, see its naming conventions.
 *
 * @param namespace {@code kafka://} with the first bootstrap server
 * @param name of the topic, or the pattern or template of names
 */
record Dataset(String namespace, String name) {

    /** Of all topics of these servers. */
    static String namespace(String bootstrapServers) {
        return "kafka://" + bootstrapServers.split(",", 2)[0].trim();
    }
}
