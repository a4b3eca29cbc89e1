package dev.firn.app.command;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.config.ConfigLoader;
import dev.firn.app.config.ConfigReport;
import dev.firn.app.config.Finding;
import dev.firn.app.run.Prepared;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The configuration of the process, and what it needs besides. */
final class ConfigOptions {

    @Option(
            names = {"--config", "-c"},
            required = true,
            paramLabel = "FILE|BASE64",
            description = {
                "Configuration: a HOCON file, file:PATH, or Base64 of it, in Firn's own dialect or in one of Snowplow's",
                "(enrich-kafka, stream-enrich-kafka)."
            })
    String config = "";

    @Option(names = "--strict", description = "Unknown keys are errors instead of warnings.")
    boolean strict;

    // Accepted so that a deployment of Snowplow Enrich starts unchanged; files are always looked at anew.
    @Option(names = "--force-cached-files-download", hidden = true)
    boolean forceDownload;

    @Mixin
    PipelineOptions pipeline = new PipelineOptions();

    /** Reads and checks everything that needs no cluster, printing what was found; null when it cannot be used. */
    @Nullable
    Prepared prepare(boolean showEffective, PrintWriter out, PrintWriter err) {
        ConfigReport report = ConfigLoader.load(config, System.getenv(), System.getProperties(), strict);
        report.dialect().ifPresent(dialect -> err.println("firn: config dialect: " + dialect.description()));
        for (Finding finding : report.findings()) {
            err.println("firn: " + finding.severity().name().toLowerCase(Locale.ROOT) + ": " + finding.text());
        }
        err.flush();
        if (showEffective && report.isValid()) {
            out.println(report.effective());
            out.flush();
        }
        int depth =
                report.config().map(read -> read.validation().maxJsonDepth()).orElse(40);
        Assembly assembly = pipeline.assemble(depth, InstantSource.system(), false, err);
        if (assembly == null) {
            return null;
        }
        if (!report.isValid() || assembly.hasErrors()) {
            assembly.close();
            return null;
        }
        return new Prepared(report.config().orElseThrow(), report.streams().orElseThrow(), assembly);
    }
}
