package dev.firn.enrichments.javascript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import dev.firn.registry.json.JsonText;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What to run, and within which bounds.
 *
 * @param params JSON text of the second argument of {@code process}; null for an empty object
 * @param timeLimit for one event; zero is none
 */
record JavaScriptConfig(
        String script,
        @Nullable String params,
        AllowedClasses classes,
        Duration timeLimit,
        boolean exitOnCompileError) {

    private static final Duration DEFAULT_TIME_LIMIT = Duration.ofMillis(500);

    JavaScriptConfig {
        if (script.isEmpty()) {
            throw new EnrichmentConfigException("Provided script for JS enrichment is empty");
        }
        if (timeLimit.isNegative()) {
            throw new EnrichmentConfigException("Setting javascript.time-limit is " + timeLimit
                    + "; expected a duration such as PT0.5S, or PT0S for no limit");
        }
    }

    static JavaScriptConfig of(EnrichmentConfig config, Settings settings) {
        ConfigReader parameters = ConfigReader.parameters(config);
        JsonNode params = config.parameters().get("config");
        return new JavaScriptConfig(
                decoded(parameters.text("script")),
                params == null || params.isNull() ? null : JsonText.write(params),
                new AllowedClasses(settings.texts("javascript.allowed-classes")),
                settings.duration("javascript.time-limit", DEFAULT_TIME_LIMIT),
                settings.flag("javascript.exit-on-compile-error", true));
    }

    /** Either alphabet of base64, with or without line breaks. */
    private static String decoded(String base64) {
        byte[] standard = base64.replace('-', '+').replace('_', '/').getBytes(ISO_8859_1);
        try {
            return new String(Base64.getMimeDecoder().decode(standard), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new EnrichmentConfigException("parameters.script is not base64 of a script: " + e.getMessage(), e);
        }
    }
}
