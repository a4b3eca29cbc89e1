package dev.firn.enrichments.config;

import dev.firn.enrichments.ConfiguredEnrichment;
import java.util.List;

/**
 * What {@link EnrichmentConfigs#load} made of the configurations.
 *
 * @param enrichments ready to run, in the order configured; empty when a finding is an error
 * @param findings all of them, in the order of the configurations
 */
public record LoadedEnrichments(List<ConfiguredEnrichment> enrichments, List<Finding> findings)
        implements AutoCloseable {

    public LoadedEnrichments {
        enrichments = List.copyOf(enrichments);
        findings = List.copyOf(findings);
    }

    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    /** Closes the enrichments. */
    @Override
    public void close() {
        enrichments.forEach(one -> one.enrichment().close());
    }
}
