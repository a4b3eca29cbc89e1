package dev.firn.enrichments.config;

import dev.firn.enrichments.spi.EnrichmentFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.BiConsumer;

/** The enrichment factories on several class paths. */
final class Factories {

    private final List<EnrichmentFactory> all;

    private Factories(List<EnrichmentFactory> all) {
        this.all = List.copyOf(all);
    }

    /**
     * @param problems told of a loader whose providers cannot all be loaded, and why; what was found before, and what other
     *     loaders give, is kept
     */
    static Factories on(List<ClassLoader> loaders, BiConsumer<ClassLoader, String> problems) {
        // A loader also finds what its parent does; the classes are the same then.
        Map<Class<?>, EnrichmentFactory> found = new LinkedHashMap<>();
        for (ClassLoader loader : loaders) {
            try {
                ServiceLoader.load(EnrichmentFactory.class, loader).stream()
                        .filter(provider -> !found.containsKey(provider.type()))
                        .forEach(provider -> found.put(provider.type(), provider.get()));
            } catch (ServiceConfigurationError | LinkageError e) {
                problems.accept(loader, "cannot load all enrichment factories: " + reason(e));
            }
        }
        return new Factories(List.copyOf(found.values()));
    }

    private static String reason(Error e) {
        Throwable cause = e.getCause();
        String text = e instanceof ServiceConfigurationError ? String.valueOf(e.getMessage()) : e.toString();
        return cause == null ? text : text + ": " + cause;
    }

    /** Those that make enrichments configured under this schema name, of whatever vendor and version. */
    List<EnrichmentFactory> named(String name) {
        return all.stream()
                .filter(factory -> factory.configuration().name().equals(name))
                .toList();
    }
}
