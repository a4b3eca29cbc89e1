package dev.firn.enrichments.config;

import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.IgluError;
import dev.firn.registry.Registries;
import dev.firn.registry.Registry;
import dev.firn.registry.SelfDescribingJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Validates configurations against the schemas that they name. What no registry gives is looked for on the class path, so
 * that a start needs no network.
 */
final class OwnSchema {

    /** Where the jar of an enrichment has schemas, in the layout of a static registry. */
    private static final String ROOT = "firn-schemas";

    private final IgluClient client;
    private final @Nullable IgluClient snapshot;

    OwnSchema(IgluClient client, @Nullable IgluClient snapshot) {
        this.client = client;
        this.snapshot = snapshot;
    }

    /** With the schemas on the class path, and then those on the class paths of these loaders, behind those of the client. */
    static OwnSchema of(IgluClient client, List<ClassLoader> loaders) {
        List<Registry> registries = new ArrayList<>();
        Registries.igluCentralSnapshot().ifPresent(registries::add);
        for (ClassLoader loader : loaders) {
            Registry.Config config =
                    new Registry.Config("Class path " + registries.size(), registries.size(), List.of());
            registries.add(Registries.classpath(config, ROOT, loader));
        }
        // Refreshing inline: a client that lives for one start needs no threads.
        return new OwnSchema(
                client,
                registries.isEmpty()
                        ? null
                        : IgluClient.builder()
                                .registries(registries)
                                .refreshInline()
                                .build());
    }

    /** Why the data cannot be shown to fit, or null when it fits. */
    @Nullable
    IgluError problem(SelfDescribingJson json) {
        IgluError problem = errorOf(client.check(json));
        if (!(problem instanceof IgluError.Resolution) || snapshot == null) {
            return problem;
        }
        IgluError offline = errorOf(snapshot.check(json));
        return offline instanceof IgluError.Resolution ? problem : offline;
    }

    private static @Nullable IgluError errorOf(CheckResult result) {
        return result instanceof CheckResult.Invalid invalid ? invalid.error() : null;
    }
}
