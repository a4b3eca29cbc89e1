package dev.firn.app.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.app.config.FirnConfig;
import dev.firn.app.plugins.PluginFolder;
import dev.firn.enrichments.EventIds;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.PipelineListener;
import dev.firn.enrichments.adapter.Adapter;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.remote.RemoteAdapter;
import dev.firn.enrichments.assets.AssetListener;
import dev.firn.enrichments.assets.AssetState;
import dev.firn.enrichments.assets.AssetStore;
import dev.firn.enrichments.assets.AssetStoreBuilder;
import dev.firn.enrichments.assets.RefreshSummary;
import dev.firn.enrichments.config.EnrichmentConfigs;
import dev.firn.enrichments.config.Finding.Severity;
import dev.firn.enrichments.config.LoadedEnrichments;
import dev.firn.enrichments.config.NamedConfig;
import dev.firn.enrichments.http.LookupLimits;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.LookupListener;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.spi.Settings;
import dev.firn.enrichments.spi.Watch;
import dev.firn.metrics.EnrichMeters;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.Registry;
import dev.firn.registry.ResolverConfig;
import dev.firn.registry.ResolverConfigException;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resolver, its enrichments and what was found while they were put together. Owns both, and the data files of the
 * enrichments; close it when the pipelines made of it are no longer used.
 */
public final class Assembly implements AutoCloseable {

    /**
     * One thing to tell about resolver or enrichments.
     *
     * @param error keeps the application from starting
     * @param source which file or argument
     */
    public record Finding(boolean error, String source, String message) {}

    /**
     * A configuration as it was given.
     *
     * @param name of its schema
     * @param version of its schema
     * @param enabled what it says of itself
     */
    public record Configured(String name, String version, boolean enabled) {}

    /** Where jars carry schemas. */
    private static final String SCHEMAS = "firn-schemas";

    private final AssemblyOptions options;
    private final List<Configured> configured;
    private final List<Finding> findings = new ArrayList<>();
    private final PluginFolder plugins;
    private final List<Registry> schemasOfPlugins = new ArrayList<>();
    private final List<Adapter> adapters = new ArrayList<>();
    private AdapterSchemas schemas = AdapterSchemas.defaults();
    private LoadedEnrichments enrichments = new LoadedEnrichments(List.of(), List.of());
    private @Nullable IgluClient iglu;
    private @Nullable AssetStore assets;

    private Assembly(List<NamedConfig> enrichments, AssemblyOptions options) {
        this.options = options;
        Path folder = options.enrichments().plugins() == null
                ? pluginsBesideTheJar()
                : options.enrichments().plugins();
        ClassLoader firn = Assembly.class.getClassLoader();
        this.plugins = folder == null ? PluginFolder.none(firn) : PluginFolder.open(folder, firn);
        this.configured =
                enrichments.stream().flatMap(one -> configured(one.json())).toList();
    }

    /**
     * Reads and checks everything; asks registries for the schemas of the enrichments' configurations, and loads their data
     * files.
     *
     * @param resolver the resolver configuration; null for the schemas that ship with Firn
     * @param enrichments their configurations
     */
    public static Assembly of(@Nullable JsonNode resolver, List<NamedConfig> enrichments, AssemblyOptions options) {
        Assembly assembly = new Assembly(enrichments, options);
        assembly.openPlugins();
        assembly.connect(resolver);
        assembly.openAssets();
        if (assembly.iglu != null && assembly.assets != null) {
            Resources resources = Resources.of(options.clock())
                    .with(assembly.assets)
                    .with(Settings.of(options.enrichments().settings()))
                    .with(
                            options.meters() == null
                                    ? Watch.NONE
                                    : options.meters().watch());
            assembly.load(enrichments, assembly.iglu, resources);
            assembly.reach(resources);
            assembly.describeWebhooks();
            resources
                    .settings()
                    .unread()
                    .forEach(name -> assembly.warning(
                            "enrichments.settings", "no enrichment that is on knows the setting " + name));
        }
        return assembly;
    }

    /** Null when this class is in no jar. */
    private static @Nullable Path pluginsBesideTheJar() {
        CodeSource source = Assembly.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = source == null ? null : Path.of(source.getLocation().toURI());
            return jar != null && Files.isRegularFile(jar) ? jar.resolveSibling("plugins") : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private void openPlugins() {
        Path configured = options.enrichments().plugins();
        if (configured != null && !Files.isDirectory(configured)) {
            findings.add(new Finding(true, "plugins.folder", configured + " is no folder"));
        }
        plugins.findings()
                .forEach(finding -> findings.add(new Finding(finding.error(), finding.source(), finding.message())));
        plugins.loaders().stream()
                .skip(1)
                .filter(loader -> ((URLClassLoader) loader).findResource(SCHEMAS + "/schemas/") != null)
                .forEach(loader -> schemasOfPlugins.add(Registries.fallbackClasspath(
                        Registry.Config.named(String.valueOf(loader.getName())), SCHEMAS, loader)));
    }

    private void connect(@Nullable JsonNode resolver) {
        IgluClient.Builder builder;
        List<SchemaCriterion> preload = List.of();
        if (resolver == null) {
            builder = IgluClient.builder()
                    .registries(Registries.igluCentralSnapshot().stream().toList())
                    .cacheSize(1000)
                    .cacheTtl(Duration.ofDays(365));
        } else {
            try {
                ResolverConfig config = ResolverConfig.of(resolver);
                config.warnings().forEach(warning -> warning("resolver", warning));
                builder = config.toBuilder();
                preload = config.additions().preload();
            } catch (ResolverConfigException e) {
                error("resolver", e);
                return;
            }
        }
        builder.clock(options.clock()).maxJsonDepth(options.maxJsonDepth()).moreRegistries(schemasOfPlugins);
        EnrichMeters meters = options.meters();
        if (meters != null) {
            builder.listener(meters.registry());
        }
        IgluClient client = (options.deterministic() ? builder.refreshInline() : builder).build();
        if (meters != null) {
            meters.watch(client);
        }
        client.preload(preload)
                .forEach((criterion, error) ->
                        warning("resolver", "firn.preload: " + criterion + " was not found: " + error.lookupHistory()));
        iglu = client;
    }

    private void openAssets() {
        FirnConfig.Assets configured = options.assets();
        EnrichMeters meters = options.meters();
        AssetListener log = new AssetLog();
        AssetStoreBuilder builder = AssetStore.builder(options.clock())
                .listener(meters == null ? log : log.and(meters.assets()))
                .classLoaders(plugins.loaders());
        if (configured.folder() != null) {
            builder.workFolder(configured.folder()).keepDownloads();
        }
        if (options.forceDownloads()) {
            builder.forceDownloads();
        }
        if (configured.updatePeriod() != null && !options.deterministic()) {
            builder.refreshEvery(configured.updatePeriod());
        }
        try {
            assets = builder.build();
        } catch (UncheckedIOException e) {
            error("assets.folder", e);
        }
    }

    private void load(List<NamedConfig> configs, IgluClient client, Resources resources) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // JDBC drivers and the like are looked for through it.
        thread.setContextClassLoader(plugins.union());
        try {
            enrichments = EnrichmentConfigs.load(configs, client, resources, plugins.loaders());
        } finally {
            thread.setContextClassLoader(before);
        }
        enrichments
                .findings()
                .forEach(finding -> findings.add(
                        new Finding(finding.severity() == Severity.ERROR, finding.source(), finding.message())));
    }

    private void reach(Resources resources) {
        FirnConfig.Adapters configured = options.adapters();
        if (configured.services().isEmpty()) {
            return;
        }
        Resources own = resources.with(HttpClient.newBuilder()
                .connectTimeout(configured.connectionTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        LookupLimits usual = LookupLimits.of(configured.readTimeout(), resources.settings());
        LookupLimits limits = new LookupLimits(
                usual.timeout(),
                usual.maxBytes(),
                configured.maxConnections(),
                usual.circuitFailures(),
                usual.circuitPause());
        for (FirnConfig.Adapter service : configured.services()) {
            String name = service.vendor() + "/" + service.version();
            LookupListener listener = options.meters() == null
                    ? LookupListener.NONE
                    : options.meters().remoteAdapter(name);
            try {
                adapters.add(
                        new RemoteAdapter(service.vendor(), service.version(), service.url(), limits, own, listener));
            } catch (EnrichmentConfigException e) {
                error("remote adapter " + name, e);
            }
        }
    }

    private void describeWebhooks() {
        Map<String, Map<String, String>> byAdapter = new TreeMap<>();
        options.adapters().schemas().forEach((name, uri) -> {
            int dot = name.indexOf('.');
            byAdapter
                    .computeIfAbsent(name.substring(0, Math.max(dot, 0)), adapter -> new TreeMap<>())
                    .put(name.substring(dot + 1), uri);
        });
        try {
            schemas = AdapterSchemas.defaults().with(byAdapter);
        } catch (EnrichmentConfigException e) {
            error("webhooks.schemas", e);
        }
    }

    private void warning(String source, String message) {
        findings.add(new Finding(false, source, message));
    }

    private void error(String source, RuntimeException problem) {
        findings.add(new Finding(true, source, String.valueOf(problem.getMessage())));
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** True when there is no pipeline to be had. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::error);
    }

    /** Names of the enrichments that will run, in the order configured. */
    public List<String> enrichmentNames() {
        return enrichments.enrichments().stream()
                .map(one -> one.configuration().name())
                .toList();
    }

    /** All configurations that say what they are, also those that are off or not to be used. */
    public List<Configured> configured() {
        return configured;
    }

    private static Stream<Configured> configured(JsonNode json) {
        return SelfDescribingJson.of(json)
                .fold(
                        config -> config.data().isArray()
                                ? stream(config.data())
                                : Stream.of(new Configured(
                                        config.schema().name(),
                                        config.schema().version().toString(),
                                        config.data().path("enabled").asBoolean())),
                        code -> Stream.empty());
    }

    /** Of the configuration that wraps several. */
    private static Stream<Configured> stream(JsonNode wrapped) {
        List<Configured> all = new ArrayList<>();
        wrapped.forEach(one -> configured(one).forEach(all::add));
        return all.stream();
    }

    /** The data files in use. */
    public List<AssetState> assets() {
        return assets == null ? List.of() : assets.states();
    }

    /**
     * Looks at all data files now, and loads what changed; returns when that is done. Stops early when the thread is
     * interrupted.
     */
    public RefreshSummary refreshAssets() {
        return assets == null ? new RefreshSummary(0, 0, 0) : assets.refresh();
    }

    /** The client that finds schemas; closed with this. Null when the resolver configuration cannot be used. */
    public @Nullable IgluClient iglu() {
        return iglu;
    }

    /** @throws IllegalStateException when there are errors */
    public EventPipeline pipeline(EventPipeline.Options how, EventIds ids, PipelineListener listener) {
        if (iglu == null || hasErrors()) {
            throw new IllegalStateException("not to be run: " + findings);
        }
        return EventPipeline.builder(iglu)
                .enrichments(enrichments.enrichments())
                .adapters(adapters)
                .adapterSchemas(schemas)
                .options(how)
                .clock(options.clock())
                .ids(ids)
                .listener(listener)
                .build();
    }

    @Override
    public void close() {
        enrichments.close();
        if (assets != null) {
            assets.close();
        }
        if (iglu != null) {
            iglu.close();
        }
        plugins.close();
    }
}
