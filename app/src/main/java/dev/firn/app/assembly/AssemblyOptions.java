package dev.firn.app.assembly;

import static java.util.Objects.requireNonNull;

import dev.firn.app.config.FirnConfig;
import dev.firn.metrics.EnrichMeters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an assembly is put together, beside resolver and enrichments.
 *
 * @param maxJsonDepth levels that JSON may have
 * @param clock the time
 * @param deterministic no background threads, so that one run is as the other
 * @param enrichments settings, and the folder of plugins
 * @param assets how data files are kept up to date
 * @param forceDownloads ignores data files that an earlier start downloaded
 * @param adapters services that read webhooks
 * @param meters of all parts; null when nobody looks at them
 */
public record AssemblyOptions(
        int maxJsonDepth,
        InstantSource clock,
        boolean deterministic,
        FirnConfig.Enrichments enrichments,
        FirnConfig.Assets assets,
        boolean forceDownloads,
        FirnConfig.Adapters adapters,
        @Nullable EnrichMeters meters) {

    public AssemblyOptions {
        requireNonNull(clock, "clock");
    }

    /** Everything at its default. */
    public static AssemblyOptions of(InstantSource clock) {
        return new AssemblyOptions(
                40,
                clock,
                false,
                new FirnConfig.Enrichments(Map.of(), null),
                new FirnConfig.Assets(null, null),
                false,
                new FirnConfig.Adapters(Duration.ofSeconds(10), Duration.ofSeconds(45), 10, List.of(), Map.of()),
                null);
    }

    public AssemblyOptions with(int depth) {
        return new AssemblyOptions(depth, clock, deterministic, enrichments, assets, forceDownloads, adapters, meters);
    }

    public AssemblyOptions inOneThread() {
        return new AssemblyOptions(maxJsonDepth, clock, true, enrichments, assets, forceDownloads, adapters, meters);
    }

    public AssemblyOptions with(FirnConfig.Enrichments other) {
        return new AssemblyOptions(maxJsonDepth, clock, deterministic, other, assets, forceDownloads, adapters, meters);
    }

    /** As a configuration of the application says. */
    public AssemblyOptions with(FirnConfig config, boolean download, @Nullable Path plugins) {
        FirnConfig.Enrichments asConfigured = config.enrichments();
        return new AssemblyOptions(
                config.validation().maxJsonDepth(),
                clock,
                deterministic,
                plugins == null ? asConfigured : new FirnConfig.Enrichments(asConfigured.settings(), plugins),
                config.remote().assets(),
                download,
                config.remote().adapters(),
                meters);
    }

    /** With numbers: of registries and schemas, data files, caches, look-ups and remote adapters. */
    public AssemblyOptions with(EnrichMeters all) {
        return new AssemblyOptions(
                maxJsonDepth, clock, deterministic, enrichments, assets, forceDownloads, adapters, all);
    }
}
