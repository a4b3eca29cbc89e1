package dev.firn.enrichments.config;

import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.IgluError;
import dev.firn.registry.Registries;
import dev.firn.registry.Registry;
import dev.firn.registry.SelfDescribingJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Validates configurations against the schemas that they name. What no registry gives is looked for on the class path, so
 * that a start needs no network.
 */
final class OwnSchema {

    private final IgluClient client;
    private final @Nullable IgluClient snapshot;

    OwnSchema(IgluClient client, @Nullable IgluClient snapshot) {
        this.client = client;
        this.snapshot = snapshot;
    }

    /** With the schemas on the class path behind those of the client. */
    static OwnSchema of(IgluClient client) {
        Registry registry = Registries.igluCentralSnapshot().orElse(null);
        // Refreshing inline: a client that lives for one start needs no threads.
        return new OwnSchema(
                client,
                registry == null
                        ? null
                        : IgluClient.builder()
                                .registries(List.of(registry))
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
