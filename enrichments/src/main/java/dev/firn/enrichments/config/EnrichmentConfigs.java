package dev.firn.enrichments.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.timelimit.TimeLimitedEnrichment;
import dev.firn.registry.IgluClient;
import dev.firn.registry.IgluError;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns configurations into enrichments, with the start-up checks of Snowplow Enrich and the texts that follow its
 * {@code Cannot decode enrichments - }.
 *
 * <p>More than there: all findings are reported and not only the first; two enabled configurations of one kind are an error
 * instead of the later one winning; a configuration that nothing here understands brings a warning instead of silence; and
 * schemas that no registry gives are taken from the class path.
 */
public final class EnrichmentConfigs {

    private static final SchemaCriterion WRAPPER =
            SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/enrichments/jsonschema/1-0-*");

    /** Names under which there may be more than one enrichment; they run in the order configured. */
    private static final Set<String> REPEATABLE = Set.of("extra_api_request_enrichment_config");

    private final OwnSchema schemas;
    private final Factories factories;
    private final Resources resources;
    private final List<Finding> findings = new ArrayList<>();
    private final List<ConfiguredEnrichment> enrichments = new ArrayList<>();
    /** Where each enabled configuration was, by schema name. */
    private final Map<String, String> sourceByName = new HashMap<>();

    private EnrichmentConfigs(OwnSchema schemas, List<ClassLoader> loaders, Resources resources) {
        this.schemas = schemas;
        this.resources = resources;
        this.factories = Factories.on(loaders, (loader, problem) -> error(name(loader), problem));
    }

    private static String name(ClassLoader loader) {
        boolean ofTheJvm = loader.getName() == null || loader.getName().equals("app");
        return ofTheJvm ? "class path" : loader.getName();
    }

    /**
     * Checks the configurations and creates the enabled enrichments. May read files and ask registries, as the enrichments
     * need. When anything is an error, those already created are closed again.
     *
     * @param client gives the schemas that the configurations name
     * @param resources handed to the enrichments
     * @param loader where to look for {@link EnrichmentFactory} providers
     */
    public static LoadedEnrichments load(
            List<NamedConfig> configs, IgluClient client, Resources resources, ClassLoader loader) {
        return load(configs, client, resources, List.of(loader));
    }

    /**
     * As {@link #load(List, IgluClient, Resources, ClassLoader)}, with several class paths.
     *
     * @param loaders where to look for {@link EnrichmentFactory} providers and, below {@code firn-schemas/schemas}, for the
     *     schemas of configurations; findings call them by {@linkplain ClassLoader#getName their names}
     */
    public static LoadedEnrichments load(
            List<NamedConfig> configs, IgluClient client, Resources resources, List<ClassLoader> loaders) {
        EnrichmentConfigs loading = new EnrichmentConfigs(OwnSchema.of(client, loaders), loaders, resources);
        configs.forEach(loading::file);
        LoadedEnrichments loaded = new LoadedEnrichments(loading.enrichments, loading.findings);
        if (!loaded.hasErrors()) {
            return loaded;
        }
        loaded.close();
        return new LoadedEnrichments(List.of(), loading.findings);
    }

    private void file(NamedConfig config) {
        SelfDescribingJson json = read(config.source(), config.json());
        if (json == null) {
            return;
        }
        if (!json.schema().vendor().equals(WRAPPER.vendor())
                || !json.schema().name().equals(WRAPPER.name())) {
            enrichment(config.source(), json);
            return;
        }
        IgluError problem = schemas.problem(json);
        if (problem != null) {
            error(config.source(), JsonText.write(problem.toJson()));
        } else {
            wrapper(config.source(), json);
        }
    }

    private void wrapper(String source, SelfDescribingJson wrapper) {
        if (!WRAPPER.matches(wrapper.schema())) {
            error(source, "Schema criterion " + WRAPPER + " does not match schema " + wrapper.schema());
            return;
        }
        int index = 0;
        for (JsonNode item : wrapper.data()) {
            String itemSource = source + " data[" + index++ + "]";
            SelfDescribingJson json = read(itemSource, item);
            if (json != null) {
                enrichment(itemSource, json);
            }
        }
    }

    private @Nullable SelfDescribingJson read(String source, JsonNode json) {
        return SelfDescribingJson.of(json).<@Nullable SelfDescribingJson>fold(value -> value, code -> {
            error(source, code + ": expected {\"schema\": \"iglu:...\", \"data\": {...}}");
            return null;
        });
    }

    private void enrichment(String source, SelfDescribingJson json) {
        SchemaKey key = json.schema();
        IgluError problem = schemas.problem(json);
        if (problem != null) {
            // The quotes do not pair in Snowplow's text either.
            error(source, "Enrichment with key '" + key + "` is invalid - " + JsonText.write(problem.toJson()));
            return;
        }
        EnrichmentConfig config = new EnrichmentConfig(key, json.data());
        try {
            if (ConfigReader.of(config).flag("enabled") && isFirst(source, key.name())) {
                enabled(source, config);
            }
        } catch (EnrichmentConfigException e) {
            error(source, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            // A user's factory must not hide what else is wrong.
            error(source, "The enrichment " + key.name() + " could not be created: " + e);
        }
    }

    private boolean isFirst(String source, String name) {
        String other = REPEATABLE.contains(name) ? null : sourceByName.putIfAbsent(name, source);
        if (other != null) {
            error(
                    source,
                    "A '" + name + "' enrichment is already configured in " + other + "; enable only one of them");
        }
        return other == null;
    }

    private void enabled(String source, EnrichmentConfig config) {
        SchemaKey key = config.schema();
        List<EnrichmentFactory> named = factories.named(key.name());
        List<EnrichmentFactory> fitting =
                named.stream().filter(one -> one.configuration().matches(key)).toList();
        if (named.isEmpty()) {
            warning(source, KnownEnrichments.notRun(key.name()));
        } else if (fitting.isEmpty()) {
            error(
                    source,
                    "Schema key " + key + " is not supported. A '" + key.name() + "' enrichment must have schema "
                            + criteria(named) + ".");
        } else if (fitting.size() > 1) {
            error(
                    source,
                    "More than one class makes a '" + key.name() + "' enrichment: "
                            + fitting.stream()
                                    .map(one -> one.getClass().getName())
                                    .collect(Collectors.joining(", ")));
        } else {
            create(source, fitting.get(0), config);
        }
    }

    private static String criteria(List<EnrichmentFactory> factories) {
        return factories.stream().map(one -> one.configuration().toString()).collect(Collectors.joining(" or "));
    }

    private void create(String source, EnrichmentFactory factory, EnrichmentConfig config) {
        Duration limit = limit(factory);
        Enrichment made = factory.create(config, resources);
        Enrichment enrichment = limit.isZero() ? made : new TimeLimitedEnrichment(made, limit);
        enrichments.add(new ConfiguredEnrichment(config.schema(), enrichment));
        factory.warnings(config).forEach(text -> warning(source, text));
    }

    /** What did not come with Firn must not be able to hold up its threads. */
    private Duration limit(EnrichmentFactory factory) {
        boolean own = factory.getClass().getName().startsWith("dev.firn.");
        return own ? Duration.ZERO : TimeLimitedEnrichment.limitOfCustom(resources.settings());
    }

    private void error(String source, String message) {
        findings.add(Finding.error(source, message));
    }

    private void warning(String source, String message) {
        findings.add(Finding.warning(source, message));
    }
}
