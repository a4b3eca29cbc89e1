package dev.firn.app.config;

import java.util.List;
import java.util.function.Consumer;

/** The three ways to write a configuration. The root keys of the file tell which one it is. */
public enum Dialect {
    /** As {@code enrich-kafka} 3.9.0 and its successors are configured. */
    ENRICH_KAFKA(
            "enrich-kafka (root input, output)",
            List.of("input", "output"),
            EnrichKafkaDialect.RULES,
            EnrichKafkaDialect::prepare),
    /** As the older {@code stream-enrich-kafka} is configured. */
    STREAM_ENRICH(
            "stream-enrich-kafka (root enrich.streams)",
            List.of("enrich"),
            StreamEnrichDialect.RULES,
            StreamEnrichDialect::prepare),
    /** Our own; {@code reference.conf} documents every key. */
    NATIVE("native (root firn)", List.of("firn"), List.of(), translation -> {});

    /** The root of our own keys. It may stand next to the roots of another dialect and then wins over them. */
    static final String ROOT = "firn";

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> roots;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<KeyRule> rules;

    @SuppressWarnings("ImmutableEnumChecker") // a static method
    private final Consumer<Translation> preparation;

    Dialect(String description, List<String> roots, List<KeyRule> rules, Consumer<Translation> preparation) {
        this.description = description;
        this.roots = roots;
        this.rules = rules;
        this.preparation = preparation;
    }

    /** For the log: the name and how it was recognised. */
    public String description() {
        return description;
    }

    List<String> roots() {
        return roots;
    }

    /** What becomes of each key, in the order of work; empty for the native dialect. */
    List<KeyRule> rules() {
        return rules;
    }

    /** Checks and defaults that come before the rules. */
    void prepare(Translation translation) {
        preparation.accept(translation);
    }
}
