package dev.firn.enrichments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one order in which an event is enriched.
 *
 * <p>URL, time and address facts come first because others read them; scripts and look-ups come last because they may read
 * anything made before. A configured enrichment takes the slot of its configuration's schema name; one that has no slot of
 * its own (a user's) takes {@link #CUSTOM}, in the order configured. {@link #MASKING} runs when all contexts are validated,
 * so that nothing can leak after it.
 */
final class EnrichmentOrder {

    private static final String CUSTOM = "(custom)";

    /** The steps that are always there, by the name they have in the lists below. */
    private static final Map<String, Consumer<EventInProgress>> FIXED = Map.of(
            "#collector-version", FixedSteps::collectorVersion,
            "#page-url", FixedSteps::pageUrl,
            "#derived-tstamp", FixedSteps::derivedTimestamp,
            "#referrer-url", FixedSteps::referrerUrl,
            "#cross-domain", FixedSteps::crossDomain,
            "#schema-fields", FixedSteps::schemaFields,
            "#hide-new-contexts", EventInProgress::hideNewContexts,
            "#show-all-contexts", EventInProgress::showAllContexts);

    private static final List<String> ORDER = List.of(
            "#collector-version",
            "#page-url",
            "#derived-tstamp",
            "iab_spiders_and_robots_enrichment",
            "user_agent_utils_config",
            "ua_parser_config",
            "currency_conversion_config",
            "#referrer-url",
            "referer_parser",
            "campaign_attribution",
            "#cross-domain",
            "cross_navigation_config",
            "event_fingerprint_config",
            "cookie_extractor_config",
            "http_header_extractor_config",
            "yauaa_enrichment_config",
            "#schema-fields",
            "ip_lookups",
            "asn_lookups",
            // It reads the coordinates that ip_lookups sets; Snowplow runs it before they are there.
            "weather_enrichment_config",
            "bot_detection_enrichment_config",
            "javascript_script_config",
            "sql_query_enrichment_config",
            // They are independent: a further request must not depend on the answer to the first.
            "#hide-new-contexts",
            "api_request_enrichment_config",
            "extra_api_request_enrichment_config",
            "#show-all-contexts",
            CUSTOM);

    /** What Snowplow calls the legacy order: scripts before addresses and currencies. */
    private static final List<String> LEGACY_ORDER = List.of(
            "#collector-version",
            "#page-url",
            "#derived-tstamp",
            "iab_spiders_and_robots_enrichment",
            "user_agent_utils_config",
            "ua_parser_config",
            "#referrer-url",
            "referer_parser",
            "campaign_attribution",
            "#cross-domain",
            "cross_navigation_config",
            "event_fingerprint_config",
            "cookie_extractor_config",
            "http_header_extractor_config",
            "yauaa_enrichment_config",
            "#schema-fields",
            "javascript_script_config",
            "currency_conversion_config",
            "weather_enrichment_config",
            "ip_lookups",
            "asn_lookups",
            "bot_detection_enrichment_config",
            "sql_query_enrichment_config",
            "#hide-new-contexts",
            "api_request_enrichment_config",
            "extra_api_request_enrichment_config",
            "#show-all-contexts",
            CUSTOM);

    /** Steps that read all validated contexts, and whose own contexts need no validation. */
    private static final List<String> ANNOTATING = List.of("event_specifications");

    /** After the validation of contexts; what they change is not validated again. */
    private static final List<String> MASKING = List.of("anon_ip", "pii_enrichment_config");

    private EnrichmentOrder() {}

    /** The steps of an event in order, ready to run. */
    static List<Consumer<EventInProgress>> steps(
            List<ConfiguredEnrichment> configured, boolean legacy, InputJson inputJson, PipelineListener listener) {
        return steps(legacy ? LEGACY_ORDER : ORDER, configured, inputJson, listener);
    }

    /** The steps that run after validation, before masking. */
    static List<Consumer<EventInProgress>> annotating(
            List<ConfiguredEnrichment> configured, PipelineListener listener) {
        return steps(ANNOTATING, configured, null, listener);
    }

    /** The last steps. */
    static List<Consumer<EventInProgress>> masking(List<ConfiguredEnrichment> configured, PipelineListener listener) {
        return steps(MASKING, configured, null, listener);
    }

    /** All steps of an event in order, for those who look at them. */
    static List<PipelineStage> stages(List<ConfiguredEnrichment> configured, boolean legacy) {
        List<PipelineStage> stages = new ArrayList<>();
        for (List<String> order : List.of(legacy ? LEGACY_ORDER : ORDER, ANNOTATING, MASKING)) {
            for (String slot : order) {
                if (FIXED.containsKey(slot)) {
                    stages.add(FixedStages.step(slot));
                }
                configured.stream()
                        .filter(one -> slot(one).equals(slot))
                        .map(EnrichmentOrder::stage)
                        .forEach(stages::add);
            }
        }
        return stages;
    }

    private static PipelineStage stage(ConfiguredEnrichment one) {
        return new PipelineStage(
                one.enrichment().name(), one.configuration(), one.enrichment().derivations());
    }

    private static List<Consumer<EventInProgress>> steps(
            List<String> order,
            List<ConfiguredEnrichment> configured,
            @Nullable InputJson inputJson,
            PipelineListener listener) {
        Map<String, List<Consumer<EventInProgress>>> bySlot = new HashMap<>();
        FIXED.forEach((name, step) -> bySlot.put(name, List.of(step)));
        for (ConfiguredEnrichment one : configured) {
            bySlot.computeIfAbsent(slot(one), name -> new ArrayList<>())
                    .add(new EnrichmentStep(one, inputJson, listener));
        }
        return order.stream()
                .flatMap(slot -> bySlot.getOrDefault(slot, List.of()).stream())
                .toList();
    }

    private static String slot(ConfiguredEnrichment one) {
        String name = one.configuration().name();
        boolean own = ORDER.contains(name) || ANNOTATING.contains(name) || MASKING.contains(name);
        return own ? name : CUSTOM;
    }
}
