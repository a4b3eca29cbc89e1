package dev.firn.app.command;

import static java.util.Objects.requireNonNull;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.assembly.AssemblyOptions;
import dev.firn.app.config.ConfigLoader;
import dev.firn.app.config.ConfigReport;
import dev.firn.app.config.Finding;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.RunLog;
import dev.firn.metrics.EnrichMeters;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The configuration of the process, and what it needs besides. */
final class ConfigOptions {

    @Option(
            names = {"--config", "-c"},
            paramLabel = "FILE|BASE64",
            description = {
                "Configuration: a HOCON file, file:PATH, or Base64 of it, in Firn's own dialect or in one of Snowplow's",
                "(enrich-kafka, stream-enrich-kafka)."
            })
    @Nullable
    String config;

    @Option(names = "--strict", description = "Unknown keys are errors instead of warnings.")
    boolean strict;

    @Option(
            names = "--force-cached-files-download",
            description = "Does not use data files of enrichments that an earlier start downloaded.")
    boolean forceDownload;

    @Mixin
    PipelineOptions pipeline = new PipelineOptions();

    /** For a command that cannot do without. */
    void require(@Nullable CommandSpec spec) {
        if (config == null && spec != null) {
            throw new MissingParameterException(
                    spec.commandLine(), spec.findOption("--config"), "Missing required option: '--config=FILE|BASE64'");
        }
    }

    /** Reads and checks everything that needs no cluster, printing what was found; null when it cannot be used. */
    @Nullable
    Prepared prepare(boolean showEffective, PrintWriter out, PrintWriter err) {
        ConfigReport report = read(err);
        if (showEffective && report.isValid()) {
            out.println(report.effective());
            out.flush();
        }
        return prepare(report, null, err);
    }

    /** Reads the configuration alone, printing what was found. */
    ConfigReport read(PrintWriter err) {
        ConfigReport report =
                ConfigLoader.load(requireNonNull(config), System.getenv(), System.getProperties(), strict);
        report.dialect().ifPresent(dialect -> err.println("firn: config dialect: " + dialect.description()));
        for (Finding finding : report.findings()) {
            err.println("firn: " + finding.severity().name().toLowerCase(Locale.ROOT) + ": " + finding.text());
        }
        err.flush();
        return report;
    }

    /**
     * Reads and checks the rest, printing what was found; null when it cannot be used, or the configuration cannot.
     *
     * @param meters of what is made; null for none
     */
    @Nullable
    Prepared prepare(ConfigReport report, @Nullable EnrichMeters meters, PrintWriter err) {
        AssemblyOptions usual = AssemblyOptions.of(InstantSource.system());
        AssemblyOptions metered = meters == null ? usual : usual.with(meters);
        AssemblyOptions asConfigured = report.config()
                .map(read -> metered.with(read, forceDownload, pipeline.plugins))
                .orElse(metered);
        Assembly assembly = pipeline.assemble(asConfigured, err);
        if (assembly == null) {
            return null;
        }
        if (!report.isValid() || assembly.hasErrors()) {
            assembly.close();
            return null;
        }
        Prepared prepared =
                new Prepared(report.config().orElseThrow(), report.streams().orElseThrow(), assembly);
        prepared.warnings().forEach(warning -> err.println("firn: warning: " + warning));
        String problem = problemOf(prepared);
        if (problem != null) {
            err.println("firn: error: " + problem);
            assembly.close();
            prepared = null;
        }
        err.flush();
        return prepared;
    }

    /** What only shows when the parts are put together. */
    private static @Nullable String problemOf(Prepared prepared) {
        try {
            prepared.topology(null, new RunLog());
            return null;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return e.getMessage();
        }
    }
}
