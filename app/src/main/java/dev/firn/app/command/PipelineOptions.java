package dev.firn.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.app.assembly.Assembly;
import dev.firn.app.config.EnrichmentsInput;
import dev.firn.app.config.InputException;
import dev.firn.app.config.ResolverInput;
import dev.firn.enrichments.config.NamedConfig;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The two inputs of every pipeline: where schemas come from, and which enrichments run. */
final class PipelineOptions {

    @Option(
            names = {"--resolver", "--iglu-config", "-r"},
            paramLabel = "FILE|BASE64",
            description = {
                "Iglu resolver configuration: a file (JSON or HOCON), file:PATH, or Base64 of it.",
                "Without it, the schemas of Iglu Central that ship with Firn are used."
            })
    @Nullable String resolver;

    @Option(
            names = {"--enrichments", "-e"},
            paramLabel = "DIR|BASE64",
            description = {
                "Enrichment configurations: a folder of *.json and *.hocon, file:DIR, or Base64 of one array.",
                "Without it, no configurable enrichment runs."
            })
    @Nullable String enrichments;

    /** Puts the parts together, printing what was found. */
    Assembly assemble(int maxJsonDepth, InstantSource clock, boolean deterministic, PrintWriter err) {
        JsonNode resolverJson;
        List<NamedConfig> configs;
        try {
            resolverJson = resolver == null ? null : ResolverInput.read(resolver, System.getenv());
            configs = enrichments == null ? List.of() : EnrichmentsInput.read(enrichments, System.getenv());
        } catch (InputException e) {
            throw new Stop(ExitCode.BAD_CONFIGURATION, String.valueOf(e.getMessage()));
        }
        Assembly assembly = Assembly.of(resolverJson, configs, maxJsonDepth, clock, deterministic);
        assembly.findings()
                .forEach(finding -> err.println("firn: " + (finding.error() ? "error: " : "warning: ")
                        + finding.source() + ": " + finding.message()));
        err.flush();
        return assembly;
    }
}
