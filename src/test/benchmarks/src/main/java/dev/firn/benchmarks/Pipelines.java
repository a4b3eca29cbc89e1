package dev.firn.benchmarks;

import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.EventIds;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.config.EnrichmentConfigs;
import dev.firn.enrichments.config.LoadedEnrichments;
import dev.firn.enrichments.config.NamedConfig;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.spi.Settings;
import dev.firn.metrics.EnrichMeters;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.OutcomeEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** The pipelines that are measured, by the enrichments that are on. */
public enum Pipelines {
    /** None. */
    BARE(List.of()),
    /** Those that need no data files. */
    FIVE(List.of(
            config("anon_ip", "anon_ip/jsonschema/1-0-1", "{\"anonOctets\":1,\"anonSegments\":3}"),
            config(
                    "campaign_attribution",
                    "campaign_attribution/jsonschema/1-0-1",
                    """
                    {"mapping":"static","fields":{"mktMedium":["utm_medium"],"mktSource":["utm_source"],
                     "mktTerm":["utm_term"],"mktContent":["utm_content"],"mktCampaign":["utm_campaign"]}}"""),
            config("cookie_extractor_config", "cookie_extractor_config/jsonschema/1-0-0", "{\"cookies\":[\"sp\"]}"),
            config(
                    "event_fingerprint_config",
                    "event_fingerprint_config/jsonschema/1-0-1",
                    "{\"excludeParameters\":[\"cv\",\"eid\",\"nuid\",\"stm\"],\"hashAlgorithm\":\"MD5\"}"),
            enrichment(
                    "http_header_extractor_config",
                    "http_header_extractor_config/jsonschema/1-0-0",
                    "{\"headersPattern\":\"Accept-Language|Origin\"}"))),
    /** What an ordinary deployment runs: the five, user agents, referrers and addresses. */
    ORDINARY(with(
            FIVE.configs,
            config("ua_parser_config", "ua_parser_config/jsonschema/1-0-0", "{}"),
            config(
                    "referer_parser",
                    "referer_parser/jsonschema/2-0-0",
                    "{\"internalDomains\":[],\"database\":\"referers-cc0.json\",\"uri\":\"%s\"}"
                            .formatted(data("referer").toUri())),
            config(
                    "ip_lookups",
                    "ip_lookups/jsonschema/2-0-0",
                    """
                    {"geo":{"database":"GeoIP2-City.mmdb","uri":"%1$s"},
                     "isp":{"database":"GeoIP2-ISP.mmdb","uri":"%1$s"},
                     "domain":{"database":"GeoIP2-Domain.mmdb","uri":"%1$s"},
                     "connectionType":{"database":"GeoIP2-Connection-Type.mmdb","uri":"%1$s"}}"""
                            .formatted(databases())))),
    /** The ordinary ones and YAUAA. */
    YAUAA(with(
            ORDINARY.configs, enrichment("yauaa_enrichment_config", "yauaa_enrichment_config/jsonschema/1-0-0", "{}")));

    private final List<NamedConfig> configs;

    Pipelines(List<NamedConfig> configs) {
        this.configs = configs;
    }

    /** With the schemas that ship with Firn; lives as long as the process. */
    public EventPipeline build() {
        return build(configs, Settings.NONE, one -> one);
    }

    /** As {@link #build()}, with all that it does told to meters. */
    EventPipeline build(EnrichMeters meters) {
        IgluClient iglu = schemas().listener(meters.registry()).build();
        Resources resources = Resources.of(InstantSource.system()).with(meters.watch());
        LoadedEnrichments loaded = EnrichmentConfigs.load(configs, iglu, resources, Pipelines.class.getClassLoader());
        return EventPipeline.builder(iglu)
                .enrichments(loaded.enrichments())
                .ids(EventIds.ofContent())
                .listener(meters.pipeline())
                .build();
    }

    private static IgluClient.Builder schemas() {
        return IgluClient.builder()
                .registries(Registries.igluCentralSnapshot().stream().toList())
                .cacheSize(1000)
                .cacheTtl(Duration.ofDays(365));
    }

    /** @param each what to run instead of an enrichment */
    static EventPipeline build(List<NamedConfig> configs, Settings settings, UnaryOperator<ConfiguredEnrichment> each) {
        IgluClient iglu = schemas().build();
        LoadedEnrichments loaded = EnrichmentConfigs.load(
                configs, iglu, Resources.of(InstantSource.system()).with(settings), Pipelines.class.getClassLoader());
        if (loaded.enrichments().size() != configs.size()) {
            throw new IllegalStateException("not all of the enrichments can be used: " + loaded.findings());
        }
        return EventPipeline.builder(iglu)
                .enrichments(loaded.enrichments().stream().map(each).toList())
                .ids(EventIds.ofContent())
                .build();
    }

    /**
     * Everything that needs no database server.
     *
     * @param host of the services that are asked
     */
    static List<NamedConfig> everything(String host) {
        return with(
                YAUAA.configs,
                enrichment(
                        "iab_spiders_and_robots_enrichment",
                        "iab_spiders_and_robots_enrichment/jsonschema/1-0-0",
                        """
                        {"ipFile":{"database":"ip_exclude_current_cidr.txt","uri":"%1$s"},
                         "excludeUseragentFile":{"database":"exclude_current.txt","uri":"%1$s"},
                         "includeUseragentFile":{"database":"include_current.txt","uri":"%1$s"}}"""
                                .formatted(data("iab").toUri())),
                enrichment("cross_navigation_config", "cross_navigation_config/jsonschema/1-0-0", ""),
                enrichment("asn_lookups", "asn_lookups/jsonschema/1-0-0", "{\"botAsns\":[{\"asn\":64500}]}"),
                enrichment(
                        "bot_detection_enrichment_config",
                        "bot_detection_enrichment_config/jsonschema/1-0-1",
                        "{\"useYauaa\":true,\"useIab\":true,\"useAsnLookups\":true,\"useClientSideDetection\":true}"),
                config(
                        "currency_conversion_config",
                        "currency_conversion_config/jsonschema/1-0-0",
                        """
                        {"accountType":"DEVELOPER","apiKey":"none","baseCurrency":"EUR","rateAt":"EOD_PRIOR"}"""),
                enrichment(
                        "weather_enrichment_config",
                        "weather_enrichment_config/jsonschema/1-0-0",
                        """
                        {"apiKey":"none","cacheSize":5100,"geoPrecision":1,"apiHost":"%s","timeout":5}"""
                                .formatted(host)),
                config(
                        "javascript_script_config",
                        "javascript_script_config/jsonschema/1-0-0",
                        "{\"script\":\"%s\"}"
                                .formatted(Base64.getEncoder()
                                        .encodeToString(
                                                "function process(event) { event.setTr_affiliation(event.getApp_id()); }"
                                                        .getBytes(StandardCharsets.UTF_8)))),
                enrichment(
                        "api_request_enrichment_config",
                        "api_request_enrichment_config/jsonschema/1-0-2",
                        """
                        {"inputs":[{"key":"app","pojo":{"field":"app_id"}}],
                         "api":{"http":{"method":"GET","uri":"http://%s/users?app={{app}}","timeout":1000,"authentication":{}}},
                         "outputs":[{"schema":"iglu:com.snowplowanalytics.snowplow/parent_event/jsonschema/1-0-0",
                           "json":{"jsonPath":"$.record"}}],
                         "cache":{"size":3000,"ttl":600},"ignoreOnError":true}"""
                                .formatted(host)),
                enrichment(
                        "pii_enrichment_config",
                        "pii_enrichment_config/jsonschema/2-0-0",
                        "{\"pii\":[{\"pojo\":{\"field\":\"user_id\"}},{\"pojo\":{\"field\":\"domain_userid\"}},"
                                + "{\"pojo\":{\"field\":\"network_userid\"}},{\"pojo\":{\"field\":\"user_ipaddress\"}}],"
                                + "\"strategy\":{\"pseudonymize\":{\"hashFunction\":\"SHA-256\",\"salt\":\"s\"}}}"));
    }

    static OutcomeEncoder encoder(EventFormat format) {
        return new OutcomeEncoder(
                format,
                format,
                EnrichTopology.DEFAULT_MAX_RECORD_BYTES,
                new BadRow.Processor("firn", "0.1.0"),
                InstantSource.system());
    }

    private static List<NamedConfig> with(List<NamedConfig> configs, NamedConfig... more) {
        List<NamedConfig> all = new ArrayList<>(configs);
        all.addAll(List.of(more));
        return all;
    }

    private static NamedConfig config(String name, String schema, String parameters) {
        return named(name, "com.snowplowanalytics.snowplow", schema, parameters);
    }

    private static NamedConfig enrichment(String name, String schema, String parameters) {
        return named(name, "com.snowplowanalytics.snowplow.enrichments", schema, parameters);
    }

    private static NamedConfig named(String name, String vendor, String schema, String parameters) {
        String more = name.equals("pii_enrichment_config") ? ",\"emitEvent\":true" : "";
        String text =
                """
                {"schema":"iglu:%1$s/%2$s","data":{"vendor":"%1$s","name":"%3$s","enabled":true%5$s%4$s}}"""
                        .formatted(
                                vendor,
                                schema,
                                name,
                                parameters.isEmpty() ? "" : ",\"parameters\":" + parameters,
                                more);
        return new NamedConfig(name, JsonText.parse(text).fold(json -> json, message -> {
            throw new IllegalStateException(message);
        }));
    }

    /** The data of an enrichment's own tests; benchmarks are run from a checkout. */
    static Path data(String enrichment) {
        Path root = Path.of(System.getProperty("firn.root", "."));
        Path data = root.resolve("enrichments/src/test/resources/dev/firn/enrichments")
                .resolve(enrichment);
        if (!Files.isDirectory(data)) {
            throw new IllegalStateException(data + " is missing; name the checkout: -Dfirn.root=FOLDER");
        }
        return data.toAbsolutePath();
    }

    /** MaxMind's test databases, by the names that configurations must use. */
    private static URI databases() {
        try {
            Path folder = Files.createTempDirectory("firn-benchmark");
            folder.toFile().deleteOnExit();
            for (String name : List.of("City", "ISP", "Domain", "Connection-Type")) {
                Path copy = folder.resolve("GeoIP2-" + name + ".mmdb");
                Files.copy(data("iplookups").resolve("GeoIP2-" + name + "-Test.mmdb"), copy);
                copy.toFile().deleteOnExit();
            }
            return folder.toUri();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
