package dev.firn.enrichments.javascript;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Settings;
import dev.firn.serdes.badrow.FailureMessage;
import java.util.Base64;
import java.util.Map;

/** Enrichments of scripts written into tests. They have more time than usual, as machines that run tests are busy. */
final class Scripts {

    static final Map<String, String> PATIENT = Map.of("javascript.time-limit", "PT20S");

    private Scripts() {}

    static Enrichment enrichment(String script) {
        return enrichment(script, "{}", PATIENT);
    }

    static Enrichment enrichment(String script, String params, Map<String, String> settings) {
        String base64 = Base64.getUrlEncoder().encodeToString(script.getBytes(UTF_8));
        EnrichmentConfig config = Configs.parameters("{\"script\": \"%s\", \"config\": %s}".formatted(base64, params));
        return new JavaScriptFactory().create(config, Configs.RESOURCES.with(Settings.of(settings)));
    }

    /** The result of {@code process(event, params, headers)} with this body. */
    static EnrichmentResult run(String body, EventView event) {
        return run(body, "{}", PATIENT, event);
    }

    static EnrichmentResult run(String body, String params, Map<String, String> settings, EventView event) {
        String script = "function process(event, params, headers) { " + body + " }";
        try (Enrichment enrichment = enrichment(script, params, settings)) {
            return enrichment.enrich(event);
        }
    }

    /** The text of the only failure. */
    static String error(EnrichmentResult result) {
        if (result instanceof EnrichmentResult.Failed failed
                && failed.messages().size() == 1) {
            return ((FailureMessage.Simple) failed.messages().get(0)).error();
        }
        throw new AssertionError("not one failure: " + result);
    }
}
