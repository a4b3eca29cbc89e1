package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/1-0-*} says, with the additions that Firn reads
 * from objects named {@code firn} and others ignore. {@link #toString} hides keys and headers.
 *
 * <p>Read leniently, as others do: unknown members are ignored, and {@code cacheTtl} counts in every version.
 *
 * @param cacheSize how many schemas to remember; 0 or less remembers none
 * @param cacheTtl how long a schema is good; null for ever, zero remembers none
 * @param repositories in the order of the document
 * @param additions what the document's own {@code firn} object says
 * @param warnings what works but is probably not meant so, in words for operators
 */
public record ResolverConfig(
        int cacheSize,
        @Nullable Duration cacheTtl,
        List<Repository> repositories,
        Additions additions,
        List<String> warnings) {

    public static final SchemaCriterion CRITERION =
            SchemaCriterion.of("iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/1-0-*");

    public ResolverConfig {
        repositories = List.copyOf(repositories);
        warnings = List.copyOf(warnings);
    }

    /** One configured registry: {@code embeddedPath} or {@code http} is given, never both. */
    public record Repository(Registry.Config config, @Nullable String embeddedPath, @Nullable HttpSettings http) {}

    /**
     * What Firn adds.
     *
     * @param negativeTtl how long a "not found" stands; null for the default
     * @param staleIfError whether a schema outlives its time when its registry is down
     * @param strictSelf whether a schema must be the one it was published as
     * @param preload schemas to resolve at start-up
     * @param snapshot directory with what was known before, asked last of all; null for none
     * @param offline leaves the HTTP registries out and asks the Iglu Central snapshot instead
     */
    public record Additions(
            @Nullable Duration negativeTtl,
            boolean staleIfError,
            boolean strictSelf,
            List<SchemaCriterion> preload,
            @Nullable Path snapshot,
            boolean offline) {

        public Additions {
            preload = List.copyOf(preload);
        }
    }

    /**
     * Reads a configuration.
     *
     * @param json the self-describing document
     * @throws ResolverConfigException for one that no client can work with
     */
    public static ResolverConfig of(JsonNode json) {
        return ResolverConfigReader.read(json);
    }

    /** A builder that has all of this set; clock and listener are still to be chosen. Opens no connection yet. */
    public IgluClient.Builder toBuilder() {
        IgluClient.Builder builder = IgluClient.builder()
                .registries(registries())
                .cacheSize(cacheSize)
                .cacheTtl(cacheTtl)
                .negativeTtl(additions.negativeTtl);
        if (!additions.staleIfError) {
            builder.failWhenExpired();
        }
        if (additions.strictSelf) {
            builder.strictSelf();
        }
        return builder;
    }

    private List<Registry> registries() {
        List<Registry> all = new ArrayList<>();
        for (Repository repository : repositories) {
            registry(repository).ifPresent(all::add);
        }
        boolean central =
                all.stream().anyMatch(registry -> registry.config().name().equals(Registries.CENTRAL_NAME));
        if (additions.offline && !central) {
            Registries.igluCentralSnapshot().ifPresent(all::add);
        }
        if (additions.snapshot != null) {
            all.add(Registries.fallbackDirectory(Registry.Config.named(SNAPSHOT_NAME), additions.snapshot));
        }
        return all;
    }

    /** Name of the registry that {@code firn.snapshot} adds. */
    static final String SNAPSHOT_NAME = "Snapshot";

    private Optional<Registry> registry(Repository repository) {
        if (repository.embeddedPath != null) {
            return Optional.of(Registries.embedded(repository.config, repository.embeddedPath));
        }
        return additions.offline || repository.http == null
                ? Optional.empty()
                : Optional.of(Registries.http(repository.config, repository.http));
    }
}
