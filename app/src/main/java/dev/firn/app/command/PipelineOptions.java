package dev.firn.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.app.assembly.Assembly;
import dev.firn.app.assembly.AssemblyOptions;
import dev.firn.app.config.EnrichmentsInput;
import dev.firn.app.config.Loaded;
import dev.firn.app.config.ResolverInput;
import dev.firn.enrichments.config.NamedConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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
    @Nullable
    String resolver;

    @Option(
            names = {"--enrichments", "-e"},
            paramLabel = "DIR|BASE64",
            description = {
                "Enrichment configurations: a folder of *.json and *.hocon, file:DIR, or Base64 of one array.",
                "Without it, no configurable enrichment runs."
            })
    @Nullable
    String enrichments;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = {
                "Folder of plugins: enrichments and clients of object stores that are not part of Firn.",
                "Default: the folder plugins beside Firn's jar, if there is one."
            })
    @Nullable
    Path plugins;

    /** Puts the parts together, printing what was found; null when an input could not even be read. */
    @Nullable
    Assembly assemble(AssemblyOptions options, PrintWriter err) {
        Loaded<JsonNode> resolverJson =
                resolver == null ? null : ResolverInput.read(resolver, System.getenv(), System.getProperties());
        Loaded<List<EnrichmentsInput.Source>> configs = enrichments == null
                ? Loaded.ok(List.of())
                : EnrichmentsInput.read(enrichments, System.getenv(), System.getProperties());
        List<String> problems = new ArrayList<>(configs.<List<String>>fold(ok -> List.of(), failed -> failed));
        if (resolverJson != null) {
            problems.addAll(resolverJson.<List<String>>fold(ok -> List.of(), failed -> failed));
        }
        problems.forEach(problem -> err.println("firn: error: " + problem));
        err.flush();
        if (!problems.isEmpty()) {
            return null;
        }
        Assembly assembly = Assembly.of(
                resolverJson instanceof Loaded.Ok<JsonNode> ok ? ok.value() : null,
                configs.fold(PipelineOptions::named, failed -> List.of()),
                options);
        assembly.findings()
                .forEach(finding -> err.println("firn: " + (finding.error() ? "error: " : "warning: ")
                        + finding.source() + ": " + finding.message()));
        err.flush();
        return assembly;
    }

    private static List<NamedConfig> named(List<EnrichmentsInput.Source> sources) {
        return sources.stream()
                .map(one -> new NamedConfig(one.source(), one.json()))
                .toList();
    }
}
