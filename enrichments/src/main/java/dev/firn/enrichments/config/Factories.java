package dev.firn.enrichments.config;

import dev.firn.enrichments.spi.EnrichmentFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** The enrichment factories on a class path. */
final class Factories {

    private final List<EnrichmentFactory> all;

    private Factories(List<EnrichmentFactory> all) {
        this.all = List.copyOf(all);
    }

    /** @param problems told when a provider cannot be loaded; those found before it are kept */
    static Factories on(ClassLoader loader, Consumer<String> problems) {
        List<EnrichmentFactory> found = new ArrayList<>();
        try {
            ServiceLoader.load(EnrichmentFactory.class, loader).forEach(found::add);
        } catch (ServiceConfigurationError e) {
            problems.accept("cannot load all enrichment factories: " + e.getMessage());
        }
        return new Factories(found);
    }

    /** Those that make enrichments configured under this schema name, of whatever vendor and version. */
    List<EnrichmentFactory> named(String name) {
        return all.stream()
                .filter(factory -> factory.configuration().name().equals(name))
                .toList();
    }
}
