package dev.firn.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.app.assembly.Assembly;
import dev.firn.app.assembly.AssemblyOptions;
import dev.firn.app.config.ConfigLoader;
import dev.firn.app.config.ConfigReport;
import dev.firn.app.config.EnrichmentsInput;
import dev.firn.app.config.Loaded;
import dev.firn.app.config.ResolverInput;
import dev.firn.app.run.Prepared;
import dev.firn.enrichments.config.NamedConfig;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What the application itself says of what a container is given. */
final class Checked {

    private Checked() {}

    static ConfigReport config(Installed installed, boolean strict) {
        return ConfigLoader.load(installed.argument("--config"), installed.environment(), new Properties(), strict);
    }

    static List<NamedConfig> enrichments(Installed installed) {
        Loaded<List<EnrichmentsInput.Source>> read =
                EnrichmentsInput.read(installed.argument("--enrichments"), installed.environment(), new Properties());
        return read.fold(
                sources -> sources.stream()
                        .map(one -> new NamedConfig(one.source(), one.json()))
                        .toList(),
                problems -> {
                    throw new IllegalArgumentException(problems.toString());
                });
    }

    static JsonNode resolver(Installed installed) {
        return ResolverInput.read(installed.argument("--resolver"), Map.of(), new Properties())
                .fold(json -> json, problems -> {
                    throw new IllegalArgumentException(problems.toString());
                });
    }

    /** With the schemas that ship with Firn, so no registry is asked. To be closed through its assembly. */
    static Prepared prepared(Installed installed, List<NamedConfig> enrichments) {
        ConfigReport report = config(installed, false);
        AssemblyOptions options =
                AssemblyOptions.of(InstantSource.system()).with(report.config().orElseThrow(), false, null);
        return new Prepared(
                report.config().orElseThrow(), report.streams().orElseThrow(), Assembly.of(null, enrichments, options));
    }
}
