package dev.firn.metrics;

import dev.firn.registry.Registry;
import dev.firn.registry.RegistryError;
import dev.firn.registry.SchemaKey;
import java.time.Duration;

/** Has a schema for nearly every key; the names of some say what is wrong with them. */
final class AnyRegistry implements Registry {

    static final String UNKNOWN = "iglu:com.acme/unknown/jsonschema/1-0-0";
    static final String NEVER_VALID = "iglu:com.acme/never/jsonschema/1-0-0";
    static final String BROKEN = "iglu:com.acme/broken/jsonschema/1-0-0";
    static final String MISLABELLED = "iglu:com.acme/mislabelled/jsonschema/1-0-0";

    private static final String SCHEMA =
            """
            {"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
             "self": {"vendor": "%s", "name": "%s", "format": "jsonschema", "version": "%s"}%s}""";

    volatile boolean isDown;

    @Override
    public Config config() {
        return Config.named("Any");
    }

    @Override
    public Kind kind() {
        return Kind.IN_MEMORY;
    }

    @Override
    public Answer schema(SchemaKey key, Duration budget) {
        if (isDown) {
            return Answer.failed(new RegistryError.RepoFailure("down"));
        }
        if (key.name().equals("unknown") || key.name().equals("rare")) {
            return Answer.notFound();
        }
        String name = key.name().equals("mislabelled") ? "other" : key.name();
        String rule =
                switch (key.name()) {
                    case "never" -> ", \"enum\": [\"nothing\"]";
                    case "broken" -> ", \"type\": 7";
                    default -> "";
                };
        return Answer.text(SCHEMA.formatted(key.vendor(), name, key.version(), rule));
    }

    @Override
    public Answer list(String vendor, String name, int model, Duration budget) {
        return Answer.notFound();
    }
}
