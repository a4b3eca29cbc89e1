package dev.firn.app.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.EventIds;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.PipelineListener;
import dev.firn.enrichments.config.EnrichmentConfigs;
import dev.firn.enrichments.config.Finding.Severity;
import dev.firn.enrichments.config.LoadedEnrichments;
import dev.firn.enrichments.config.NamedConfig;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.ResolverConfig;
import dev.firn.registry.ResolverConfigException;
import dev.firn.registry.SchemaCriterion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resolver, its enrichments and what was found while they were put together. Owns both; close it when the pipelines made
 * of it are no longer used.
 */
public final class Assembly implements AutoCloseable {

    /**
     * One thing to tell about resolver or enrichments.
     *
     * @param error keeps the application from starting
     * @param source which file or argument
     */
    public record Finding(boolean error, String source, String message) {}

    private final @Nullable IgluClient iglu;
    private final LoadedEnrichments enrichments;
    private final List<Finding> findings;
    private final InstantSource clock;

    private Assembly(
            @Nullable IgluClient iglu, LoadedEnrichments enrichments, List<Finding> findings, InstantSource clock) {
        this.iglu = iglu;
        this.enrichments = enrichments;
        this.findings = List.copyOf(findings);
        this.clock = clock;
    }

    /**
     * Reads and checks everything; asks registries for the schemas of the enrichments' configurations.
     *
     * @param resolver the resolver configuration; null for the schemas that ship with Firn
     * @param enrichments their configurations
     * @param maxJsonDepth levels that JSON may have
     * @param deterministic no background threads, so that one run is as the other
     */
    public static Assembly of(
            @Nullable JsonNode resolver,
            List<NamedConfig> enrichments,
            int maxJsonDepth,
            InstantSource clock,
            boolean deterministic) {
        List<Finding> findings = new ArrayList<>();
        IgluClient iglu = client(resolver, maxJsonDepth, clock, deterministic, findings);
        if (iglu == null) {
            return new Assembly(null, new LoadedEnrichments(List.of(), List.of()), findings, clock);
        }
        LoadedEnrichments loaded = EnrichmentConfigs.load(
                enrichments, iglu, Resources.of(clock), Thread.currentThread().getContextClassLoader());
        loaded.findings()
                .forEach(finding -> findings.add(
                        new Finding(finding.severity() == Severity.ERROR, finding.source(), finding.message())));
        return new Assembly(iglu, loaded, findings, clock);
    }

    private static @Nullable IgluClient client(
            @Nullable JsonNode resolver,
            int maxJsonDepth,
            InstantSource clock,
            boolean deterministic,
            List<Finding> findings) {
        IgluClient.Builder builder;
        List<SchemaCriterion> preload = List.of();
        if (resolver == null) {
            builder = IgluClient.builder()
                    .registries(Registries.igluCentralSnapshot().stream().toList())
                    .cacheSize(1000)
                    .cacheTtl(Duration.ofDays(365));
        } else {
            try {
                ResolverConfig config = ResolverConfig.of(resolver);
                config.warnings().forEach(warning -> findings.add(new Finding(false, "resolver", warning)));
                builder = config.toBuilder();
                preload = config.additions().preload();
            } catch (ResolverConfigException e) {
                findings.add(new Finding(true, "resolver", String.valueOf(e.getMessage())));
                return null;
            }
        }
        builder.clock(clock).maxJsonDepth(maxJsonDepth);
        IgluClient client = (deterministic ? builder.refreshInline() : builder).build();
        client.preload(preload)
                .forEach((criterion, error) -> findings.add(new Finding(
                        false, "resolver", "firn.preload: " + criterion + " was not found: " + error.lookupHistory())));
        return client;
    }

    public List<Finding> findings() {
        return findings;
    }

    /** True when there is no pipeline to be had. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::error);
    }

    /** Names of the enrichments that will run, in the order configured. */
    public List<String> enrichmentNames() {
        return enrichments.enrichments().stream()
                .map(one -> one.configuration().name())
                .toList();
    }

    /** @throws IllegalStateException when there are errors */
    public EventPipeline pipeline(EventPipeline.Options options, EventIds ids, PipelineListener listener) {
        if (iglu == null || hasErrors()) {
            throw new IllegalStateException("not to be run: " + findings);
        }
        return EventPipeline.builder(iglu)
                .enrichments(enrichments.enrichments())
                .options(options)
                .clock(clock)
                .ids(ids)
                .listener(listener)
                .build();
    }

    @Override
    public void close() {
        enrichments.close();
        if (iglu != null) {
            iglu.close();
        }
    }
}
