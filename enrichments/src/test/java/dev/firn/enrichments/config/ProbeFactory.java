package dev.firn.enrichments.config;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A user's factory, found by the service loader that a test hands in; counts how many of its enrichments are open. */
public final class ProbeFactory implements EnrichmentFactory {

    static final AtomicInteger OPEN = new AtomicInteger();

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of("iglu:com.acme/probe/jsonschema/1-*-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        if (config.parameters().path("crash").asBoolean()) {
            throw new IllegalStateException("no such file");
        }
        OPEN.incrementAndGet();
        return new Probe();
    }

    @Override
    public List<String> warnings(EnrichmentConfig config) {
        return config.parameters().path("warn").asBoolean() ? List.of("take care") : List.of();
    }

    private static final class Probe implements Enrichment {

        @Override
        public String name() {
            return "probe";
        }

        @Override
        public Set<AtomicField> writes() {
            return Set.of();
        }

        @Override
        public EnrichmentResult enrich(EventView event) {
            return EnrichmentResult.unchanged();
        }

        @Override
        public void close() {
            OPEN.decrementAndGet();
        }
    }
}
