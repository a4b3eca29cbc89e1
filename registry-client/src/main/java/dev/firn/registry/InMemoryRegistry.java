package dev.firn.registry;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Schemas held as text. Immutable. */
final class InMemoryRegistry implements Registry {

    private final Config config;
    private final Map<SchemaKey, String> schemas;

    InMemoryRegistry(Config config, Map<SchemaKey, String> schemas) {
        this.config = config;
        this.schemas = Map.copyOf(schemas);
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public Kind kind() {
        return Kind.IN_MEMORY;
    }

    @Override
    public Answer schema(SchemaKey key, Duration budget) {
        String text = schemas.get(key);
        return text == null ? Answer.notFound() : Answer.text(text);
    }

    @Override
    public Answer list(String vendor, String name, int model, Duration budget) {
        Stream<SchemaVer> versions = schemas.keySet().stream()
                .filter(key -> key.vendor().equals(vendor) && key.name().equals(name))
                .filter(key ->
                        key.format().equals(ListText.FORMAT) && key.version().model() == model)
                .map(SchemaKey::version);
        return ListText.answer(vendor, name, versions);
    }
}
